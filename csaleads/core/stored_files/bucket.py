"""A store in an S3-compatible bucket. Imported only where one is set up: its library is in requirements-s3.txt."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from csaleads.core.stored_files.stores import PIECE, Listed, NotInStore, StoreUnavailable

LISTED_AT_ONCE = 1000
MOST_TRIES = 3


class BucketPieces:
    """An object of the bucket, fetched piece by piece."""

    def __init__(self, found: Any) -> None:
        self._found = found

    def __iter__(self) -> Iterator[bytes]:
        with _told():
            for piece in self._found.stream(min_chunk_size=PIECE):
                yield bytes(piece)

    def close(self) -> None:
        self._found = None


class BucketStore:
    """One object for each file. An object appears when all of it has arrived."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    def put(self, name: str, content: BinaryIO) -> None:
        """Sent in one request: a bucket keeps no part of a request that was cut short."""
        with _told():
            obstore.put(self._store, name, content.read(), use_multipart=False)

    def get(self, name: str) -> BucketPieces:
        """The object, its first bytes on their way."""
        with _told():
            return BucketPieces(obstore.get(self._store, name))

    def remove(self, name: str) -> None:
        """Gone; a bucket does not mind if it was not there."""
        try:
            with _told():
                obstore.delete(self._store, name)
        except NotInStore:
            return

    def listed(self) -> Iterator[Listed]:
        """Every object below the prefix."""
        with _told():
            for batch in obstore.list(self._store, chunk_size=LISTED_AT_ONCE):
                for found in batch:
                    yield Listed(found["path"], found["last_modified"])


def bucket_at(address: str, *, key_id: str, secret: str) -> BucketStore:
    """The store at `s3://bucket/prefix?endpoint=https://…&region=…`; without keys, those of the machine's own role."""
    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    config: dict[str, Any] = {"region": asked.get("region", "us-east-1")}
    if endpoint := asked.get("endpoint"):
        config["endpoint"] = endpoint
    if key_id:
        config |= {"access_key_id": key_id, "secret_access_key": secret}
    options: dict[str, Any] = {
        "allow_http": asked.get("endpoint", "").startswith("http://"),
        "connect_timeout": timedelta(seconds=10),
        "timeout": timedelta(seconds=120),
    }
    store = S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=config,  # type: ignore[arg-type]  # a dictionary of our own, with some of its names
        client_options=options,  # type: ignore[arg-type]
        retry_config={"max_retries": MOST_TRIES, "retry_timeout": timedelta(seconds=60)},
    )
    return BucketStore(store)


@contextmanager
def _told() -> Iterator[None]:
    """What the library raises, in our words; its own may hold the address of the bucket."""
    try:
        yield
    except FileNotFoundError:
        raise NotInStore from None
    except (BaseError, OSError) as error:
        raise StoreUnavailable from error
