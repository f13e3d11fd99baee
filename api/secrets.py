"""Secrets of those who sign in: passwords hashed, codes checked, tokens made. None is kept as it is, nor logged."""

import secrets
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION, KEY, TOKEN = "ecs_", "eck_", "ect_"
"""How secrets begin, so that one that leaked is recognised: a session's, a key's, a short token's."""

STEP_SECONDS = 30
"""How long a code of the second factor holds, RFC 6238 section 5.2."""

_RECOVERY_CODES = 10


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    # RFC 9106 section 4, second recommended option: Argon2id, 64 MiB, 3 passes, 4 lanes.
    return PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)


def hashed(password: str) -> str:
    """Hash a password by Argon2id."""
    return _hasher().hash(password)


@cache
def _nobodys() -> str:
    return hashed(secrets.token_hex(16))


def is_password(password: str, hash_: str) -> bool:
    """Tell whether a password is the one that was hashed; takes as long where nobody has set one (`hash_` empty)."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        matches = _hasher().verify(hash_ or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return matches and bool(hash_)


def secret(kind: str) -> str:
    """Make a secret of 256 bits that begins with its kind."""
    return kind + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Give what is kept of a secret that is long and random: its SHA-256; a slow hash would gain nothing."""
    return sha256(token.encode()).hexdigest()


def totp_secret() -> str:
    """Make a secret for a second factor, in base32."""
    import pyotp

    return pyotp.random_base32()


def totp_address(base32: str, login: str) -> str:
    """Write the address that an authenticator reads, as a QR code."""
    import pyotp

    return pyotp.TOTP(base32).provisioning_uri(name=login, issuer_name="EveryCall")


def totp_step(base32: str, code: str, now: datetime, *, after: int) -> int | None:
    """Find the step whose code this is, RFC 6238: the present one, or one beside it, as clocks differ.

    Args:
        base32: the secret.
        code: six digits.
        now: the time.
        after: steps up to this one count no more: a code is good once.
    """
    import pyotp

    present = int(now.timestamp()) // STEP_SECONDS
    for step in (present - 1, present, present + 1):
        if step > after and secrets.compare_digest(
            pyotp.TOTP(base32).at(step * STEP_SECONDS).encode(), code.encode()
        ):
            return step
    return None


def recovery_codes() -> tuple[str, ...]:
    """Make codes that each stand once for a second factor that is lost; 50 bits each."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return tuple(
        "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(2))
        for _ in range(_RECOVERY_CODES)
    )
