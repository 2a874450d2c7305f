"""The page of all editions of one thing, which topics and resources share."""

from collections.abc import Callable, Mapping, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from csaleads.core.input_bounds import whole_number
from csaleads.learning import presenters
from csaleads.learning.comparing import changes_between
from csaleads.learning.content import Told
from csaleads.learning.queries import EditionLine

NO_FILES: Mapping[int, tuple[str, str]] = {}


def show_editions(
    *,
    title: str,
    back: tuple[str, str],
    editions: Sequence[EditionLine],
    read: Callable[[int], Told],
    files: Mapping[int, tuple[str, str]] = NO_FILES,
) -> ResponseReturnValue:
    """Who changed it and when; the two editions of the address side by side, or else the newest and the one before.

    `files` are links to the files of editions that have one, by number.
    """
    numbers = [edition.number for edition in editions]
    after = _asked("to", numbers, numbers[0])
    before = _asked("from", numbers, numbers[1] if len(numbers) > 1 else numbers[0])
    before, after = min(before, after), max(before, after)
    changes = changes_between(read(before), read(after)) if before != after else []
    return render_template(
        "learning/editions.html",
        thing_title=title,
        back=back,
        entries=presenters.edition_entries(editions, files),
        choices=presenters.edition_choices(editions),
        before=before,
        after=after,
        changes=changes,
    )


def _asked(name: str, numbers: Sequence[int], otherwise: int) -> int:
    number = whole_number(request.args.get(name, ""))
    return number if number in numbers else otherwise
