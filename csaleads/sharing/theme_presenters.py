"""Themes in words: what one is about, on how much it rests, and the records to choose from. Never which, and no exact count."""

from collections.abc import Sequence
from typing import Any

from csaleads.core.formatting import plural
from csaleads.core.forms import Choice
from csaleads.learning.knowledge import STATE_WORDS
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.presenters import band_words, period_words, title_of
from csaleads.sharing.theme_queries import ThemeLine, VersionChoice


def choices_of(rows: Sequence[VersionChoice]) -> list[Choice]:
    """The records to choose from, each by what it is about and its number."""
    return [
        Choice(
            row.number,
            f"{row.number}: {title_of(row)}",
            f"{row.stage.label}. {period_words(row.period, row.period_on)}",
        )
        for row in rows
    ]


def rests_on(line: ThemeLine) -> str:
    """ "5 to 9 consultations of one area"."""
    areas = "one area" if line.area_count == 1 else plural(line.area_count, "area")
    return f"{band_words(line.used_count)} consultations of {areas}"


def about(line: ThemeLine) -> str:
    """Whom it is about, in a few words."""
    return f"{title_of(line)}. {line.stage.label}"


def shown_line(line: ThemeLine) -> dict[str, Any]:
    """A line of the list: the title that everybody reads in the library, and until then what it is about."""
    words, tone = STATE_WORDS[line.state]
    return {
        "id": line.id,
        "title": line.library_title or title_of(line),
        "state": words,
        "tone": tone,
        "proposed_at": line.proposed_at,
        "rests_on": rests_on(line),
    }


def preset_of(wanted: SharedFilter) -> dict[str, str]:
    """What the form begins with where the list was filtered: the same, as narrow as it was asked for."""
    asked = {
        "about_concern": wanted.concern,
        "about_age": wanted.age_band,
        "about_stage": wanted.stage,
    }
    return {name: value.value for name, value in asked.items() if value is not None}
