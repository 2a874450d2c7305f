"""Today for the network: announcements to read and what waits for a moderator are needs; what is new in what one follows is one
quiet line."""

from flask import url_for

from csaleads.core.formatting import plural
from csaleads.forum.following.news_queries import News
from csaleads.forum.moderation.queue_queries import QueueCounts
from csaleads.home.today import Coming, Need, Today


def present_network(news: News) -> Today:
    """One card for all announcements, one line for all threads."""
    part = Today()
    if news.announcements:
        part.needs.append(
            Need(
                65,
                f"{plural(news.announcements, 'announcement')} to read",
                "The programme team asks you to read this, and to say that you have."
                if news.announcements == 1
                else "The programme team asks you to read these, and to say that you have.",
                url_for("forum.spaces"),
                "Read in the network",
            )
        )
    if news.consents:
        part.needs.append(
            Need(
                64,
                f"{plural(news.consents, 'post')} of yours may go into the library",
                "A colleague would like to make an entry of it. It stays out until you agree.",
                url_for("forum.consents"),
                "Read and answer",
            )
        )
    if news.followed:
        what = f"New posts in {plural(news.followed, 'thread')} that you follow"
        part.coming.append(Coming("Network", what, url_for("forum.following", show="new")))
    return part


def present_moderation(counts: QueueCounts) -> Today:
    """A card for each kind of thing that waits for a moderator. What may identify somebody comes before all else."""
    part = Today()
    cards = (
        (
            counts.reported,
            16,
            f"{plural(counts.reported, 'reported post')} to look at",
            "What may identify somebody is hidden until you have decided."
            if counts.identifying
            else "Whoever reported waits for you to decide.",
            url_for("forum.moderation"),
            "Look at what is reported",
        ),
        (
            counts.held,
            17,
            f"{plural(counts.held, 'post waits', 'posts wait')} to be shown",
            "Read before anybody else does, and say whether it is shown.",
            url_for("forum.held_posts"),
            "Read what waits",
        ),
        (
            counts.appeals,
            18,
            f"{plural(counts.appeals, 'appeal')} to decide",
            "Another moderator acted. Look at it anew.",
            url_for("forum.appeals"),
            "Read and decide",
        ),
        (
            counts.proposals,
            66,
            f"{plural(counts.proposals, 'proposal')} for the library to check",
            "Whoever wrote it agrees. Read it for what could identify somebody.",
            url_for("forum.proposals"),
            "Read and decide",
        ),
    )
    part.needs += [
        Need(rank, title, text, href, action, is_urgent=rank == 16 and counts.identifying > 0)
        for count, rank, title, text, href, action in cards
        if count
    ]
    return part
