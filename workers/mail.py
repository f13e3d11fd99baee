"""Send mail through the house's server."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

from workers.errors import Undelivered


@dataclass(frozen=True, slots=True)
class MailServer:
    """The house's mail server.

    Attributes:
        host: its name.
        port: to connect to.
        security: `starttls`, `tls` from the first byte on, or `none`.
        sender: address that mail is from.
        user: to sign in as; empty: nobody signs in.
        password: to sign in with.
        seconds: for each step.
        tls: whom to trust; left out: whom this machine trusts.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 10.0
    tls: ssl.SSLContext | None = None


def send_mail(
    server: MailServer, to: Sequence[str], subject: str, text: str, *, message: str, now: datetime
) -> str:
    """Send a mail; says what the server noted beside it.

    Args:
        server: the house's.
        to: addresses.
        subject: of it.
        text: of it.
        message: an id that is the same each time it is sent.
        now: when it is sent.

    Raises:
        Undelivered: the server did not take it for anybody.
    """
    mail = EmailMessage()
    mail["From"], mail["To"] = server.sender, ", ".join(to)
    mail["Subject"], mail["Date"] = " ".join(subject.split()), format_datetime(now)
    mail["Message-ID"] = f"<{message}@{server.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered to it
    mail.set_content(text)
    try:
        with _opened(server) as connection:
            if server.user:
                connection.login(server.user, server.password)
            refused = connection.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(f"The mail server did not take it: {_told(error)}.") from error
    return f"not taken for {', '.join(refused)}" if refused else ""


def _opened(server: MailServer) -> smtplib.SMTP:
    """Connect.

    Raises:
        SMTPException: the server does not do what it has to.
        OSError: it is not there, or its certificate is not to be trusted.
    """
    tls = server.tls or ssl.create_default_context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=tls)
    connection = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
    if server.security == "starttls":
        try:
            connection.starttls(context=tls)  # refused where the server does not offer it: never in the clear
        except BaseException:
            connection.close()
            raise
    return connection


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"[:300]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{who}: {code} {why!r}" for who, (code, why) in error.recipients.items())[:300]
    return str(error)[:300] or type(error).__name__
