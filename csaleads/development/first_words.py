"""What the first answer of an entry says before its owner has written: what it was, and nothing of any case."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from csaleads.core.formatting import plural
from csaleads.development.models import EntryKind
from csaleads.development.source_queries import Suggestion

LONGEST_THEME = 200
OF_KIND = {
    EntryKind.CLINIC_HELD: "I held a clinic at which colleagues thought their cases through with me.",
    EntryKind.SHADOWING: "I sat in on a clinic of an experienced Practice Lead.",
    EntryKind.SUPPORT_SESSION: "I took part in a network support session of Practice Leads of several areas.",
}
GAVE = {
    EntryKind.BRIEFING_GIVEN: "I gave a briefing",
    EntryKind.GROUP_SUPERVISION: "I held group supervision",
}


class Given(NamedTuple):
    """What somebody gave to colleagues, of which csaleads knows only what they say: nobody's name."""

    kind: EntryKind  # one of GAVE
    done_on: date
    minutes: int
    people_count: int
    theme: str
    topic_id: UUID | None


def words_of_suggestion(found: Suggestion) -> str:
    """The first words of an entry that is made of something done here."""
    kind = found.source.kind
    if kind is EntryKind.RESOURCE_READ:
        by = f", by {found.publisher}" if found.publisher else ""
        return f"I read or watched “{found.title}”{by}."
    if kind is EntryKind.LEARNING_DAY:
        about = f" about: {found.title}" if found.title else ""
        return f"I took part in a learning day of the cohort of future Practice Leads{about}."
    return OF_KIND[kind]


def words_of_given(given: Given) -> str:
    """The first words of an entry about a briefing or group supervision."""
    length, people = plural(given.minutes, "minute"), plural(given.people_count, "colleague")
    return f"{GAVE[given.kind]} for {people}, {length} long, about: {given.theme.rstrip('.')}."
