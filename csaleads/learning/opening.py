"""How a resource is opened: by its link, or by saving its file. And what those who look after it are told of either."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from flask import url_for

from csaleads.core.formatting import plural, uk_date
from csaleads.learning.content import FileFacts, ResourceContent
from csaleads.learning.edition_queries import EditionFile
from csaleads.learning.file_queries import ShownFile
from csaleads.learning.link_queries import LinkState
from csaleads.learning.material_models import LinkOutcome


class Way(NamedTuple):
    """Where the button leads, what it says, and what to know before. Without `href` it does not open now; `about` says why.

    `file_name` is empty where it is no file.
    """

    href: str
    label: str
    about: str
    file_name: str = ""


class Notice(NamedTuple):
    """Something that those who look after a resource should know."""

    title: str
    text: str
    tone: str


WAITING = "The file is being looked at for harm. Try again in an hour."
HARMFUL = "Something that may do harm was found in the file, so it cannot be saved."


def way_to(resource_id: UUID, said: ResourceContent, file: ShownFile | None) -> Way:
    """How it is opened as it reads now."""
    if said.file is None:
        host = host_of(said.link)
        return Way(said.link, f"Open it on {host}", f"It is on {host}.")
    if file is not None and not file.may_leave:
        return Way("", "", HARMFUL if file.is_harmful else WAITING)
    return _way_to_file(url_for("learning.file", resource_id=resource_id), said.file)


def way_to_edition(resource_id: UUID, number: int, said: ResourceContent) -> Way:
    """How that edition was opened, and its file still is."""
    if said.file is None:
        return way_to(resource_id, said, None)
    return _way_to_file(url_for("learning.edition_file", resource_id=resource_id, edition=number), said.file)


def _way_to_file(href: str, file: FileFacts) -> Way:
    label = f"Save the file ({file.kind_words}, {file.size})"
    return Way(href, label, f"It is a file: {file.words}.", file.name)


def host_of(link: str) -> str:
    """The site to which a link leads."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def files_of_editions(
    resource_id: UUID, files: Mapping[int, EditionFile], *, newest: int
) -> dict[int, tuple[str, str]]:
    """By edition, where its file is and what the link to it says. A heavy one leads to the pause first."""
    return {
        number: (_href(resource_id, number, file, newest), f"File: {file.words}")
        for number, file in files.items()
    }


def _href(resource_id: UUID, number: int, file: EditionFile, newest: int) -> str:
    if file.is_heavy:
        return url_for(
            "learning.pause", resource_id=resource_id, edition=None if number == newest else number
        )
    return url_for("learning.edition_file", resource_id=resource_id, edition=number)


def kept_right(link: LinkState | None, file: ShownFile | None) -> Notice | None:
    """For those who look after it: that link or file does not open any more, or that a search finds nothing in the file."""
    if file is not None and file.is_harmful:
        return Notice("The file may do harm", f"{HARMFUL} Put in another one, or archive it.", "warning")
    if file is not None:
        return None if file.is_found else Notice("The file and the search", file.search_words, "info")
    if link is None or not link.is_dead:
        return None
    days, day = plural(link.failed_days, "day"), uk_date(link.checked_at, "long")
    return Notice(
        "The link does not open any more",
        f"We tried on {days}, most recently on {day}. {WHY[link.outcome]} Put in the new address, or archive what is gone. "
        "If it opens for you, say that it is still right.",
        "warning",
    )


def link_facts(link: LinkState | None) -> list[dict[str, str]]:
    """For those who look after it: what trying the link said last, as a row of its summary."""
    if link is None or link.is_dead:
        return []
    return [{"key": "Link tried", "value": f"{uk_date(link.checked_at, 'long')}. {SAID[link.outcome]}"}]


WHY = {
    LinkOutcome.GONE: "The site says that there is no such page.",
    LinkOutcome.NO_ANSWER: "The site did not answer.",
    LinkOutcome.UNSURE: "The site did not let us look.",
    LinkOutcome.NOT_ASKED: "We do not try links into networks that are not public.",
    LinkOutcome.WORKS: "",
}
SAID = WHY | {
    LinkOutcome.WORKS: "The link opens.",
    LinkOutcome.GONE: "The site says that there is no such page. We try again on another day.",
    LinkOutcome.NO_ANSWER: "The site did not answer. We try again on another day.",
    LinkOutcome.UNSURE: "The site does not let programs look, so we cannot tell whether the link opens.",
}
