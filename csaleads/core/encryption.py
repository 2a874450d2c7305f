"""Narrative columns: encrypted by the application, so that a stolen database or backup reads as noise.

Each value is AES-256-GCM under a key of the ring, and says which. Table, column and row are bound to it as associated
data, so that a value moved to another row or column no longer opens. Words of a row that is hidden while something in it is
corrected open nowhere but in `uncovered`.
"""

import base64
import binascii
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Self, overload
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import LargeBinary
from sqlalchemy.orm import MappedColumn, mapped_column

from csaleads.core.errors import HiddenNow

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,20}")
_is_uncovered: ContextVar[bool] = ContextVar("is_uncovered", default=False)


class CannotOpen(Exception):
    """A sealed value does not open: wrong key, another row's value, or changed bytes."""


class NotScreened(TypeError):
    """Code tried to store a text that nothing has looked at: a mistake of ours, never of the person using it."""


class Screened(str):
    """A text that screening let pass. Only the room of screening makes one, and who vouches for fiction."""

    __slots__ = ()


class Screening(Enum):
    """When the texts of a narrative column are looked at for what could identify somebody."""

    AT_ONCE = "at once"  # the column takes a Screened text and no other
    WHEN_SENT = "when sent"  # a draft keeps it as typed, for its author; the act that sends it screens


@dataclass(frozen=True)
class KeyRing:
    """Keys by id; the first one seals, all of them open."""

    keys: dict[str, bytes]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `id:base64,id:base64`; raises ValueError for a key that is not 256 bits, an id used twice, or no key at all."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            key_id, _, encoded = part.partition(":")
            if not KEY_ID.fullmatch(key_id) or not (key := _key_bytes(encoded)):
                raise ValueError(
                    "Each narrative key is an id of up to 20 letters and digits, a colon and 32 bytes in base64."
                )
            if key_id in keys:
                raise ValueError("Two narrative keys have the same id.")
            keys[key_id] = key
        if not keys:
            raise ValueError("At least one narrative key is needed.")
        return cls(keys)

    @cached_property
    def _ciphers(self) -> dict[str, AESGCM]:
        return {key_id: AESGCM(key) for key_id, key in self.keys.items()}

    @property
    def active_id(self) -> str:
        return next(iter(self.keys))

    def seal(self, text: str, bound_to: str) -> bytes:
        """`text` encrypted under the active key, opened only with the same `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        key_id = self.active_id.encode()
        body = self._ciphers[self.active_id].encrypt(nonce, text.encode(), bound_to.encode())
        return VERSION + bytes([len(key_id)]) + key_id + nonce + body

    def open(self, sealed: bytes, bound_to: str) -> str:
        """The text inside `sealed`; raises CannotOpen."""
        cipher = self._ciphers.get(self.key_id_of(sealed))
        if sealed[:1] != VERSION or cipher is None:
            raise CannotOpen(bound_to)
        end = 2 + sealed[1]
        nonce, body = sealed[end : end + NONCE_BYTES], sealed[end + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, body, bound_to.encode()).decode()
        except (InvalidTag, ValueError) as error:  # ValueError: cut short
            raise CannotOpen(bound_to) from error

    def key_id_of(self, sealed: bytes) -> str:
        """The id of the key that sealed it; nothing where the value is damaged."""
        return sealed[2 : 2 + sealed[1]].decode(errors="replace") if len(sealed) > 1 else ""


def _key_bytes(encoded: str) -> bytes:
    """The key, or nothing where `encoded` is no key that anybody made by chance."""
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return key if len(key) == KEY_BYTES and len(set(key)) > KEY_BYTES // 4 else b""


def sealed_column() -> MappedColumn[bytes | None]:
    """The stored half of a Narrative: loaded only where a query asks for the group "narrative"."""
    return mapped_column(LargeBinary, deferred=True, deferred_group="narrative", default=None)


class Narrative:
    """The readable half: `row.known` opens `row.known_sealed`, and setting it seals. The row needs its id first.

    An empty text is kept as no value. `None` is never returned. `screening` says when its texts are looked at; every column
    says so. Raises NotScreened where a column that is screened at once is handed a text as it was typed, and HiddenNow where
    it is read while the row is hidden (`hidden_at`).
    """

    def __init__(self, sealed_name: str, screening: Screening | None = None) -> None:
        self.sealed_name = sealed_name
        self.screening = screening

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: Any, owner: type) -> str: ...
    def __get__(self, row: Any, owner: type) -> str | Self:
        if row is None:
            return self
        if getattr(row, "hidden_at", None) is not None and not _is_uncovered.get():
            raise HiddenNow
        sealed = getattr(row, self.sealed_name)
        return _ring().open(sealed, self.bound_to(row)) if sealed else ""

    def __set__(self, row: Any, text: str) -> None:
        if text and self.screening is Screening.AT_ONCE and not isinstance(text, Screened):
            raise NotScreened(self.sealed_name)
        setattr(row, self.sealed_name, _ring().seal(text, self.bound_to(row)) if text else None)

    def bound_to(self, row: Any) -> str:
        """What a value of this column in `row` is bound to."""
        if not isinstance(row.id, UUID):
            raise TypeError(f"{type(row).__name__} needs its id before it can hold narrative")
        return f"{row.__tablename__}:{self.sealed_name}:{row.id.hex}"


def narratives_of(model: type) -> Iterator[Narrative]:
    """Every narrative column of `model`."""
    for parent in model.__mro__:
        yield from (value for value in vars(parent).values() if isinstance(value, Narrative))


@contextmanager
def uncovered() -> Iterator[None]:
    """Inside, words of hidden rows can be read: by the services that correct them, and nobody else."""
    token = _is_uncovered.set(True)
    try:
        yield
    finally:
        _is_uncovered.reset(token)


def _ring() -> KeyRing:
    ring: KeyRing = current_app.config["NARRATIVE_KEYS"]
    return ring


def seal_text(text: str, bound_to: str) -> bytes:
    """`text` sealed for a place that is no narrative row, such as a message that carries a link."""
    return _ring().seal(text, bound_to)


def open_text(sealed: bytes, bound_to: str) -> str:
    """The text that `seal_text` sealed for `bound_to`; raises CannotOpen."""
    return _ring().open(sealed, bound_to)
