"""Reports, posts that wait, acts and appeals as their pages show them: plain data."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import url_for
from markupsafe import Markup

from csaleads.core.formatting import plural, uk_datetime
from csaleads.core.markdown import markdown
from csaleads.forum.moderation.act_queries import LAYING, ActLine
from csaleads.forum.moderation.case_queries import QueueLine
from csaleads.forum.moderation.held_queries import HeldLine
from csaleads.forum.moderation.models import AppealState, ReportKind
from csaleads.forum.moderation.wording import ACT_LABELS, APPEAL_LABELS, KIND_LABELS, STATE_LABELS
from csaleads.forum.presenters import Names, name_of

NOBODY = "Nobody by name"


class ShownCase(NamedTuple):
    """A reported post in the queue."""

    href: str
    title: str
    space: str
    label: str
    tone: str
    why: str
    reports: str
    since: str
    is_urgent: bool


class ShownHeld(NamedTuple):
    """A post that waits."""

    id: int
    thread_id: int | None
    title: str
    space: str
    author: str
    body: Markup
    written: str
    is_new_thread: bool


class ShownAct(NamedTuple):
    """An act of a moderator. `href` leads to what it is about, where that can be read."""

    id: int
    label: str
    title: str
    concerned: str
    moderator: str
    when: str
    reason: str
    href: str
    can_decide: bool
    can_lift: bool
    appeal: str
    appeal_words: str
    appeal_answer: str
    is_waiting: bool


def shown_queue(line: QueueLine) -> ShownCase:
    """A line of the queue."""
    label, tone = STATE_LABELS[line.state]
    kinds = [
        KIND_LABELS[kind]
        for kind, is_there in (
            (ReportKind.IDENTIFIES, line.identifies),
            (ReportKind.UNKIND, line.unkind),
            (ReportKind.OFF_SUBJECT, line.off_subject),
        )
        if is_there
    ]
    return ShownCase(
        url_for("forum.judge", post_id=line.post_id),
        line.title or "A private question",
        line.space_name,
        label,
        tone,
        ". ".join(kinds) or KIND_LABELS[ReportKind.OTHER],
        plural(line.report_count, "report"),
        uk_datetime(line.since, "short"),
        line.identifies,
    )


def shown_held(line: HeldLine, names: Names) -> ShownHeld:
    """A post that waits, with its words as they would be shown."""
    return ShownHeld(
        line.id,
        line.thread_id,
        line.title or "A private question",
        line.space_name,
        name_of(line.author_id, names),
        markdown(line.body),
        uk_datetime(line.written_at, "short"),
        line.thread_id is None,
    )


def shown_act(line: ActLine, names: Names, person_id: int) -> ShownAct:
    """An act for the person with that id."""
    return ShownAct(
        line.id,
        ACT_LABELS[line.verb],
        line.title,
        _concerned(line, names),
        name_of(line.moderator_id, names),
        uk_datetime(line.done_at, "short"),
        line.reason,
        _address_of(line),
        line.appeal is AppealState.ASKED and person_id != line.moderator_id,
        line.verb in LAYING and line.is_in_force,
        APPEAL_LABELS[line.appeal] if line.appeal else "",
        line.appeal_words,
        line.appeal_answer,
        line.appeal is AppealState.ASKED,
    )


def _concerned(line: ActLine, names: Names) -> str:
    if line.concerned.author_id is None and line.concerned.anonymous_key is None:
        return NOBODY
    return name_of(line.concerned.author_id, names)


def _address_of(line: ActLine) -> str:
    if line.post_id is not None:
        return url_for("forum.judge", post_id=line.post_id)
    return url_for("forum.thread", thread_id=line.thread_id) if line.thread_id is not None else ""


def people_of(lines: Iterable[ActLine]) -> set[int]:
    """Ids of everybody named in the lines."""
    found = {
        person
        for line in lines
        for person in (line.moderator_id, line.concerned.author_id, line.appeal_by_id)
    }
    return {person for person in found if person is not None}
