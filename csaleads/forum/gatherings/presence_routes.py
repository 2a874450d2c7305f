"""Attendance at network support sessions."""

from collections.abc import Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.csv_files import csv_file, csv_of
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.formatting import joined, plural
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import presenters
from csaleads.forum.blueprint import blueprint
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import presence_presenters, presence_queries, presence_service
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings.forms import PresenceForm
from csaleads.forum.gatherings.presence_queries import PresenceLine
from csaleads.forum.gatherings.queries import GatheringView
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView
from csaleads.network import people_queries

READS = Permission.USE_NETWORK
COUNTED = timedelta(days=365)
TOO_EARLY = "Who was there can be noted once the session has begun, unless it was cancelled."
CHANGED = "Somebody else noted who was there while you had the page open. Nothing of yours is saved; this is how it stands now."


@blueprint.route("/network/threads/<int:thread_id>/attendance", methods=["GET", "POST"])
@requires(READS)
def presence(thread_id: int) -> ResponseReturnValue:
    """Who was there: those who had said that they come, and others by name."""
    shown, event = _session(thread_id)
    if not _has_attendance(event):
        return _too_early(thread_id)
    held = held_forms.take_back(viewer(), request)
    form = _form(shown, event.version, held)
    if not form.validate_on_submit():
        page = _page(form, shown, was_held=held is not None)
        return (page, 422) if form.is_submitted() else page
    return _save(form, shown)


def _session(thread_id: int) -> tuple[ThreadView, GatheringView]:
    """The session, for the programme team and whoever made it; NotFound for everybody else."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    event = gathering_queries.get_gathering(viewer(), shown)
    if not gathering_policy.can_mark(viewer(), shown.author_id, event.kind):
        raise NotFound("attendance")
    return shown, event


def _has_attendance(event: GatheringView) -> bool:
    return gathering_policy.has_attendance(event.starts_at, event.cancelled_at, clock.now())


def _too_early(thread_id: int) -> ResponseReturnValue:
    flash(TOO_EARLY, "info")
    return redirect(url_for("forum.thread", thread_id=thread_id))


def _form(shown: ThreadView, version: int, held: object = None) -> PresenceForm:
    lines = presence_queries.list_presence(viewer(), shown)
    values = {"present": [line.person_id for line in lines if line.was_there], "version": version}
    form = PresenceForm(formdata=held, data=values) if held else PresenceForm(data=values)
    form.present.choices = _choices(lines)
    return form


def _choices(lines: Sequence[PresenceLine]) -> list[tuple[int, str]]:
    names = people_queries.list_names(viewer(), {line.person_id for line in lines})
    return [(line.person_id, presenters.name_of(line.person_id, names)) for line in lines]


def _page(form: PresenceForm, shown: ThreadView, *, was_held: bool = False) -> str:
    return render_template("forum/presence.html", form=form, thread=shown, was_held=was_held)


def _save(form: PresenceForm, shown: ThreadView) -> ResponseReturnValue:
    found = people_queries.find_by_names(viewer(), form.other_names)
    unknown = [name for name in form.other_names if name not in found]
    if unknown:
        form.fail("others", f"No member, or more than one, is called {joined(unknown)}")
        return _page(form, shown), 422
    try:
        count = presence_service.mark_presence(
            viewer(),
            thread_id=shown.id,
            version=form.sent_version,
            present_ids=form.present.data,
            added_ids=sorted(found.values()),
        )
    except (ChangedMeanwhile, InvalidChoice):
        roll_back()
        flash(CHANGED, "warning")
        return redirect(url_for("forum.presence", thread_id=shown.id))
    except WrongState:
        roll_back()
        return _too_early(shown.id)
    held_forms.let_go(viewer(), request)
    flash(f"It is noted that {plural(count, 'member')} {'was' if count == 1 else 'were'} there.", "success")
    return redirect(url_for("forum.thread", thread_id=shown.id))


@blueprint.get("/network/threads/<int:thread_id>/attendance.csv")
@requires(READS)
def presence_file(thread_id: int) -> ResponseReturnValue:
    """Who was there as a file, for whoever may note it: those whom the page lists, and what was noted of each."""
    shown, event = _session(thread_id)
    if not _has_attendance(event):
        return _too_early(thread_id)
    lines = presence_queries.list_presence(viewer(), shown)
    names = people_queries.list_names(viewer(), {line.person_id for line in lines})
    rows = presence_presenters.file_rows(lines, names)
    return csv_file(f"attendance-{thread_id}", csv_of(presence_presenters.FILE_HEADINGS, rows))


@blueprint.get("/network/events/attendance")
@requires(Permission.RUN_NETWORK)
def presence_by_area() -> ResponseReturnValue:
    """How many leads of each area were at a network support session in the last twelve months."""
    page = presence_queries.list_by_area(viewer(), since=clock.now() - COUNTED, page=page_number())
    rows = [presence_presenters.shown_area(line) for line in page.rows]
    return render_template("forum/presence_by_area.html", page=page, rows=rows)
