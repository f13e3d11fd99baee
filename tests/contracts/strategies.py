"""Values of every stored type, as hypothesis thinks of them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.transcript import (
    Attribution,
    Basis,
    Doubt,
    Engine,
    Hearing,
    Party,
    Span,
    Transcript,
    Turn,
    Word,
)
from qa.flag import Flag, FlagKind
from qa.metadata import CallMetadata
from qa.problem import Fault, Problem
from qa.recording import Lease, Recording, Stage, State
from qa.run import RunOutcome, StageRun
from scoring.finding import Evidence, Finding, Outcome, Scorecard, Search, SectionScore

text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
number = st.floats(allow_nan=False, allow_infinity=False)
share = st.floats(0, 1)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 bounds are naive

engines = st.builds(Engine, text, text, text, text, st.lists(st.tuples(text, text), max_size=2).map(tuple))
words = st.builds(Word, number, number, text, share)
turns = st.builds(
    Turn,
    st.integers(0, 9),
    number,
    number,
    st.sampled_from(Party),
    st.integers(0, 1),
    text,
    st.sampled_from(["zh", "en"]),
    share,
    share,
    st.none() | text,
    st.lists(st.sampled_from(Doubt), max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
)
spans = st.builds(Span, number, number)
transcripts = st.builds(
    Transcript,
    st.sampled_from(["zh", "en"]),
    share,
    st.builds(
        Attribution,
        st.sampled_from(Basis),
        st.lists(st.tuples(text, st.sampled_from(Party)), max_size=2).map(tuple),
        share,
        st.lists(text, max_size=2).map(tuple),
    ),
    st.lists(turns, max_size=3).map(tuple),
    st.lists(
        st.builds(Hearing, st.just(0), number, number, share, st.lists(spans, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    st.lists(engines, max_size=2).map(tuple),
)
one_cue = st.builds(
    Cue,
    st.sampled_from(CueKind),
    number,
    number,
    number,
    st.sampled_from(Party),
    st.none() | st.integers(0, 9),
    st.booleans(),
    st.lists(text, max_size=2).map(tuple),
)
cue_sets = st.builds(
    Cues,
    st.lists(one_cue, max_size=3).map(tuple),
    st.lists(st.tuples(text, text), max_size=2).map(tuple),
    st.lists(text, max_size=2).map(tuple),
)
healths = st.builds(
    Health,
    st.lists(
        st.builds(
            HealthFinding,
            st.sampled_from(HealthKind),
            st.sampled_from(Severity),
            text,
            st.none() | st.integers(0, 1),
            st.none() | number,
            st.lists(spans, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
)
evidence = st.builds(
    Evidence,
    number,
    number,
    st.sampled_from(Party),
    text,
    share,
    st.none() | st.integers(0, 9),
    st.none() | one_cue,
    text,
)
findings = st.builds(
    Finding,
    text,
    st.sampled_from(Outcome),
    share,
    text,
    st.lists(evidence, max_size=2).map(tuple),
    st.none()
    | st.builds(
        Search,
        number,
        number,
        st.none() | st.sampled_from(Party),
        st.integers(0, 9),
        st.none() | evidence,
        share,
        share,
    ),
    st.none() | number,
    st.none() | number,
)
scorecards = st.builds(
    Scorecard,
    text,
    text,
    st.just("ef" * 32),
    st.sampled_from(["zh", "en"]),
    st.none() | share,
    st.none() | share,
    st.none() | share,
    st.none() | st.booleans(),
    st.lists(text, max_size=2).map(tuple),
    st.lists(
        st.builds(SectionScore, text, st.none() | share, st.lists(findings, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
)
flag_lists = st.lists(
    st.builds(
        Flag,
        st.sampled_from(FlagKind),
        text,
        st.none() | number,
        st.none() | number,
        st.none() | text,
        st.none() | text,
    ),
    max_size=3,
)
problems = st.builds(Problem, st.text("abc._", min_size=1, max_size=9), text, st.sampled_from(Fault))
runs = st.builds(
    StageRun,
    st.just("rec-0001"),
    st.sampled_from(Stage),
    st.just(1),
    text,
    moments,
    st.none() | moments,
    st.sampled_from(RunOutcome),
    st.lists(engines, max_size=2).map(tuple),
    st.lists(st.tuples(text, text), max_size=2).map(tuple),
    st.lists(st.tuples(text, number), max_size=2).map(tuple),
    st.none() | problems,
)
_name = st.none() | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20
)
metadatas = st.builds(
    CallMetadata,
    source_call_id=st.none(),
    started_at=st.none() | moments,
    agent_id=_name,
    queue=_name,
    language=st.none() | st.sampled_from(["zh", "en"]),
    agent_channel=st.none() | st.integers(0, 1),
    business=st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=9).filter(str.strip),
        text | st.integers(-(2**63), 2**63) | number | st.booleans(),
        max_size=3,
    ),
)
recordings = st.builds(
    Recording,
    id=st.just("rec-0001"),
    source=text,
    key=st.just("calls/1.wav"),
    received_at=moments,
    metadata=metadatas,
    stage=st.sampled_from(Stage),
    state=st.sampled_from(State),
    next_attempt_at=moments,
    attempt=st.integers(0, 10_000),
    tries=st.integers(0, 99),
    losses=st.integers(0, 99),
    lease=st.none() | st.builds(Lease, st.text("ab", min_size=1, max_size=9), moments),
    progress=share,
    problem=st.none() | problems,
    size=st.none() | st.integers(0, 2**62),
    audio_sha256=st.none() | st.just("ab" * 32),
    duration=st.none() | number,
    language=st.none() | st.sampled_from(["zh", "en"]),
    health=st.none() | healths,
    transcript=st.none() | st.just("tr-1"),
    priority=st.integers(0, 9),
)
