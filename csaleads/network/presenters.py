"""What the pages of the network say, made ready from rows."""

from typing import NamedTuple

from flask import current_app, url_for

from csaleads.access.viewer import Viewer
from csaleads.network.directory_queries import Listed
from csaleads.network.entry_queries import OwnFacts
from csaleads.network.entry_service import EntryContent

ASK_PRIVATELY = "forum.ask_privately"  # where the forum lets one begin a thread of two


class Shown(NamedTuple):
    """A member as a line of the directory."""

    full_name: str
    href: str
    whence: str
    facts: tuple[tuple[str, str], ...]


def shown(listed: Listed) -> Shown:
    """What the directory says of a member."""
    return Shown(
        listed.full_name,
        url_for("network.member", person_id=listed.person_id),
        ", ".join(filter(None, (listed.team, listed.area))),
        tuple(facts_of(listed)),
    )


def facts_of(listed: Listed) -> list[tuple[str, str]]:
    """What a member shows beside name, area and team, with its words; what they do not show is left out."""
    facts = [
        ("Ask me about", listed.ask_me_about),
        ("Knows well", ", ".join(listed.topics)),
        ("Languages", listed.languages),
        ("Can shadow with me", "Yes" if listed.can_shadow else ""),
    ]
    return [(label, text) for label, text in facts if text]


def rows_of(listed: Listed) -> list[dict[str, str]]:
    """The entry of a member as a list of facts."""
    places = [("Area", listed.area), ("Team", listed.team)]
    found = [*((label, text) for label, text in places if text), *facts_of(listed)]
    return [{"key": label, "value": text} for label, text in found]


def as_others_see(facts: OwnFacts, content: EntryContent, person_id: int) -> Listed:
    """An entry that is being written, as it would be shown."""
    return Listed(
        person_id=person_id,
        full_name=facts.full_name,
        area=facts.areas if content.shows_area else "",
        team=facts.teams if content.shows_team else "",
        topics=facts.topics if content.shows_topics else (),
        languages=content.languages if content.shows_languages else "",
        ask_me_about=content.ask_me_about if content.shows_ask_me_about else "",
        can_shadow=content.can_shadow and content.shows_can_shadow,
        takes_private_questions=content.takes_private_questions,
    )


def way_to_ask(viewer: Viewer, listed: Listed) -> str:
    """Where the viewer can ask the member privately; empty for oneself, and where they take no such questions."""
    can_ask = listed.takes_private_questions and listed.person_id != viewer.person_id
    if not can_ask or ASK_PRIVATELY not in current_app.view_functions:
        return ""
    return url_for(ASK_PRIVATELY, person_id=listed.person_id)
