"""Today for those who share records for learning: what to read first for a colleague, and what came back."""

from flask import url_for

from csaleads.home.sharing_queries import OpenVersion
from csaleads.home.today import Need, Today, few_or_one
from csaleads.home.wording import age_of, together, with_reference


def present_sharing(*versions: OpenVersion) -> Today:
    """A card for each review that the viewer is asked for, for each of their own that was sent back, and one for those whose
    lead has left."""
    part = Today()
    part.needs += few_or_one(
        (_to_review(version) for version in versions if not version.is_own and not version.is_without_lead),
        lambda many: together(
            58,
            f"Colleagues ask you to read {len(many)} records before they are shared",
            "Say whether somebody could be recognised. The first who answers settles it.",
            url_for("sharing.list_to_review"),
            "See them",
            many,
        ),
    )
    part.needs += few_or_one(
        (_returned(version) for version in versions if version.is_own),
        lambda many: together(
            57,
            f"Change {len(many)} versions for learning that were sent back",
            "A colleague says what should change before they are shared.",
            url_for("sharing.list_own"),
            "See them",
            many,
        ),
    )
    part.needs += few_or_one(
        (_without_lead(version) for version in versions if version.is_without_lead),
        lambda many: together(
            59,
            f"Say what becomes of {len(many)} shared records whose lead has left",
            "They stay shared. Keep what colleagues can still learn from, and stop the rest.",
            url_for("sharing.list_without_lead"),
            "See them",
            many,
        ),
    )
    return part


def present_themes(count: int) -> Today:
    """One card for all themes that ask to rest on the viewer's records."""
    part = Today()
    if count:
        part.needs.append(
            Need(
                63,
                "A theme asks to rest on your records"
                if count == 1
                else f"{count} themes ask to rest on your records",
                "It says what several consultations taught, and nothing of yours is shown. It waits for your answer.",
                url_for("sharing.asked"),
                "Read and answer",
            )
        )
    return part


def _without_lead(version: OpenVersion) -> Need:
    return Need(
        59,
        "Say what becomes of a shared record whose lead has left",
        f"{version.number}. It stays shared until you stop it.",
        url_for("sharing.list_without_lead"),
        "Keep it or stop it",
    )


def _to_review(version: OpenVersion) -> Need:
    return Need(
        58,
        "A colleague asks you to read a record before it is shared",
        f"{version.number}. Say whether somebody could be recognised in it.",
        url_for("sharing.review", number=version.number),
        "Read it first",
        when=age_of(version.since),
    )


def _returned(version: OpenVersion) -> Need:
    return Need(
        57,
        with_reference("Change your version of {} for learning", version.reference),
        "A colleague read it and says what should change before it is shared.",
        url_for("sharing.own", reference=version.reference),
        "See what to change",
    )
