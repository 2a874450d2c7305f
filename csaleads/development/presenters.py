"""One's own development made ready for pages and documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from csaleads.core.charts import ChartFigure, Series, column_chart
from csaleads.core.formatting import uk_date
from csaleads.development.content import SECTIONS, EntryContent
from csaleads.development.models import Occasion, ShadowingState
from csaleads.development.queries import EntryView
from csaleads.development.rating_queries import RatingView, TopicName

SHADOWING_TONES = {
    ShadowingState.ASKED: "waiting",
    ShadowingState.AGREED: "active",
    ShadowingState.DECLINED: "over",
    ShadowingState.WITHDRAWN: "over",
    ShadowingState.CALLED_OFF: "over",
    ShadowingState.DONE: "good",
}
MOST_SERIES = 4


class Part(NamedTuple):
    """A heading and the words under it."""

    heading: str
    text: str


class Difference(NamedTuple):
    """A part that was saved differently meanwhile."""

    heading: str
    saved: str


def parts_of(entry: EntryView) -> list[Part]:
    """The entry as headings and words, in the order in which the regulator asks."""
    content = entry.content
    parts = [Part("Kind of CPD", f"{entry.kind.label}, {uk_date(entry.done_on, 'long')}")]
    if entry.topic_title:
        parts.append(Part("Topic", entry.topic_title))
    parts += [Part(section.heading, content.text(section.name)) for section in SECTIONS[:-1]]
    if content.peer_role is not None:
        parts.append(Part("Peer reflection: with whom", content.peer_role.label))
        parts.append(Part(SECTIONS[-1].heading, content.text("peer")))
    return parts


def differences(typed: EntryContent, saved: EntryContent) -> dict[str, Difference]:
    """What was saved meanwhile, by field, where it is not what was typed."""
    return {
        section.name: Difference(section.heading, saved.text(section.name))
        for section in SECTIONS
        if typed.text(section.name) != saved.text(section.name)
    }


def typed_otherwise(typed: EntryContent, saved: EntryContent) -> list[Part]:
    """What was typed where something else is saved."""
    return [
        Part(section.heading, typed.text(section.name))
        for section in SECTIONS
        if typed.text(section.name) not in ("", saved.text(section.name))
    ]


@dataclass(frozen=True)
class Readiness:
    """The ratings of a track as the page shows them."""

    figure: ChartFigure | None
    days: Sequence[RatingView]


def readiness(topics: Sequence[TopicName], ratings: Sequence[RatingView]) -> Readiness:
    """Columns for the first rating, those of the start and the end, and the newest; in the table every topic by its name."""
    shown = _few(ratings)
    if not shown or not topics:
        return Readiness(None, tuple(reversed(ratings)))
    series = [Series(_name(rating), [rating.marks.get(topic.id) for topic in topics]) for rating in shown]
    numbers = [str(number) for number in range(1, len(topics) + 1)]
    title = "How ready you felt, topic by topic"
    described = "Columns from one to five for each topic, in the order of the table. " + " ".join(
        f"{_name(rating)}: {len(rating.marks)} topics." for rating in shown
    )
    figure = ChartFigure(
        title=title,
        svg=column_chart(title, described, numbers, series, "1 to 5"),
        headings=("Topic", *(row.name for row in series)),
        rows=tuple(_row(number, topic, shown) for number, topic in enumerate(topics, start=1)),
    )
    return Readiness(figure, tuple(reversed(ratings)))


def _row(number: int, topic: TopicName, shown: Sequence[RatingView]) -> tuple[str, ...]:
    marks = (rating.marks.get(topic.id) for rating in shown)
    return (f"{number}. {topic.title}", *(str(mark) if mark else "–" for mark in marks))


def _few(ratings: Sequence[RatingView]) -> list[RatingView]:
    """At most four, in order of date: the newest of the start and of the end, the first and the last of all."""
    by_occasion: Mapping[Occasion, RatingView] = {rating.occasion: rating for rating in ratings}
    wanted = [by_occasion.get(Occasion.START), by_occasion.get(Occasion.END), *ratings[:1], *ratings[-1:]]
    ids = {rating.id for rating in wanted if rating is not None}
    return [rating for rating in ratings if rating.id in ids][:MOST_SERIES]


def _name(rating: RatingView) -> str:
    return f"{rating.occasion.label}, {uk_date(rating.rated_on, 'short')}"
