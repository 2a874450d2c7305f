"""Today for those who look after others: queue, leads, areas and the trail in words."""

from collections.abc import Collection, Sequence
from datetime import date

from flask import url_for

from csaleads.access.permissions import Role
from csaleads.core.formatting import joined, plural, uk_date
from csaleads.home.area_queries import QUIET_AFTER, AreaNeeds, AreaQueue, ManagedLead
from csaleads.home.today import Figure, Need, Today
from csaleads.home.wording import age_of, working_days_since

LONG_WAIT = 5  # working days after which a waiting request is urgent
WORTH_A_WORD = 3  # working days after which a coordinator hears of the queue
NAMES_SHOWN = 5


def present_queues(answers_in: Collection[int], *queues: AreaQueue) -> Today:
    """Requests that wait between clinics: for a lead of the areas `answers_in` to take, for a coordinator to see to."""
    part = Today()
    for queue in queues:
        days = working_days_since(queue.oldest_at)
        if queue.area_id in answers_in:
            part.needs.append(_queue_for_lead(queue, days))
        elif days >= WORTH_A_WORD:
            part.needs.append(_queue_for_coordinator(queue, days))
        else:
            part.figures.append(Figure(str(queue.count), "waiting for a lead", "advice between clinics"))
    return part


def _queue_for_lead(queue: AreaQueue, days: int) -> Need:
    return Need(
        40,
        _waiting(queue.count),
        "Take one on, and answer it between clinics.",
        url_for("advice.queue"),
        "Look at the queue",
        when=f"The oldest: {age_of(queue.oldest_at).lower()}"
        if days == 0
        else f"The oldest has waited {plural(days, 'working day')}",
        is_urgent=days >= LONG_WAIT,
    )


def _queue_for_coordinator(queue: AreaQueue, days: int) -> Need:
    return Need(
        42,
        f"{_waiting(queue.count)} for a lead",
        "Ask the leads of your area who can take them on.",
        url_for("accounts.people", role=Role.PRACTICE_LEAD.value),
        "See your leads",
        when=f"The oldest has waited {plural(days, 'working day')}",
        is_urgent=days >= LONG_WAIT,
    )


def _waiting(count: int) -> str:
    return "1 request is waiting" if count == 1 else f"{count:,} requests are waiting"


def present_managed(*leads: ManagedLead) -> Today:
    """The leads of a line manager: who has had nothing to do lately, and how many records are not signed."""
    part = Today()
    quiet = [lead.full_name for lead in leads if lead.is_quiet]
    if quiet:
        who = quiet[0] if len(quiet) == 1 else f"{len(quiet)} leads"
        have = "has" if len(quiet) == 1 else "have"
        names = f"{_some(quiet)}. " if len(quiet) > 1 else ""
        part.needs.append(
            Need(
                70,
                f"{who} {have} had no clinic or consultation for {QUIET_AFTER.days} days",
                f"{names}Ask whether they have the time that was agreed.",
                url_for("insight.uptake"),
                "See their uptake",
            )
        )
    if leads:
        unsigned = sum(lead.unsigned_count for lead in leads)
        part.figures.append(
            Figure(
                str(unsigned),
                f"{'record' if unsigned == 1 else 'records'} not yet signed",
                f"by {plural(len(leads), 'lead')} you manage",
                url_for("insight.uptake"),
            )
        )
    return part


def present_areas(next_month: date, *areas: AreaNeeds) -> Today:
    """What the areas of a coordinator lack."""
    part = Today()
    for area in areas:
        where = f" in {area.name}" if len(areas) > 1 else ""
        part.needs += [need for need in _needs_of(area, where, uk_date(next_month, "month")) if need]
    return part


def _needs_of(area: AreaNeeds, where: str, month: str) -> list[Need | None]:
    leads = url_for("accounts.people", role=Role.PRACTICE_LEAD.value)
    invited = url_for("accounts.people", state="invited")
    return [
        Need(
            38,
            f"{plural(area.left_in_hand, 'former lead')} left clinics or records{where}",
            "Say which colleague takes over, so that nobody waits for their advice.",
            url_for("accounts.hand_over", person_id=area.first_left_in_hand, area_id=area.area_id),
            "Hand over",
            is_urgent=True,
        )
        if area.first_left_in_hand
        else None,
        None
        if area.clinics_next_month
        else Need(
            72,
            f"No clinic is open{where} in {month}",
            "Colleagues cannot book until one is published.",
            url_for("clinics.create"),
            "Open a clinic",
        ),
        Need(
            74,
            f"{plural(area.leads_without_manager, 'lead')} without a line manager{where}",
            "A line manager sees whether the lead has the time for the role.",
            leads,
            "Choose their managers",
        )
        if area.leads_without_manager
        else None,
        Need(
            76,
            f"{plural(area.invitations_open, 'invitation')} not taken up{where}",
            "Ask whether the email arrived, or send it again.",
            invited,
            "See who was invited",
        )
        if area.invitations_open
        else None,
    ]


def present_quiet_areas(*names: str) -> Today:
    """Areas without clinics, for the programme team."""
    if not names:
        return Today()
    have = "area has" if len(names) == 1 else "areas have"
    return Today(
        needs=[
            Need(
                78,
                f"{len(names)} {have} no clinic planned, and had none for {QUIET_AFTER.days} days",
                f"{_some(names)}.",
                url_for("insight.uptake"),
                "See the counts by area",
            )
        ]
    )


def present_kept(count: int) -> Today:
    """What colleagues kept although it was found, for a lead or the coordinator to look at."""
    if not count:
        return Today()
    title = f"{plural(count, 'finding')} kept as identifying nobody"
    text = "Look at the kind and the reason, and agree or ask the author to look again."
    return Today(needs=[Need(60, title, text, url_for("screening.kept"), "See what was kept")])


def present_trail(event_count: int) -> Today:
    """The audit trail, for the auditor."""
    figure = Figure(
        f"{event_count:,}",
        "events in the audit trail",
        "in the last 7 days",
        url_for("insight.audit_trail"),
    )
    return Today(figures=[figure])


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMES_SHOWN:
        return joined(names)
    return joined([*names[: NAMES_SHOWN - 1], f"{len(names) - NAMES_SHOWN + 1} others"])
