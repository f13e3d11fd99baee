"""A source: one recording system, where it puts what, and how to read what it says about a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from qa.content import WhenSealed
from qa.errors import MetadataInvalid
from qa.ingest import amazon_connect, asterisk, freeswitch, genesys_cloud, manifest, vcon
from qa.ingest.errors import NameUnmatched
from qa.ingest.pattern import PLACE, backwards, checked
from qa.ingest.template import compiled, nested
from qa.metadata import CallMetadata, Direction, Name, check, fields_of
from qa.priority import FIRST, LAST, NORMAL, priority_of

ENDINGS = ("wav", "mp3", "ogg", "opus", "flac", "m4a", "mp4", "webm", "amr", "gsm", "au", "aac")
"""How the names of recordings end, unless the source says otherwise."""

DIRECTIONS = {
    "in": Direction.INBOUND,
    "incoming": Direction.INBOUND,
    "out": Direction.OUTBOUND,
    "outgoing": Direction.OUTBOUND,
}
"""Words that file names have for a direction, beside its own."""


class Adapter(StrEnum):
    """Whose names and sidecars a source has."""

    EVERYCALL = "everycall"
    AMAZON_CONNECT = "amazon_connect"
    GENESYS_CLOUD = "genesys_cloud"
    FREEPBX = "freepbx"
    FREESWITCH = "freeswitch"
    ASTERISK = "asterisk"
    VCON = "vcon"


@dataclass(frozen=True, slots=True)
class _Manner:
    """What an adapter knows by itself."""

    read: Callable[[bytes, tzinfo], dict[str, Any]]
    sidecar: str
    template: str = ""
    agent_channel: int | None = None
    local_time: bool = False


_MANNERS = {
    Adapter.EVERYCALL: _Manner(lambda data, _: fields_of(data), "{key}.json"),
    Adapter.AMAZON_CONNECT: _Manner(
        amazon_connect.read, "{stem}.json", amazon_connect.TEMPLATE, amazon_connect.AGENT_CHANNEL
    ),
    Adapter.GENESYS_CLOUD: _Manner(genesys_cloud.read, genesys_cloud.SIDECAR, genesys_cloud.TEMPLATE),
    Adapter.FREEPBX: _Manner(asterisk.read, asterisk.SIDECAR, local_time=True),
    Adapter.FREESWITCH: _Manner(freeswitch.read, freeswitch.SIDECAR, freeswitch.TEMPLATE),
    Adapter.ASTERISK: _Manner(asterisk.read, asterisk.SIDECAR, local_time=True),
    Adapter.VCON: _Manner(vcon.read, vcon.SIDECAR),
}


def _template(text: str) -> str:
    compiled(text)
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(
            f"“{name}” is no time zone; write its name, as Asia/Shanghai or Europe/Berlin"
        ) from error
    return name


class Source(BaseModel):
    """One recording system, as the file of the sources tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")] = Field(
        description="Its name; recordings carry it as their source."
    )
    prefix: str = Field("", description="How the keys of its objects begin, as `pbx-1/`.")
    adapter: Adapter = Field(Adapter.EVERYCALL, description="Whose names and sidecars it has.")
    template: Annotated[str, AfterValidator(_template)] | None = Field(
        None, description="How its files are named, as `{agent_id}_{started_at:%Y%m%d%H%M%S}.wav`."
    )
    timezone: Annotated[str, AfterValidator(_zone)] | None = Field(
        None, description="Time zone of moments that name none, as `Asia/Shanghai`."
    )
    direction: Direction | None = Field(None, description="Direction of calls that nothing else tells.")
    agent_channel: (
        Annotated[int, Field(ge=0, le=1)] | dict[Direction, Annotated[int, Field(ge=0, le=1)]] | None
    ) = Field(None, description="The agent's channel, 0 or 1; or one for each direction.")
    sidecar: Annotated[str, AfterValidator(checked)] | None = Field(
        None,
        description="Key of the sidecar: `{key}.json`, `{stem}.json` (the key without its ending), or with `{folder}`"
        " and `{name}`. Left out: as the adapter has it.",
    )
    sidecar_wait: float = Field(
        0.0,
        ge=0.0,
        le=7 * 86400.0,
        description="Seconds that a recording without its sidecar waits for it before it is listened to without.",
    )
    object_metadata: dict[Annotated[str, StringConstraints(pattern="^[a-z0-9-]{1,100}$")], str] = Field(
        default_factory=dict,
        description="What the objects' own metadata mean: `{agent: agent_id}` reads `x-amz-meta-agent` as `agent_id`.",
    )
    manifest: str | None = Field(
        None, description="Keys of CSV manifests, as `pbx-1/lists/*.csv`; `*` stands for anything."
    )
    endings: tuple[Annotated[str, StringConstraints(pattern="^[a-z0-9]{1,8}$")], ...] = Field(
        ENDINGS, min_length=1, description="How names of recordings end, without the dot."
    )
    priority: int = Field(
        NORMAL, ge=LAST, le=FIRST, description="How urgent its calls are, 0 to 9; a step is worth an hour."
    )
    first: tuple[Name, ...] = Field((), description="Queues whose calls come before all others.")
    at_once: int | None = Field(
        None, ge=1, description="Most of its recordings that workers have in hand at the same time."
    )
    hours_a_day: float | None = Field(
        None, gt=0, description="Most hours of its audio that are listened to in a day of the house."
    )
    original: WhenSealed = Field(
        WhenSealed.KEEP,
        description="What becomes of its objects once the house keeps a sealed copy: `keep` them, remove them when the call"
        " is purged (`purge`), or at once (`remove`). They are in the clear, and may be the recording system's own.",
    )
    facts: dict[str, Any] = Field(
        default_factory=dict, description="Facts of every call of this source, as a sidecar has them."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.prefix.startswith("vault/"):
            raise ValueError(
                "prefix begins with vault/, where the house keeps its sealed copies; choose another"
            )
        local = _MANNERS[self.adapter].local_time or (self.template and compiled(self.template).needs_zone)
        if local and self.timezone is None:
            raise ValueError("timezone is missing; its moments name none, so write one, as Asia/Shanghai")
        if self.is_audio(self.sidecar_key(f"{self.prefix}call.{self.endings[0]}")):
            raise ValueError("sidecar has an ending of recordings; nobody could tell them apart")
        for field in self.object_metadata.values():
            if not manifest.known_field(field):
                raise ValueError(f"object_metadata leads to “{field}”, which is no field of a sidecar")
        if self.manifest is not None and not self.manifest.startswith(self.prefix):
            raise ValueError("manifest does not begin with the prefix; nothing there is this source's")
        if self.manifest is not None and self.is_audio(self.manifest):
            raise ValueError("manifest has an ending of recordings; nobody could tell them apart")
        try:
            check(self.facts)
        except MetadataInvalid as invalid:
            raise ValueError("; ".join(f"facts: {problem}" for problem in invalid.problems)) from invalid
        return self

    def is_audio(self, key: str) -> bool:
        """Tell a recording of this source by its name."""
        return key.startswith(self.prefix) and key.rpartition(".")[2].lower() in self.endings and "." in key

    def is_manifest(self, key: str) -> bool:
        """Tell a manifest of this source by its name."""
        return self.manifest is not None and fnmatchcase(
            key, self.manifest.replace("[", "[[]").replace("?", "[?]")
        )

    def of_object(self, metadata: Mapping[str, str]) -> dict[str, Any]:
        """Read an object's own metadata as fields of a sidecar."""
        found = {
            field: manifest.value(field, metadata[name].strip())
            for name, field in self.object_metadata.items()
            if metadata.get(name, "").strip()
        }
        return nested(found)

    def sidecar_key(self, key: str) -> str:
        """Say where the sidecar of a recording lies."""
        folder, slash, file = key.rpartition("/")
        dot = file.rfind(".")
        name = file[:dot] if dot > 0 else file
        places = {"key": key, "stem": f"{folder}{slash}{name}", "folder": f"{folder}{slash}", "name": name}
        return PLACE.sub(lambda match: places[match[1]], self._pattern)

    def audio_keys(self, sidecar: str) -> tuple[str, ...]:
        """Say where the recording of a sidecar may lie; nowhere, where it is no name of a sidecar."""
        match = backwards(self._pattern).fullmatch(sidecar)
        if match is None:
            return ()
        found = match.groupdict()
        if "key" in found:
            keys: tuple[str, ...] = (found["key"],)
        else:
            stem = found.get("stem") or found["folder"] + found["name"]
            keys = tuple(f"{stem}.{e}" for ending in self.endings for e in (ending, ending.upper()))
        return tuple(key for key in keys if self.is_audio(key))

    def describe(
        self, key: str, sidecar: bytes | None, told: Mapping[str, Any] = MappingProxyType({})
    ) -> CallMetadata:
        """Put together what is known of a call.

        Its sidecar comes before what is `told` elsewhere, before its name, before what holds for the source.

        Raises:
            NameUnmatched: the key does not read as it should.
            MetadataInvalid: the sidecar or what it says is at fault.
        """
        manner = _MANNERS[self.adapter]
        facts = dict(self.facts)
        if self.template or sidecar is None:
            facts = merged(facts, self._named(key))
        facts = merged(facts, told)
        if sidecar is not None:
            facts = merged(facts, manner.read(sidecar, self._clock))
        if self.direction is not None:
            facts.setdefault("direction", self.direction)
        known = check(facts)
        channel = known.agent_channel
        if channel is None:
            channel = self._agent_channel(known.direction, manner.agent_channel)
        return known.model_copy(update={"agent_channel": channel})

    def priority_of(self, metadata: CallMetadata) -> int:
        """Say how urgent a call of this source is."""
        return priority_of(metadata, otherwise=self.priority, first=self.first)

    @property
    def _pattern(self) -> str:
        return self.sidecar or _MANNERS[self.adapter].sidecar

    @property
    def _clock(self) -> tzinfo:
        return ZoneInfo(self.timezone or "UTC")

    def _agent_channel(self, direction: Direction | None, otherwise: int | None) -> int | None:
        if isinstance(self.agent_channel, Mapping):
            return otherwise if direction is None else self.agent_channel.get(direction, otherwise)
        return otherwise if self.agent_channel is None else self.agent_channel

    def _named(self, key: str) -> dict[str, Any]:
        text = self.template or _MANNERS[self.adapter].template
        if not text:
            return self._named_by_freepbx(key) if self.adapter is Adapter.FREEPBX else {}
        # A name that the system itself gives is in UTC; one that was made up here is on the clock of the house.
        facts = compiled(text).read(key, self._clock if self.template else UTC)
        if "direction" in facts:
            facts["direction"] = DIRECTIONS.get(facts["direction"].lower(), facts["direction"].lower())
        return nested(facts)

    def _named_by_freepbx(self, key: str) -> dict[str, Any]:
        facts = asterisk.freepbx(key.rpartition("/")[2], self._clock)
        if facts is None:
            raise NameUnmatched(
                f"The key {key!r} does not read as FreePBX names recordings (out-…-…-20260301-093000-….wav); rename the "
                "file, or write a template for its source."
            )
        return facts


def merged(facts: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Add fields to others, which they replace; the house's own one by one."""
    house = {**facts.get("business", {}), **more.get("business", {})}
    return {**facts, **more} | ({"business": house} if house else {})
