"""Today for learning: resources to check, drafts to approve, and what the viewer wants to read later."""

from flask import url_for

from csaleads.core.formatting import plural
from csaleads.home.today import Figure, Need, Today
from csaleads.learning.list_queries import Tasks


def present_learning(tasks: Tasks) -> Today:
    """A card for each kind of task, and the reading list as a quiet figure."""
    part = Today()
    if tasks.to_approve:
        part.needs.append(
            Need(
                72,
                f"{plural(tasks.to_approve, 'draft resource')} to look at",
                "Colleagues find a resource once you have approved it.",
                url_for("learning.resources", state="draft"),
                "See drafts",
            )
        )
    if tasks.harmful:
        part.needs.append(
            Need(
                36,
                f"{plural(tasks.harmful, 'file')} that you look after may do harm",
                "The scanner found something, so nobody can save it any more. Put in another file, or archive the resource.",
                url_for("learning.resources", state="harmful-mine"),
                "See which",
                is_urgent=True,
            )
        )
    if tasks.harmful_of_others:
        part.needs.append(
            Need(
                71,
                f"{plural(tasks.harmful_of_others, 'file')} of your area may do harm",
                "Nobody can save it any more. Whoever looks after it has been told; if they have left, hand it over.",
                url_for("learning.resources", state="harmful"),
                "See which",
            )
        )
    if tasks.dead:
        part.needs.append(
            Need(
                73,
                f"{plural(tasks.dead, 'link')} that you look after "
                f"{'does' if tasks.dead == 1 else 'do'} not open any more",
                "We tried on different days. Put in the new address, or archive what is gone.",
                url_for("learning.resources", state="dead-mine"),
                "See which",
            )
        )
    if tasks.dead_of_others:
        part.needs.append(
            Need(
                75,
                f"{plural(tasks.dead_of_others, 'link')} of your area "
                f"{'does' if tasks.dead_of_others == 1 else 'do'} not open any more",
                "Whoever looks after it has been shown the same. If they have left, hand it over.",
                url_for("learning.resources", state="dead"),
                "See which",
            )
        )
    if tasks.due:
        part.needs.append(
            Need(
                74,
                f"Check {plural(tasks.due, 'resource')} that you look after",
                "Open it, compare, and say that it is still right, or change it.",
                url_for("learning.resources", state="due-mine"),
                "See what is due",
            )
        )
    if tasks.long_due:
        part.needs.append(
            Need(
                76,
                f"{plural(tasks.long_due, 'resource of your area is', 'resources of your area are')} long due",
                "Nobody has checked for two weeks. Whoever looks after it may have left.",
                url_for("learning.resources", state="due"),
                "See what is due",
            )
        )
    if tasks.to_read:
        part.figures.append(
            Figure(
                str(tasks.to_read),
                "to read later",
                href=url_for("learning.saved"),
            )
        )
    return part
