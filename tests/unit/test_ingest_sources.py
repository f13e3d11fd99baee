"""The file of sources: which covers a key, and where it is at fault."""

import pytest

from qa.ingest.errors import SourcesInvalid, SourceUnknown
from qa.ingest.source import Source
from qa.ingest.sources import WHOLE_BUCKET, read


@pytest.mark.parametrize("pattern", ["{key}.json", "{stem}.json", "{folder}meta/{name}.json", "meta/{key}.x"])
@pytest.mark.parametrize("key", ["a.wav", "calls/2026/a b.wav", "calls/a.b.wav", "CALLS/通话.WAV"])
def test_a_sidecar_and_its_recording_find_each_other(pattern: str, key: str) -> None:
    source = Source(name="s", sidecar=pattern)
    beside = source.sidecar_key(key)
    assert not source.is_audio(beside)
    assert key in source.audio_keys(beside)


def test_the_source_with_the_longest_prefix_covers_a_key() -> None:
    found = read("sources:\n- {name: a, prefix: calls/}\n- {name: b, prefix: calls/pbx/}\n")
    assert (found.of("calls/x.wav").name, found.of("calls/pbx/x.wav").name) == ("a", "b")
    with pytest.raises(SourceUnknown, match=r"'other/x\.wav'"):
        found.of("other/x.wav")
    assert WHOLE_BUCKET.of("other/x.wav").name == "bucket"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "s.yaml:2: no valid YAML"),
        ("sources: []", "s.yaml:1: sources: is empty"),
        ("sources:\n- {name: a}\n- {name: a, prefix: x}", "s.yaml:3: sources[2].name: “a” is taken"),
        (
            "sources:\n- name: a\n  prefixx: b",
            "s.yaml:3: sources[1].prefixx: is no field here; did you mean `prefix`?",
        ),
        ("sources:\n- name: A", "s.yaml:2: sources[1].name: “A” is no name"),
        ("sources:\n- name: a\n  timezone: Mars", "s.yaml:3: sources[1].timezone: “Mars” is no time zone"),
        ("sources:\n- name: a\n  adapter: freepbx", "s.yaml:2: sources[1]: timezone is missing"),
        ("sources:\n- name: a\n  template: x", "s.yaml:3: sources[1].template: has no field"),
        ("sources:\n- name: a\n  sidecar: '{name}.json'", "s.yaml:3: sources[1].sidecar: must have {key}"),
        (
            "sources:\n- name: a\n  sidecar: '{stem}.wav'",
            "s.yaml:2: sources[1]: sidecar has an ending of recordings",
        ),
        ("sources:\n- name: a\n  facts: {agent_id: 7}", "s.yaml:2: sources[1]: facts: agent_id is 7"),
    ],
)
def test_a_file_of_sources_at_fault_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(SourcesInvalid) as refusal:
        read(text, "s.yaml")
    assert any(problem.startswith(told) for problem in refusal.value.problems), refusal.value.problems
