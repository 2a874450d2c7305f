"""Today for what areas lend one another: questions to answer, what to deliver, and what has arrived."""

from flask import url_for

from csaleads.core.formatting import plural
from csaleads.home.today import Need, Today
from csaleads.lending.list_queries import Tasks
from csaleads.lending.models import LoanState


def present_lending(tasks: Tasks) -> Today:
    """A card for each kind of task."""
    part = Today()
    asked, agreed = LoanState.ASKED.value, LoanState.AGREED.value
    cards = (
        (
            tasks.to_answer,
            70,
            "Another area asks for a resource" if tasks.to_answer == 1 else "Other areas ask for resources",
            "Say whether they get it, and on what terms.",
            url_for("lending.loans", side="theirs", state=asked),
            "Answer",
        ),
        (
            tasks.to_recommend,
            71,
            f"{plural(tasks.to_recommend, 'resource')} that you look after: another area asks",
            "Your coordinator answers. Say what you recommend.",
            url_for("lending.loans", side="theirs", state=asked),
            "Say what you recommend",
        ),
        (
            tasks.to_deliver,
            73,
            f"{plural(tasks.to_deliver, 'resource')} to deliver to another area",
            "You agreed to lend it. Deliver it when it is ready.",
            url_for("lending.loans", side="theirs", state=agreed),
            "See what is agreed",
        ),
        (
            tasks.newer,
            75,
            f"{plural(tasks.newer, 'new edition')} of what you share",
            "Say whether the other area gets it too.",
            url_for("lending.loans", side="theirs"),
            "Decide",
        ),
        (
            tasks.to_acknowledge,
            73,
            f"{plural(tasks.to_acknowledge, 'resource')} of another area in your library",
            "Read the terms, and say that it has arrived.",
            url_for("lending.loans", state=LoanState.DELIVERED.value),
            "See what has come",
        ),
    )
    part.needs += [
        Need(rank, title, text, href, action) for count, rank, title, text, href, action in cards if count
    ]
    return part
