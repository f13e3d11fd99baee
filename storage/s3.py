"""Objects in any S3, through the `minio` SDK.

The SDK signs addresses of parts for all to use, but keeps beginning, listing and joining them to itself, under
names with an underscore. They are called nonetheless: the version is pinned, the contract's tests run each of them on
a real store, and the alternative is a second client for S3's signatures and errors.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, cast
from urllib.parse import quote, unquote

from minio.datatypes import Part
from minio.error import S3Error

from storage.errors import (
    ObjectMissing,
    ObjectsRefused,
    StorageUnavailable,
)
from storage.objects import Meter, Put, Stat, check_key, clip, shown
from storage.parts import Unfinished, check_parts
from storage.s3_client import Client
from storage.stream import CHUNK_BYTES, Opened, Readable

_PART_BYTES = 16 * 1024 * 1024
"""S3 takes 10,000 parts, so objects up to 156 GiB; two parts are in memory at a time."""

_META = "x-amz-meta-"


class S3Objects:
    """Keeps objects in one bucket; see `storage.objects.Objects` for the contract.

    Args:
        host: of the S3, with its port.
        bucket: its name.
        access_key: as S3 calls it.
        secret_key: as S3 calls it.
        secure: whether to use TLS.
        public: its address as uploaders reach it, as `https://s3.example.com`; empty where that is `host`.
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
        public: str = "",
        timeout: float = 6.0,
    ) -> None:
        self._bucket = bucket
        self._client = Client(
            host, bucket, (access_key, secret_key), secure=secure, public=public, timeout=timeout
        )
        self._minio = self._client.minio

    def prepare(self) -> None:
        """Make the bucket where it is missing."""
        with self._client.translated("The bucket"):
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
        with self._client.translated(f"Object {shown(key)}"):
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

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Opened:
        """Open an object to be read in chunks."""
        size = self.stat(key).size
        left = clip(key, size, start, length)
        if left == 0:
            return Opened(iter(()))
        with self._client.translated(f"Object {shown(key)}", missing=key):
            # A length of 0 would mean "to the end" to the SDK; it is never passed on.
            response = self._minio.get_object(self._bucket, key, offset=start, length=left)

        def let_go() -> None:
            response.close()
            response.release_conn()

        return Opened(self._chunks(response, left, key), let_go)

    def stat(self, key: str) -> Stat:
        """Look at an object without reading it."""
        check_key(key)
        with self._client.translated(f"Object {shown(key)}", missing=key):
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
        with self._client.translated("The bucket"):
            for found in self._minio.list_objects(self._bucket, prefix=prefix or None, recursive=True):
                if found.object_name and not found.is_dir:
                    yield Stat(found.object_name, found.size or 0, _moment(found.last_modified))

    def remove(self, key: str) -> None:
        """Forget an object."""
        check_key(key)
        with self._client.translated(f"Object {shown(key)}"):
            self._minio.remove_object(self._bucket, key)

    def begin(self, key: str) -> str:
        """Begin an object in parts."""
        check_key(key)
        with self._client.translated(f"Object {shown(key)}"):
            made = self._minio._create_multipart_upload(self._bucket, key, {})  # noqa: SLF001 see the module
        return str(made)

    def address(self, key: str, handle: str, number: int, *, lasting: timedelta) -> str:
        """Give the address at which a client may PUT a part."""
        place: dict[str, str | list[str] | tuple[str]] = {"uploadId": handle, "partNumber": str(number)}
        with self._client.translated(f"Object {shown(key)}"):
            return str(
                self._client.signing().get_presigned_url(
                    "PUT", self._bucket, key, expires=lasting, extra_query_params=place
                )
            )

    def put_part(self, key: str, handle: str, number: int, data: Readable, *, size: int) -> None:  # noqa: ARG002 the port's
        """Refuse: parts go to their addresses."""
        raise ObjectsRefused(
            f"Part {number} of {shown(key)} does not go through here; PUT it at its address."
        )

    def parts(self, key: str, handle: str, sizes: Sequence[int]) -> Mapping[int, int]:
        """Tell the size of each part that came."""
        return {number: size for number, (size, _) in self._came(key, handle, sizes).items()}

    def join(self, key: str, handle: str, sizes: Sequence[int]) -> None:
        """Make the object of its parts."""
        came = self._came(key, handle, sizes)
        check_parts(sizes, {number: size for number, (size, _) in came.items()})
        parts = [Part(number, came[number][1]) for number in range(1, len(sizes) + 1)]
        with self._client.translated(f"Object {shown(key)}", missing=key):
            self._minio._complete_multipart_upload(self._bucket, key, handle, parts)  # noqa: SLF001 see the module

    def forget_parts(self, key: str, handle: str) -> None:
        """Forget all parts."""
        with suppress(ObjectMissing), self._client.translated(f"Object {shown(key)}", missing=key):
            self._minio._abort_multipart_upload(self._bucket, key, handle)  # noqa: SLF001 see the module

    def unfinished(self, prefix: str) -> Iterator[Unfinished]:
        """List what was begun, and was neither joined nor forgotten."""
        with self._client.translated("The bucket"):
            key = None
            while True:
                found = self._minio._list_multipart_uploads(  # noqa: SLF001 see the module
                    self._bucket, prefix=prefix, key_marker=key
                )
                for each in found.uploads:
                    yield Unfinished(each.object_name, each.upload_id or "", _moment(each.initiated_time))
                if not found.is_truncated:
                    return
                key = found.next_key_marker

    def _came(self, key: str, handle: str, sizes: Sequence[int]) -> dict[int, tuple[int, str]]:
        """Give size and mark of each part that came.

        SeaweedFS lists every part that was ever put under a number, dated to the second: the one of the right size
        is taken, of several the newest.
        """
        found: list[tuple[int, bool, datetime, int, str]] = []
        after = None
        with self._client.translated(f"Object {shown(key)}", missing=key):
            while True:
                listed = self._minio._list_parts(  # noqa: SLF001 see the module
                    self._bucket, check_key(key), handle, part_number_marker=after
                )
                for part in listed.parts:
                    number, size = part.part_number, part.size or 0
                    fits = number <= len(sizes) and size == sizes[number - 1]
                    found.append((number, fits, _moment(part.last_modified), size, part.etag))
                if not listed.is_truncated:
                    break
                after = str(listed.next_part_number_marker)
        return {number: (size, etag) for number, _, _, size, etag in sorted(found)}

    def _chunks(self, response: Any, left: int, key: str) -> Iterator[bytes]:
        with self._client.translated(f"Object {shown(key)}"):
            while left and (chunk := response.read(min(left, CHUNK_BYTES))):
                left -= len(chunk)
                yield chunk
        if left:
            raise StorageUnavailable(
                f"Object {shown(key)} broke off {left} bytes before its end; it is read again."
            )


def _moment(modified: datetime | None) -> datetime:
    return modified.astimezone(UTC) if modified else datetime.fromtimestamp(0, UTC)
