"""Where the bytes of files lie: a folder of this machine, or a bucket that many machines share.

A name is in the store with all of its bytes or not at all, whenever a process is killed.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, cast

from flask import Flask, current_app

from csaleads.core.errors import DomainError
from csaleads.core.stored_files.names import INCOMING

PIECE = 256 * 1024
EXTENSION = "csaleads_file_store"


class StoreUnavailable(DomainError):
    """The store does not answer, is full, or refuses us. Nothing was kept; trying again later may help."""


class NotInStore(DomainError):
    """The store holds nothing of that name."""


class Listed(NamedTuple):
    """A name that the store holds, and since when."""

    name: str
    since: datetime


class Pieces(Protocol):
    """The bytes of a file, piece by piece; `close` gives back what reading held."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class Store(Protocol):
    """What every store can do. Each raises StoreUnavailable where the store does not answer."""

    def put(self, name: str, content: BinaryIO) -> None:
        """`name` holds all of `content`, safe from a loss of power."""

    def get(self, name: str) -> Pieces:
        """What `name` holds. NotInStore where it holds nothing."""

    def remove(self, name: str) -> None:
        """The store holds nothing of that name, whether or not it did."""

    def listed(self) -> Iterator[Listed]:
        """Every name there is, with those that were never finished."""


class FilePieces:
    """An open file, read piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece

    def close(self) -> None:
        self._file.close()


class FolderStore:
    """A folder with one level of folders in it, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: BinaryIO) -> None:
        """Written under another name, brought to the disk, then renamed: half a file never has its name."""
        place = self._place(name)
        draft = place.with_name(INCOMING + name)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            _write(draft, content)
            draft.replace(place)
            _bring_to_disk(place.parent)
            _bring_to_disk(self.folder)
        except OSError as error:
            raise StoreUnavailable from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def get(self, name: str) -> FilePieces:
        """The file, open."""
        try:
            return FilePieces(self._place(name).open("rb"))
        except FileNotFoundError:
            raise NotInStore from None
        except OSError as error:
            raise StoreUnavailable from error

    def remove(self, name: str) -> None:
        """Gone, with its draft."""
        try:
            self._place(name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnavailable from error

    def listed(self) -> Iterator[Listed]:
        """Every file, drafts by their own names."""
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(FileNotFoundError):  # renamed or removed meanwhile
                yield Listed(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC))

    def _place(self, name: str) -> Path:
        random_part = name.removeprefix(INCOMING)
        if not (random_part.isascii() and random_part.isalnum()):
            raise NotInStore
        return self.folder / random_part[:2] / name


def _write(path: Path, content: BinaryIO) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _bring_to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def install(app: Flask) -> None:
    """Give `app` the store that FILES names: a folder, or `s3://bucket/prefix?endpoint=…&region=…`."""
    address: str = app.config["FILES"]
    app.extensions[EXTENSION] = _bucket(address, app) if address.startswith("s3://") else _folder(address)


def current_store() -> Store:
    """The store of the running application."""
    return cast(Store, current_app.extensions[EXTENSION])


def _folder(address: str) -> Store:
    return FolderStore(Path(address))


def _bucket(address: str, app: Flask) -> Store:
    """The library for buckets is installed only where there is one (requirements-s3.txt)."""
    module = import_module("csaleads.core.stored_files.bucket")
    store: Store = module.bucket_at(
        address, key_id=app.config["FILES_KEY_ID"], secret=app.config["FILES_SECRET"]
    )
    return store
