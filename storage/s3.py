"""Objects in any S3, through the `minio` SDK; its errors are translated here and only here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, BinaryIO, cast
from urllib.parse import quote, unquote

import urllib3
from minio import Minio
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError

from storage.errors import (
    KeyInvalid,
    ObjectMissing,
    ObjectsRefused,
    StorageError,
    StorageFull,
    StorageUnavailable,
)
from storage.objects import CHUNK_BYTES, Meter, Put, Readable, Stat, check_key, clip, shown

_PART_BYTES = 16 * 1024 * 1024
"""S3 takes 10,000 parts, so objects up to 156 GiB; two parts are in memory at a time."""

_META = "x-amz-meta-"
_MISSING = {"NoSuchKey", "NoSuchObject", "ResourceNotFound"}
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


class S3Objects:
    """Keeps objects in one bucket; see `storage.objects.Objects` for the contract.

    Args:
        host: of the S3, with its port.
        bucket: its name.
        access_key: as S3 calls it.
        secret_key: as S3 calls it.
        secure: whether to use TLS.
        timeout: seconds to wait for a connection; for an answer, ten times that.
    """

    def __init__(
        self,
        host: str,
        bucket: str,
        *,
        access_key: str,
        secret_key: str,
        secure: bool,
        timeout: float = 6.0,
    ) -> None:
        self._bucket = bucket
        self._host = host
        http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=timeout, read=10 * timeout),
            maxsize=16,
            # What is sent is held in memory part by part, so that sending it again is safe.
            retries=urllib3.Retry(total=2, backoff_factor=0.3, status_forcelist=[500, 502, 503, 504]),
        )
        try:
            self._minio = Minio(
                host, access_key=access_key, secret_key=secret_key, secure=secure, http_client=http
            )
        except ValueError as error:
            raise ObjectsRefused(f"The object store's address {host!r} cannot be used ({error}).") from error

    def prepare(self) -> None:
        """Make the bucket where it is missing."""
        with self._translated("The bucket"):
            if self._minio.bucket_exists(self._bucket):
                return
            try:
                self._minio.make_bucket(self._bucket)
            except S3Error as error:
                if error.code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                    raise

    def put(
        self,
        key: str,
        data: Readable,
        *,
        size: int | None = None,
        limit: int | None = None,
        content_type: str = "application/octet-stream",
        metadata: Mapping[str, str] | None = None,
    ) -> Put:
        """Keep a stream under a key, whole or not at all."""
        meter = Meter(data, key=check_key(key), size=size, limit=limit)
        with self._translated(f"Object {shown(key)}"):
            # The length is not told to the SDK: it would stop reading there and never see that more follows.
            self._minio.put_object(
                self._bucket,
                key,
                cast("BinaryIO", meter),
                length=-1,
                part_size=_PART_BYTES,
                num_parallel_uploads=1,
                content_type=content_type,
                metadata={name: quote(value) for name, value in (metadata or {}).items()},
            )
        return Put(key, meter.count, meter.sha256)

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Open an object to be read in chunks."""
        size = self.stat(key).size
        left = clip(key, size, start, length)
        if left == 0:
            return iter(())
        with self._translated(f"Object {shown(key)}", missing=key):
            # A length of 0 would mean "to the end" to the SDK; it is never passed on.
            response = self._minio.get_object(self._bucket, key, offset=start, length=left)
        return self._chunks(response, left, key)

    def stat(self, key: str) -> Stat:
        """Look at an object without reading it."""
        check_key(key)
        with self._translated(f"Object {shown(key)}", missing=key):
            found = self._minio.stat_object(self._bucket, key)
        headers = {name.lower(): value for name, value in (found.metadata or {}).items()}
        facts = {
            name.removeprefix(_META): unquote(value)
            for name, value in headers.items()
            if name.startswith(_META)
        }
        return Stat(key, found.size or 0, _moment(found.last_modified), found.content_type or "", facts)

    def list(self, prefix: str = "") -> Iterator[Stat]:
        """List the objects whose keys begin with `prefix`."""
        with self._translated("The bucket"):
            for found in self._minio.list_objects(self._bucket, prefix=prefix or None, recursive=True):
                if found.object_name and not found.is_dir:
                    yield Stat(found.object_name, found.size or 0, _moment(found.last_modified))

    def remove(self, key: str) -> None:
        """Forget an object."""
        check_key(key)
        with self._translated(f"Object {shown(key)}"):
            self._minio.remove_object(self._bucket, key)

    def _chunks(self, response: Any, left: int, key: str) -> Iterator[bytes]:
        try:
            with self._translated(f"Object {shown(key)}"):
                while left and (chunk := response.read(min(left, CHUNK_BYTES))):
                    left -= len(chunk)
                    yield chunk
            if left:
                raise StorageUnavailable(
                    f"Object {shown(key)} broke off {left} bytes before its end; it is read again."
                )
        finally:
            response.close()
            response.release_conn()

    @contextmanager
    def _translated(self, what: str, *, missing: str | None = None) -> Iterator[None]:
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
    if error.code == "KeyTooLongError":
        return KeyInvalid(f"{what} has a longer name than this object store takes ({said}); rename it.")
    if error.code in _LATER:
        return StorageUnavailable(f"The object store is in trouble ({said}); it is tried again.")
    return ObjectsRefused(
        f"{what} was turned down by the object store ({said}); check bucket, key and rights."
    )


def _moment(modified: datetime | None) -> datetime:
    return modified.astimezone(UTC) if modified else datetime.fromtimestamp(0, UTC)
