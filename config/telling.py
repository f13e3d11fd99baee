"""Settings of what is told outside of the house: webhooks, mail and chat."""

from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings


class TellingSettings(BaseSettings):
    """What a house decides about telling others; part of `config.settings.Settings`."""

    public_url: str = Field(
        "",
        description="Address at which people open the workbench, as https://everycall.example.com: mail, chat messages and"
        " webhooks link to its pages. Empty: they link to nothing.",
    )
    webhook_networks: str = Field(
        "",
        description="Networks inside the house that webhooks and chat messages may be sent to, as `10.1.0.0/16, 10.2.0.7`;"
        " else they go to addresses of the open network only.",
    )
    webhook_seconds: float = Field(
        10.0,
        gt=0,
        le=40,
        description="Seconds that a receiver of a webhook has to take it, from its name on.",
    )
    webhook_disable_days: float = Field(
        5.0, gt=0, description="Days after which a receiver is turned off that has taken nothing."
    )
    webhook_log_days: float = Field(
        30.0,
        gt=0,
        description="Days for which it is on record what was sent to receivers, and how that went.",
    )
    smtp_host: str = Field("", description="Mail server that alarms are sent by; empty: none are mailed.")
    smtp_port: int = Field(587, description="Its port; 465 is usual for `tls`.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How mail is encrypted on its way there: `starttls`, `tls`, or `none`."
    )
    smtp_user: str = Field("", description="Whom to sign in as at the mail server; empty: nobody signs in.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    smtp_from: str = Field("everycall@localhost", description="Address that mail of EveryCall is from.")

    @field_validator("public_url")
    @classmethod
    def _plain(cls, address: str) -> str:
        try:
            parts = urlsplit(address)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if address and (
            not usable or parts.query or parts.fragment or "@" in parts.netloc or parts.path.strip("/")
        ):
            raise ValueError(
                f"EVERYCALL_PUBLIC_URL is {address!r}, which cannot be used; write scheme and host, with a port where there"
                " is one, as https://everycall.example.com"
            )
        return address.rstrip("/")
