"""The connection to an S3: the SDK's client, the one that signs addresses, and what the SDK's errors mean here."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError

from storage.errors import (
    KeyInvalid,
    ObjectIncomplete,
    ObjectMissing,
    ObjectsRefused,
    StorageError,
    StorageFull,
    StorageUnavailable,
)
from storage.objects import shown

_MISSING = {"NoSuchKey", "NoSuchObject", "ResourceNotFound", "NoSuchUpload"}
_UNFIT = {"InvalidPart", "InvalidPartOrder", "EntityTooSmall"}
_FULL = {"XMinioStorageFull", "InsufficientStorage", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded"}
_LATER = {
    "SlowDown",
    "SlowDownRead",
    "SlowDownWrite",
    "InternalError",
    "ServiceUnavailable",
    "RequestTimeout",
    "XMinioServerNotInitialized",
}


class Client:
    """Speaks to one bucket.

    Args:
        host: of the S3, with its port.
        bucket: its name.
        keys: access key and secret key.
        secure: whether to use TLS.
        public: its address as uploaders reach it; empty where that is `host`.
        timeout: seconds to wait for a connection; for an answer, ten times that.

    Attributes:
        minio: the SDK's.
    """

    def __init__(
        self, host: str, bucket: str, keys: tuple[str, str], *, secure: bool, public: str, timeout: float
    ) -> None:
        self._host, self._bucket, self._keys, self._public = host, bucket, keys, public
        self._signer: Minio | None = None
        http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=timeout, read=10 * timeout),
            maxsize=16,
            # What is sent is held in memory part by part, so that sending it again is safe.
            retries=urllib3.Retry(total=2, backoff_factor=0.3, status_forcelist=[500, 502, 503, 504]),
        )
        try:
            self.minio = Minio(host, access_key=keys[0], secret_key=keys[1], secure=secure, http_client=http)
        except ValueError as error:
            raise ObjectsRefused(f"The object store's address {host!r} cannot be used ({error}).") from error

    def signing(self) -> Minio:
        """Give the client that signs addresses: for the host that uploaders see, which is part of what is signed."""
        if self._signer is None:
            self._signer = self.minio if not self._public else self._seen_by_all()
        return self._signer

    def _seen_by_all(self) -> Minio:
        region = self.minio._get_region(self._bucket)  # noqa: SLF001 the SDK would ask the public host, which may be out of reach
        place = urlsplit(self._public)
        access, secret = self._keys
        return Minio(
            place.netloc, access_key=access, secret_key=secret, secure=place.scheme == "https", region=region
        )

    @contextmanager
    def translated(self, what: str, *, missing: str | None = None) -> Iterator[None]:
        """Raise the SDK's errors in this block as ours.

        Args:
            what: is done something to, for messages.
            missing: the key that is told as missing where the store says so.
        """
        try:
            yield
        except S3Error as error:
            if missing is not None and error.code in _MISSING:
                raise ObjectMissing(f"There is no object at key {shown(missing)}.") from error
            raise _ours(what, error) from error
        except (ServerError, InvalidResponseError) as error:
            raise StorageUnavailable(
                f"The object store at {self._host} is in trouble ({error}); it is tried again."
            ) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            kind = type(error).__name__
            raise StorageUnavailable(
                f"The object store at {self._host} does not answer ({kind}); it is tried again."
            ) from error
        except (MinioException, ValueError) as error:
            raise ObjectsRefused(f"{what} was turned down before it was sent ({error}).") from error


def _ours(what: str, error: S3Error) -> StorageError:
    said = f"{error.code}: {error.message}" if error.message else str(error.code)
    if error.code in _FULL:
        return StorageFull(
            f"{what} does not fit: the object store is full ({said}); make room, then send it again."
        )
    if error.code in _UNFIT:
        return ObjectIncomplete(
            f"{what} does not fit together ({said}); put its parts again and join them again."
        )
    if error.code == "KeyTooLongError":
        return KeyInvalid(f"{what} has a longer name than this object store takes ({said}); rename it.")
    if error.code in _LATER:
        return StorageUnavailable(f"The object store is in trouble ({said}); it is tried again.")
    return ObjectsRefused(
        f"{what} was turned down by the object store ({said}); check bucket, key and rights."
    )
