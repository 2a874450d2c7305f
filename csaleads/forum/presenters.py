"""Spaces, threads and posts as their pages show them: plain data, the same for everybody for whom the same is true."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from markupsafe import Markup

from csaleads.core.formatting import plural, uk_datetime
from csaleads.core.safe_html import stored_html
from csaleads.forum.beside import Action
from csaleads.forum.models import PostState, SpaceKind, ThreadKind
from csaleads.forum.posts.beneath_queries import CorrectionLine, linked_ids
from csaleads.forum.posts.queries import PostLine
from csaleads.forum.spaces.changes_queries import ManagedSpace
from csaleads.forum.spaces.queries import SpaceLine
from csaleads.forum.threads.queries import ThreadLine
from csaleads.forum.wording import ANONYMOUS, GROUP_LABELS, KIND_LABELS, MARKS
from csaleads.learning.list_presenters import ShownLine
from csaleads.network.name_queries import MemberName
from csaleads.network.people_queries import FORMER

Names = Mapping[int, MemberName]
Badge = tuple[str, str]
KIND_TONES = {ThreadKind.ANNOUNCEMENT: "attention", ThreadKind.POLL: "active", ThreadKind.EVENT: "active"}


class ShownSpace(NamedTuple):
    """A space in the list of spaces."""

    id: int
    name: str
    purpose: str
    threads: str
    newest: str
    unread: str


class Group(NamedTuple):
    """Spaces of one purpose."""

    label: str
    spaces: tuple[ShownSpace, ...]


class ShownThread(NamedTuple):
    """A thread in a list."""

    id: int
    title: str
    by: str
    answers: str
    newest: str
    newest_by: str
    new: str
    badges: tuple[Badge, ...]


class Card(NamedTuple):
    """A resource to which a post links."""

    title: str
    href: str
    about: str


class ShownCorrection(NamedTuple):
    """What its author added beneath a post later."""

    added: str
    iso: str
    body: Markup


class ShownPost(NamedTuple):
    """A post in its thread. `mark` stands in its place where its words are not shown."""

    id: int
    number: int
    author: str
    note: str
    posted: str
    iso: str
    body: Markup
    mark: str
    edited: str
    thanks_count: int
    is_new: bool
    is_own: bool
    is_accepted: bool
    moved_to_id: int | None
    actions: tuple[Action, ...]
    cards: tuple[Card, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()


def groups_of(spaces: list[SpaceLine], unread: Mapping[int, int]) -> list[Group]:
    """The spaces in use, in their order, under a heading for each purpose."""
    order = list(dict.fromkeys(GROUP_LABELS.values()))
    in_use = [space for space in spaces if not space.is_archived]
    in_use.sort(
        key=lambda space: order.index(GROUP_LABELS[space.kind])
    )  # and topics track by track, as they come
    return [
        Group(label, tuple(_space(space, unread.get(space.id, 0)) for space in each))
        for label, each in groupby(in_use, key=_heading)
    ]


def _heading(space: SpaceLine) -> str:
    """Two tracks may have a topic of the same name, so that each stands under its own heading."""
    label = GROUP_LABELS[space.kind]
    return f"{label}: {space.track.label.lower()}" if space.track else label


def _space(space: SpaceLine, unread: int) -> ShownSpace:
    return ShownSpace(
        space.id,
        space.name,
        space.purpose,
        plural(space.thread_count, "thread"),
        uk_datetime(space.last_posted_at, "short") if space.last_posted_at else "",
        f"{unread:,} new" if unread else "",
    )


def shown_thread(line: ThreadLine, names: Names) -> ShownThread:
    """A line of a list of threads; `names` holds the names of its authors."""
    return ShownThread(
        line.id,
        line.title,
        name_of(line.author_id, names),
        plural(line.answer_count, "answer"),
        uk_datetime(line.last_posted_at, "short"),
        name_of(line.last_author_id, names) if line.answer_count else "",
        _new_words(line),
        _badges(line),
    )


def name_of(person_id: int | None, names: Names, unnamed: str = ANONYMOUS) -> str:
    """The name under which an author is shown; `unnamed` where their name is sealed."""
    if person_id is None:
        return unnamed
    return names[person_id].full_name if person_id in names else FORMER


def note_of(person_id: int | None, names: Names) -> str:
    """What stands beside the name: the areas that they let others see, or that they belong no longer."""
    named = names.get(person_id) if person_id is not None else None
    if named is None:
        return ""
    return named.areas if named.is_member or named.full_name == FORMER else "no longer in the network"


def _new_words(line: ThreadLine) -> str:
    if line.new_count <= 0:
        return ""
    return "New" if line.new_count == line.last_number else f"{line.new_count:,} new"


def _badges(line: ThreadLine) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if line.is_pinned:
        found.append(("Pinned", "plain"))
    if line.kind is not ThreadKind.DISCUSSION:
        is_done = line.kind is ThreadKind.QUESTION and line.is_answered
        found.append(
            ("Answered", "good") if is_done else (KIND_LABELS[line.kind], KIND_TONES.get(line.kind, "plain"))
        )
    if line.is_locked:
        found.append(("Locked", "over"))
    return tuple(found)


class Beside(NamedTuple):
    """What stands beside a post and not in its row."""

    author: str
    note: str
    is_new: bool
    is_own: bool
    is_accepted: bool
    reads_hidden: bool
    actions: tuple[Action, ...] = ()
    cards: tuple[Card, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()


def cards_of(line: PostLine, resources: Mapping[UUID, ShownLine]) -> tuple[Card, ...]:
    """Those of the resources to which a post links that its reader may see, in the order in which they stand there."""
    return tuple(_card(resources[key]) for key in linked_ids(line) if key in resources)


def _card(line: ShownLine) -> Card:
    about = " · ".join(filter(None, (line.kind, line.level, line.length, line.credit)))
    return Card(line.title, f"/learning/resources/{line.id}", about)


def shown_correction(line: CorrectionLine) -> ShownCorrection:
    """A correction as its post shows it."""
    return ShownCorrection(
        uk_datetime(line.made_at, "short"), line.made_at.isoformat(), stored_html(line.body_html)
    )


def shown_post(line: PostLine, beside: Beside) -> ShownPost:
    """A post as it is shown to somebody to whom `beside` applies."""
    is_shown = line.state is PostState.SHOWN or (line.state is PostState.HIDDEN and beside.reads_hidden)
    return ShownPost(
        line.id,
        line.number,
        beside.author,
        beside.note,
        uk_datetime(line.posted_at, "short"),
        line.posted_at.isoformat(timespec="minutes"),
        stored_html(line.body_html) if is_shown else Markup(),
        "" if line.state is PostState.SHOWN else MARKS[line.state],
        uk_datetime(line.edited_at, "short") if line.edited_at and is_shown else "",
        line.thanks_count,
        beside.is_new,
        beside.is_own,
        beside.is_accepted,
        line.moved_to_id,
        beside.actions,
        beside.cards if is_shown else (),
        beside.corrections if is_shown else (),
    )


def is_private(kind: SpaceKind) -> bool:
    """Whether only some members read what stands in a space of that kind."""
    return kind in (SpaceKind.AREA, SpaceKind.COHORT, SpaceKind.ONE_TO_ONE)


class ManagedGroup(NamedTuple):
    """Spaces under one heading, as the programme team sees to them. `is_ordered`: it chooses their order."""

    label: str
    is_ordered: bool
    spaces: tuple[ManagedSpace, ...]


def managed_groups_of(spaces: list[ManagedSpace]) -> list[ManagedGroup]:
    """The spaces in use, in their order, under the headings under which members find them."""
    order = list(dict.fromkeys(GROUP_LABELS.values()))
    in_use = [space for space in spaces if not space.is_archived]
    in_use.sort(key=lambda space: order.index(GROUP_LABELS[space.kind]))
    grouped = groupby(in_use, key=lambda space: GROUP_LABELS[space.kind])
    return [
        ManagedGroup(label, label != GROUP_LABELS[SpaceKind.TOPIC], tuple(each)) for label, each in grouped
    ]


def text_of(html: str) -> str:
    """What stored HTML says, without its marks."""
    return Markup(html).striptags()  # noqa: S704 - it was cleaned when it was stored, and is stripped here
