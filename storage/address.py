"""Where an object store is: an address is read, and what lies there is opened."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from storage.errors import AddressInvalid
from storage.objects import Objects


def open_objects(address: str, folder: Path, public: str = "") -> Objects:
    """Open an object store; nothing is asked of it yet.

    Args:
        address: `s3://key:secret@host:port/bucket`, `s3s://…` for TLS, or empty for a folder.
        folder: the data folder of the embedded default; objects lie in `objects` inside it.
        public: `https://host:port` at which uploaders reach that S3; empty where it is the same.

    Raises:
        AddressInvalid: an address cannot be read.
    """
    if not address:
        from storage.folder import FolderObjects

        return FolderObjects(folder / "objects")
    from storage.s3 import S3Objects

    parts = urlsplit(address)
    bucket = parts.path.strip("/")
    try:
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        host = None
    if (
        parts.scheme not in {"s3", "s3s"}
        or not (host and bucket and parts.username and parts.password)
        or "/" in bucket
    ):
        # The address holds a secret: it is not repeated.
        raise AddressInvalid(
            "EVERYCALL_OBJECTS_URL cannot be read; write s3://key:secret@host:port/bucket (s3s:// for TLS), with key "
            "and secret percent-encoded."
        )
    return S3Objects(
        host,
        bucket,
        access_key=unquote(parts.username),
        secret_key=unquote(parts.password),
        secure=parts.scheme == "s3s",
        public=_public(public),
    )


def _public(address: str) -> str:
    parts = urlsplit(address)
    if address and not (parts.scheme in {"http", "https"} and parts.netloc and parts.path in {"", "/"}):
        raise AddressInvalid(
            f"EVERYCALL_OBJECTS_PUBLIC_URL is {address!r}, which cannot be used; write https://s3.example.com, without a path."
        )
    return address
