"""The audit trail: who did what, and when; and whether it is still as it was written."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names, names_of
from csaleads.audit.models import NETWORK_CHAIN
from csaleads.audit.queries import Break, list_chains
from csaleads.core import clock
from csaleads.core.csv_files import csv_file, csv_of
from csaleads.core.formatting import joined, plural
from csaleads.core.paging import address_here, page_number
from csaleads.insight import service, trail_presenters, trail_queries
from csaleads.insight.blueprint import blueprint
from csaleads.insight.forms import TrailFilterForm
from csaleads.insight.trail_queries import COUNTED_AT_MOST, ROWS_IN_A_FILE, TrailAsk
from csaleads.insight.trail_words import VERBS

READS_TRAIL = (Permission.READ_AUDIT_OF_AREA, Permission.READ_AUDIT_OF_ALL)
BREAKS_NAMED = 5
VERBS_BY_WORDS = tuple(sorted(VERBS.items(), key=lambda pair: pair[1]))
LARGEST_CHAIN = 2**31 - 1


@blueprint.get("/audit")
@requires(*READS_TRAIL)
def audit_trail() -> ResponseReturnValue:
    """Events newest first, 50 a page."""
    person = viewer()
    areas = _areas(person)
    form = _form(areas)
    ask = _ask(form)
    page = trail_queries.page_of_trail(person, ask, number=page_number())
    names = names_of(trail_presenters.person_ids_in(page.rows))
    kept = [(key, value) for key, value in request.args.items() if key != "page" and value]
    return render_template(
        "insight/audit_trail.html",
        form=form,
        page=page,
        events=trail_presenters.shown(page.rows, names, areas),
        has_areas=len(areas) > 1,
        is_narrowed=bool(kept),
        is_capped=ask.is_narrowed and page.total_count >= COUNTED_AT_MOST,
        counted_at_most=COUNTED_AT_MOST,
        rows_in_a_file=ROWS_IN_A_FILE,
        file_href=address_here("insight.audit_file", kept),
    )


@blueprint.get("/audit.csv")
@requires(*READS_TRAIL)
def audit_file() -> ResponseReturnValue:
    """The same events as a file."""
    person = viewer()
    areas = _areas(person)
    rows = trail_queries.list_for_file(person, _ask(_form(areas)))
    names = names_of(trail_presenters.person_ids_in(rows))
    text = csv_of(trail_presenters.FILE_HEADINGS, trail_presenters.file_rows(rows, names, areas))
    return csv_file("audit-trail", text)


@blueprint.get("/audit/chain")
@requires(*READS_TRAIL)
def audit_chain() -> ResponseReturnValue:
    """What the chain is, and the button that walks it."""
    person = viewer()
    can_verify = person.can(Permission.READ_AUDIT_OF_ALL)
    last = trail_queries.find_last_verification() if can_verify else None
    names = names_of({last.actor_id}) if last else {}
    return render_template(
        "insight/audit_chain.html",
        can_verify=can_verify,
        last=last,
        last_by=names.get(last.actor_id, "") if last else "",
        next_chain=_next_chain(request.args.get("next", "")),
    )


@blueprint.post("/audit/verify")
@requires(Permission.READ_AUDIT_OF_ALL)
def verify_audit() -> ResponseReturnValue:
    """Walks the chains; where there are too many for one go, the page offers to go on."""
    walk = service.walk_chains(list_chains(), start=_next_chain(request.form.get("next", "")))
    areas = area_names()
    service.note_verification(viewer(), walk)
    if walk.breaks:
        flash(_broken(walk.breaks, areas), "error")
    elif walk.next_chain is None:
        flash(
            f"The audit trail is whole: {plural(walk.checked, 'chain')} checked, every event as it was written.",
            "success",
        )
    if walk.next_chain is not None:
        flash(f"{plural(walk.checked, 'chain')} checked so far. Go on with the rest.", "info")
    return redirect(url_for("insight.audit_chain", next=walk.next_chain), 303)


def _broken(breaks: tuple[Break, ...], areas: dict[int, str]) -> str:
    named = [
        f"{areas.get(found.chain, trail_presenters.NETWORK)} from event {found.sequence:,} on"
        for found in breaks[:BREAKS_NAMED]
    ]
    if len(breaks) > BREAKS_NAMED:
        named.append(f"{len(breaks) - BREAKS_NAMED} more")
    return f"The audit trail has been changed: {joined(named)}. Keep the database as it is and tell whoever runs the service."


def _next_chain(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= 10
    return min(int(text), LARGEST_CHAIN) if is_number else 0


def _areas(person: Viewer) -> dict[int, str]:
    """Names by id of the areas whose trail the person reads; the auditor's also hold what belongs to no area."""
    if person.can(Permission.READ_AUDIT_OF_ALL):
        return {NETWORK_CHAIN: trail_presenters.NETWORK} | area_names()
    return dict(person.area_names(person.areas_with(Permission.READ_AUDIT_OF_AREA)))


def _form(areas: dict[int, str]) -> TrailFilterForm:
    return TrailFilterForm.of_address(request.args, verb=VERBS_BY_WORDS, area=tuple(areas.items()))


def _ask(form: TrailFilterForm) -> TrailAsk:
    """What the form asks for; a part that is wrong is left out, and the form says so."""
    since, until = form.since.data, form.until.data
    return TrailAsk(
        verb=None if form.verb.errors else form.verb.data or None,
        person_ids=trail_queries.find_people(form.person.data) if form.person.data else None,
        chain=None if form.area.errors else form.area.data,
        since=clock.start_of_day(since) if since and not form.since.errors else None,
        before=clock.end_of_day(until) if until and not form.until.errors else None,
    )
