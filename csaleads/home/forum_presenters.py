"""Today for the network: announcements to read are a need; what is new in what one follows is one quiet line."""

from flask import url_for

from csaleads.core.formatting import plural
from csaleads.forum.news_queries import News
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
    if news.followed:
        what = f"New posts in {plural(news.followed, 'thread')} that you follow"
        part.coming.append(Coming("Network", what, url_for("forum.following", show="new")))
    return part
