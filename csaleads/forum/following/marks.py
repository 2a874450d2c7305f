"""What a page showed when somebody marks it as read: carried in a form, so that what was posted meanwhile stays new.

And the mark that they made last, so that the next page offers to take it back for a while.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask import session

from csaleads.core import clock
from csaleads.forum.following.reading_service import UNDO_WITHIN

MARK = "csaleads_marked"
MOST_SPACES = 500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 10**17  # microseconds: in a thousand years


def written(newest: Mapping[int, datetime | None]) -> str:
    """The moment of the newest post of each space, for a hidden field."""
    return " ".join(f"{space_id}.{_number(at)}" for space_id, at in newest.items() if at is not None)


def read(text: str) -> dict[int, datetime]:
    """What `written` wrote; whatever else somebody sends is left out."""
    found: dict[int, datetime] = {}
    for pair in text.split()[:MOST_SPACES]:
        space_id, _, moment = pair.partition(".")
        at = moment_of(moment)
        if at is not None and space_id.isascii() and space_id.isdigit() and len(space_id) < 10:
            found[int(space_id)] = at
    return found


def moment_of(text: str) -> datetime | None:
    """The moment that is written as microseconds, or None."""
    is_number = text.isascii() and text.isdigit() and len(text) < 18 and int(text) < LATEST
    return EPOCH + timedelta(microseconds=int(text)) if is_number else None


def remember(marked_at: datetime) -> None:
    """This browser may take the mark of that moment back."""
    session[MARK] = str(_number(marked_at))


def forget() -> None:
    """There is nothing to take back any more."""
    session.pop(MARK, None)


def remembered() -> str:
    """The mark that can still be taken back, for a hidden field; empty where there is none."""
    text = str(session.get(MARK, ""))
    at = moment_of(text)
    return text if at is not None and clock.now() - at < UNDO_WITHIN else ""


def _number(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
