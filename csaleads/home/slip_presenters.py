"""Today about slips: words to correct for their authors, corrections to confirm for the coordinator. References, no words."""

from flask import url_for

from csaleads.core.formatting import plural
from csaleads.home.today import Need, Today, few_or_one
from csaleads.home.wording import age_of, together, with_reference
from csaleads.slips.list_queries import SlipRow
from csaleads.slips.models import SlipState


def present_slips(*slips: SlipRow) -> Today:
    """Open slips, each with whose step it is. An author who has corrected has nothing more to do."""
    to_confirm = [row for row in slips if row.is_coordinated and row.state is SlipState.CORRECTED]
    to_correct = [row for row in slips if row.is_author and row.state is SlipState.REPORTED]
    to_see_to = [
        row for row in slips if row.is_coordinated and not row.is_author and row.state is SlipState.REPORTED
    ]
    part = Today()
    for rows, write, title in (
        (to_correct, _to_correct, "Something in {} texts of yours could identify somebody"),
        (to_confirm, _to_confirm, "Confirm {} corrections"),
        (to_see_to, _to_see_to, "{} texts of your area are hidden"),
    ):
        part.needs += few_or_one(
            map(write, rows),
            lambda many, title=title: together(  # type: ignore[misc]
                5, title.format(len(many)), "", url_for("slips.list_slips"), "See the slips", many
            ),
        )
    return part


def _to_correct(row: SlipRow) -> Need:
    title = with_reference("Something in {} could identify somebody", row.reference)
    text = "It is hidden. Read your words again and take it out: it takes a few minutes."
    return _need(row, 5, title, text, "Look at your words")


def _to_confirm(row: SlipRow) -> Need:
    title = with_reference("Confirm the correction of {}", row.reference)
    text = "Its words have been corrected. People can read it again once you have confirmed it."
    return _need(row, 6, title, text, "Read and confirm")


def _to_see_to(row: SlipRow) -> Need:
    title = with_reference("{} is hidden: something in it could identify somebody", row.reference)
    text = "Its authors have been asked to take it out."
    if row.author_left:
        text = "Somebody whose words are in it has left. Take it out in their place."
    elif row.is_overdue:
        text = "Nobody has taken it out yet. Ask its authors, or correct it in their place."
    return _need(row, 15, title, text, "Look at it")


def _need(row: SlipRow, rank: int, title: str, text: str, action: str) -> Need:
    when = (
        f"Reported {plural(row.days_open, 'working day')} ago" if row.is_overdue else age_of(row.reported_at)
    )
    href = url_for("slips.show", slip_id=row.id)
    return Need(rank, title, text, href, action, when=when, is_urgent=row.is_overdue)
