"""Both stores keep a file whole or not at all, and say so when they cannot."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from csaleads.core.stored_files import bucket as buckets
from csaleads.core.stored_files.names import INCOMING, new_stored_name
from csaleads.core.stored_files.stores import FolderStore, NotInStore, Store, StoreUnavailable
from tests.core.stored_files import services


@pytest.fixture
def fake_bucket() -> Iterator[Any]:
    with services.bucket() as running:
        yield running


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path / "files")
    return in_bucket(request.getfixturevalue("fake_bucket"))


def in_bucket(server: Any, key_id: str = "the-key-id") -> Store:
    return buckets.bucket_at(server.address, key_id=key_id, secret="the-secret")


def content_of(store: Store, name: str) -> bytes:
    pieces = store.get(name)
    try:
        return b"".join(pieces)
    finally:
        pieces.close()


class Torn(BytesIO):
    """A file whose sender goes away half-way."""

    def read(self, size: int | None = -1) -> bytes:
        raise ConnectionError("gone")


def test_what_is_put_is_there_whole_until_it_is_removed(store: Store) -> None:
    name, content = new_stored_name(), os.urandom(700_000)
    store.put(name, BytesIO(content))

    assert content_of(store, name) == content
    assert [found.name for found in store.listed()] == [name]

    store.remove(name)
    store.remove(name)

    assert list(store.listed()) == []
    with pytest.raises(NotInStore):
        store.get(name)


def test_an_empty_store_lists_nothing(store: Store) -> None:
    assert list(store.listed()) == []


def test_a_torn_file_leaves_nothing(store: Store) -> None:
    with pytest.raises((StoreUnavailable, ConnectionError)):
        store.put(new_stored_name(), Torn())

    assert list(store.listed()) == []


def test_a_draft_that_a_kill_left_is_listed_and_can_be_removed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    draft = tmp_path / "ab" / f"{INCOMING}abcd"
    draft.parent.mkdir()
    draft.write_bytes(b"half")

    assert [found.name for found in store.listed()] == [draft.name]
    store.remove(draft.name)
    assert not draft.exists()


def test_only_the_owner_reads_the_folder(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "deep" / "files")
    store.put("abcd", BytesIO(b"x"))

    assert (tmp_path / "deep" / "files").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "deep" / "files" / "ab" / "abcd").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["../secrets", "/etc/passwd", "a/b", "", "..", "incoming-../x"])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotInStore):
        FolderStore(tmp_path).get(name)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")

    with pytest.raises(StoreUnavailable):
        FolderStore(tmp_path / "files").put("abcd", BytesIO(b"x"))


def test_a_bucket_keeps_its_files_below_the_prefix(fake_bucket: Any) -> None:
    store = in_bucket(fake_bucket)
    fake_bucket.objects["other/thing"] = b"not ours"

    store.put("abcd", BytesIO(b"x"))

    assert fake_bucket.objects["csaleads/files/abcd"] == b"x"
    assert [(found.name, found.since) for found in store.listed()] == [
        ("abcd", datetime(2026, 11, 1, tzinfo=UTC))
    ]


def test_a_bucket_that_refuses_us_is_told(fake_bucket: Any) -> None:
    store = in_bucket(fake_bucket, key_id="another-key")

    with pytest.raises(StoreUnavailable):
        store.put("abcd", BytesIO(b"x"))
    with pytest.raises(StoreUnavailable):
        store.get("abcd")
    with pytest.raises(StoreUnavailable):
        list(store.listed())


def test_a_bucket_that_is_not_there_is_told() -> None:
    with services.bucket() as gone:
        store = in_bucket(gone)
    with pytest.raises(StoreUnavailable):
        store.get("abcd")
