"""Every setting, with its default; each may be set as `EVERYCALL_<NAME>`, or as the file `EVERYCALL_<NAME>_FILE` names."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.files import FilesSource
from config.keeping import KeepingSettings
from config.telling import TellingSettings

ROLES = ("agent", "reviewer", "qa_lead", "supervisor", "compliance", "uploader", "administrator")
"""As `qa.access.Role` has them; settings import nothing of ours, and a test holds the two to each other."""

_HOUSE = Path(__file__).resolve().parent.parent


class Settings(KeepingSettings, TellingSettings):
    """What a house decides about its installation.

    The defaults are the embedded installation: SQLite, a folder as object store, no server.
    """

    model_config = SettingsConfigDict(env_prefix="EVERYCALL_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        Path("var"), description="Folder for the database, objects and models of the embedded default."
    )
    database_url: str = Field("", description="SQLAlchemy address; empty: SQLite in the data folder.")
    objects_url: str = Field(
        "",
        description="`s3://key:secret@host:port/bucket` (`s3s://` for TLS), or empty: a folder in the data folder.",
    )
    objects_public_url: str = Field(
        "",
        description="Address at which uploaders reach that S3, as https://s3.example.com, where it is another than in"
        " `objects_url`.",
    )
    broker_url: str = Field(
        "", description="Celery broker (amqp:// or redis://); empty: workers poll the database."
    )
    models_dir: Path | None = Field(None, description="Folder with weights fetched by hand; looked at first.")
    model_pins: Path | None = Field(
        None, description="File that pins weights of your own, as `everycall models pin` prints it."
    )
    recogniser: str = Field(
        "whisper-base", description="The speech recogniser, by its name among the pinned models."
    )
    offline: bool = Field(
        True, description="Never ask the hub for weights. `everycall models fetch` may set it off."
    )
    rubrics_dir: Path = Field(_HOUSE / "rubrics", description="Folder of the rubrics in use.")
    web_dir: Path = Field(
        _HOUSE / "web" / "dist",
        description="Folder of the workbench that the API serves, as `make web` builds it.",
    )
    sources: Path | None = Field(
        None,
        description="YAML file of the recording systems that put recordings into the bucket (docs/ingest.md); with it, the"
        " bucket is walked for what no notification told of.",
    )
    walk_seconds: float = Field(
        300.0, gt=0, description="Seconds between two walks through the bucket, where there are sources."
    )
    walk_below_hours: float = Field(
        1000.0,
        gt=0,
        description="Hours of audio that may wait before a walk through the bucket takes in no more for now;"
        " notifications and uploads are always taken in.",
    )
    events_secret: SecretStr = Field(
        SecretStr(""),
        description="Secret that notifications of the bucket carry; empty: POST /v1/events/s3 is closed.",
    )
    events_queue: str = Field(
        "", description="Queue to which the bucket's notifications are published, for `everycall notices`."
    )
    events_broker_url: str = Field(
        "", description="Broker (amqp:// or redis://) of that queue, where it is another than `broker_url`."
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Token with which GET /metrics is read without signing in; empty: from this machine only.",
    )
    session_seconds: float = Field(
        12 * 3600.0, gt=0, description="How long somebody stays signed in at most."
    )
    session_idle_seconds: float = Field(
        3600.0, gt=0, description="How long somebody stays signed in who does nothing."
    )
    requests_a_minute: int = Field(
        1200,
        ge=0,
        description="Requests that each person, or each address nobody signed in from, may send a minute; 0: any number.",
    )
    oidc_issuer: str = Field(
        "", description="Identity provider that people sign in at, as https://id.example.com; empty: none."
    )
    oidc_client: str = Field("", description="Client id of this house there.")
    oidc_secret: SecretStr = Field(SecretStr(""), description="Its secret there.")
    oidc_scope: str = Field(
        "openid profile email", description="Scopes asked for there, with spaces between."
    )
    oidc_groups: str = Field("groups", description="Claim of the ID token that names a person's groups.")
    oidc_roles: str = Field(
        "",
        description="What groups are here, as `qa-team=reviewer, qa-heads=qa_lead`; who is in none of them is not let in.",
    )
    oidc_agent: str = Field(
        "", description="Claim that names a person as calls do (`agent_id`); empty: none."
    )
    oidc_back: str = Field(
        "",
        description="Address the provider sends browsers back to, https://…/v1/session/oidc/callback; empty: at `public_url`, or as asked for.",
    )
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8080, description="Port the API listens on.")
    hosts: str = Field(
        "",
        description="Host names the API answers to besides localhost and bare addresses, separated by commas.",
    )
    workers: int = Field(0, description="Embedded worker processes; 0: one per core, at most four.")
    queues: str = Field(
        "cpu,gpu",
        description="Queues whose work the workers of this machine do: `cpu` (ingest, score, what recurs), `gpu`"
        " (listening), or both, separated by a comma.",
    )
    worker_memory_mb: float = Field(
        4096.0,
        ge=0,
        description="A worker that holds more MiB of memory when a stage ends is replaced; 0: never.",
    )
    max_upload_bytes: int = Field(2 * 1024**3, description="Largest recording accepted.")
    upload_seconds: float = Field(
        6 * 3600.0,
        ge=60,
        le=12 * 3600,
        description="How long the addresses of an upload by POST /v1/uploads hold; at most 12 hours.",
    )
    upload_part_bytes: int = Field(
        64 * 1024**2,
        ge=5 * 1024**2,
        description="Size of the parts of such an upload; at least 5 MiB, as S3 asks.",
    )
    lease_seconds: float = Field(
        60.0, description="How long a worker's claim on a recording holds without renewal."
    )
    stage_seconds: float = Field(
        6 * 3600.0, description="Longest time for one stage of one recording; then its worker is replaced."
    )
    max_attempts: int = Field(4, description="Attempts per stage before a recording is failed.")
    device: str = Field("auto", description="`cpu`, `cuda` or `auto`.")
    default_language: str = Field("auto", description="`zh`, `en`, or `auto`: decided once per call.")
    agent_channel: int = Field(
        0, description="Channel of the agent where neither sidecar nor source says otherwise."
    )
    company_words: str = Field(
        "", description="Names of the company and its products, separated by commas: its agents say them."
    )
    emotion_of_agents: bool = Field(False, description="Read tension from agents too; off by default.")
    embedder: str = Field(
        "e5-small",
        description="The model that compares meanings, by its name among the pinned models; empty: none, and checks"
        " on meaning are undecided.",
    )
    judge_url: str = Field(
        "",
        description="Address of an OpenAI-compatible endpoint (as http://localhost:8000/v1) that answers `llm` checks;"
        " what was said is sent there. Empty: none, and these checks are undecided.",
    )
    judge_model: str = Field("", description="The model the judge's endpoint is asked for.")
    judge_key: SecretStr = Field(
        SecretStr(""), description="Key of the judge's endpoint, where it wants one."
    )
    judge_timeout: float = Field(
        60.0, description="Seconds after which an answer of the judge is waited for no more."
    )
    judge_budget: int = Field(20, description="Questions that one call may put to the judge.")
    judge_tokens: int = Field(
        100_000, description="Tokens that one call may cost at the judge, asked and answered."
    )
    signing_key: Path | None = Field(
        None,
        description="Private key that signs the days, Ed25519 as PEM; left out: `signing.key` in the data folder, made"
        " when first needed.",
    )
    sealing: bool = Field(
        True,
        description="Seal what is said in calls, and their sound, with a key for each recording; off: what is new is kept"
        " in the clear. What is sealed is opened in any case.",
    )
    content_key: Path | None = Field(
        None,
        description="Key that the keys of recordings are sealed with, 32 bytes in base64; left out: `content.key` in the"
        " data folder, made when first needed. Keep a copy elsewhere: without it nothing sealed can be read.",
    )
    content_key_former: str = Field(
        "",
        description="Files of former content keys, separated by commas, until `everycall keys rotate` has run.",
    )
    time_zone: str = Field(
        "UTC", description="Time zone whose days coverage is counted and closed by, as Asia/Shanghai."
    )
    close_hours: float = Field(
        3.0,
        ge=0,
        description="Hours after its end at which a day's coverage is closed; what comes later amends it.",
    )
    replay_sample: int = Field(
        20,
        ge=0,
        description="Evaluations of each sealed day, drawn by its seal, that are made again; what comes out otherwise"
        " is told.",
    )
    keywords: str = Field(
        "",
        description="Words, separated by commas, that flag a call where anybody says them; Chinese or English.",
    )
    review_delay_hours: float = Field(
        0.0, ge=0, description="Hours after which a finished review is released to its agent; 0 for at once."
    )
    dispute_days: float = Field(
        14.0, gt=0, description="Days after its release in which an agent may contest a finding."
    )
    appeal_days: float = Field(
        7.0, gt=0, description="Days after a dispute was upheld in which the agent may ask the QA lead."
    )
    traces_url: str = Field(
        "",
        description="OpenTelemetry collector that traces are sent to by OTLP over HTTP, as"
        " http://collector:4318/v1/traces; empty: none are made.",
    )
    log_level: str = Field("INFO", description="Level of the log on standard error.")
    log_format: Literal["text", "json"] = Field(
        "text", description="How the log is written: `text` for people, `json` for programs."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the library's own signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Say where settings come from: a caller first, then files, then the environment."""
        return init_settings, FilesSource(settings_cls), env_settings

    @field_validator("queues")
    @classmethod
    def _queues(cls, names: str) -> str:
        found = [name.strip() for name in names.split(",") if name.strip()]
        if not found or set(found) - {"cpu", "gpu"}:
            raise ValueError(f"EVERYCALL_QUEUES is {names!r}; write cpu, gpu, or cpu,gpu")
        return ",".join(dict.fromkeys(found))

    @field_validator("oidc_roles")
    @classmethod
    def _roles(cls, mapping: str) -> str:
        for pair in filter(None, map(str.strip, mapping.split(","))):
            group, _, role = pair.rpartition("=")
            if not group.strip() or role.strip() not in ROLES:
                raise ValueError(
                    f"EVERYCALL_OIDC_ROLES has {pair!r}; write group=role, with a role of {', '.join(ROLES)}"
                )
        return mapping

    @field_validator("traces_url")
    @classmethod
    def _whole(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and not (parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/")):
            raise ValueError(
                f"EVERYCALL_TRACES_URL is {address!r}, which cannot be used; write it with its path, as"
                " http://collector:4318/v1/traces"
            )
        return address

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f"EVERYCALL_TIME_ZONE is {name!r}, which is no time zone; write one as Asia/Shanghai"
            ) from error
        return name
