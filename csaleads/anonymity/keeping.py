"""What was found in a paragraph, kept by its hash: who edits a text waits for the paragraphs that they changed.

Positions and labels are kept, and whether anything was to be undone; no word is.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

KEPT_PARAGRAPHS = 6000  # of all ways of looking together, pieces of paragraphs among them

Found = TypeVar("Found")

_kept: OrderedDict[bytes, Any] = OrderedDict()
_lock = threading.Lock()


def kept_for(way: bytes, paragraph: str, find: Callable[[str], Found]) -> Found:
    """What `find` answers of `paragraph`; `way` (up to 16 bytes) keeps ways of looking apart."""
    key = _key(way, paragraph)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            known: Found = _kept[key]
            return known
    found = find(paragraph)
    _keep(key, found)
    return found


def keep(way: bytes, paragraph: str, found: object) -> None:
    """Keep `found` of `paragraph`."""
    _keep(_key(way, paragraph), found)


def is_kept(way: bytes, paragraph: str) -> bool:
    """Whether something is kept of `paragraph` now."""
    return _key(way, paragraph) in _kept


def _keep(key: bytes, found: object) -> None:
    with _lock:
        _kept[key] = found
        _kept.move_to_end(key)
        while len(_kept) > KEPT_PARAGRAPHS:
            _kept.popitem(last=False)


def _key(way: bytes, paragraph: str) -> bytes:
    written = paragraph.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16, person=way).digest()


def forget() -> None:
    """Drop every kept result."""
    with _lock:
        _kept.clear()
