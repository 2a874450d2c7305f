"""What may answer a thread already whose title somebody is typing: threads and resources that say something like it."""

from typing import NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.core.full_text.queries import Hit
from csaleads.finding import queries
from csaleads.finding.resources import RESOURCES
from csaleads.forum.search import queries as search_queries
from csaleads.forum.search import texts as search_texts
from csaleads.forum.search.kind import THREADS
from csaleads.learning import search_texts as resource_texts

MOST_THREADS, MOST_RESOURCES = 5, 3
POSTS_LOOKED_AT = 20  # several may be of one thread


class Similar(NamedTuple):
    """Titles by the id of the thread or resource, the most alike first."""

    threads: dict[int, str]
    resources: dict[str, str]


def find_similar(viewer: Viewer, title: str) -> Similar:
    """What the viewer may read that says something like `title`. Nothing is kept of it. At most seven statements."""
    posts = queries.list_alike(viewer, title, THREADS, limit=POSTS_LOOKED_AT)
    resources = queries.list_alike(viewer, title, RESOURCES, limit=MOST_RESOURCES)
    return Similar(
        _threads_of(viewer, posts) if posts else {},
        {str(resource_texts.id_of(hit.key)): hit.title for hit in resources},
    )


def _threads_of(viewer: Viewer, posts: list[Hit]) -> dict[int, str]:
    lines = search_queries.lines_of(viewer, [search_texts.id_of(hit.key) for hit in posts])
    thread_of = {search_texts.key_of(line.id): line.thread_id for line in lines}
    titles: dict[int, str] = {}
    for hit in posts:
        if hit.key in thread_of:
            titles.setdefault(thread_of[hit.key], hit.title)
    return dict(list(titles.items())[:MOST_THREADS])
