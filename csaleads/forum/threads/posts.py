"""The posts of a page of a thread as somebody sees them, kept for as long as nothing that they are made of reads otherwise."""

from collections.abc import Sequence

from csaleads.core.kept import Kept
from csaleads.forum import authorship, beside, presenters
from csaleads.forum.beside import Looking
from csaleads.forum.posts import beneath_queries
from csaleads.forum.posts.queries import PostLine
from csaleads.forum.presenters import Beside, ShownPost
from csaleads.forum.wording import UNNAMED
from csaleads.network import people_queries

KEPT_PAGES = 64  # in each of two generations; with fifty posts one takes some seventy kilobytes


class ShownPosts:
    """The posts of one page, in order. A key as well as any: it is itself and no other."""

    def __init__(self, posts: tuple[ShownPost, ...]) -> None:
        self.posts = posts


_kept: Kept[ShownPosts] = Kept(KEPT_PAGES)


def posts_of(looking: Looking, lines: Sequence[PostLine]) -> ShownPosts:
    """What stands on the page: author, words, marks, what the viewer can do with each, and what stands beneath it."""
    who, thread = looking.viewer, looking.thread
    names = people_queries.list_names(who, {line.author_id for line in lines if line.author_id is not None})
    own_ids = frozenset(line.id for line in lines if authorship.is_by(who, line))
    marked = beside.marks_of(looking, lines)
    own_actions = beside.own_actions_of(looking, lines, own_ids, marked)
    cards = beneath_queries.list_cards(who, lines)
    corrections = beneath_queries.list_corrections(lines)
    situation = beside.situation_of(looking)
    key = (
        tuple(lines),
        tuple(names.values()),
        own_ids,
        thread.seen_number,
        marked,
        tuple(own_actions.items()),
        tuple(cards.items()),
        tuple(corrections.items()),
        situation,
    )
    kept = _kept.get(key)
    if kept is not None:
        return kept
    actions = own_actions | beside.actions_of_others(looking, lines, own_ids, marked)
    shown = ShownPosts(
        tuple(
            presenters.shown_post(
                line,
                Beside(
                    author=presenters.name_of(line.author_id, names, UNNAMED),
                    note=presenters.note_of(line.author_id, names),
                    is_new=0 < thread.seen_number < line.number,
                    is_own=line.id in own_ids,
                    is_accepted=line.id == thread.accepted_post_id,
                    reads_hidden=line.id in own_ids or looking.standing.is_moderator,
                    actions=actions[line.id],
                    cards=presenters.cards_of(line, cards),
                    corrections=tuple(map(presenters.shown_correction, corrections.get(line.id, ()))),
                ),
            )
            for line in lines
        )
    )
    return _kept.keep(key, shown)
