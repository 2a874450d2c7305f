"""Whom a text names: members by their full name after `@`, and the author of words that are quoted.

Asked of the database once, before a row is locked. A name that two members bear means neither, and the page says so.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from csaleads.access.viewer import Viewer
from csaleads.core.formatting import joined
from csaleads.core.links import our_site, resources_linked_in
from csaleads.core.markdown import mentions_in
from csaleads.core.mentions import Mention, called_in, spelt
from csaleads.forum import policy
from csaleads.network import people_queries
from csaleads.network.queries import find_standing

_ATTRIBUTION = re.compile(r"^(\S[^\n>]{0,118}) wrote:$", re.MULTILINE)


@dataclass(frozen=True)
class Meant:
    """Who has the names of a text: what `markdown_post` asks.

    `known` are those names, and the addresses of our resources, as they were typed: whose letters and figures identify nobody.
    """

    people: Mapping[str, Mention] = field(default_factory=dict)
    shared: tuple[str, ...] = ()  # names that more than one member bears
    known: frozenset[str] = frozenset()

    def person(self, spelling: str, /) -> Mention | None:
        """The one member with that name."""
        return self.people.get(spelling)


NOBODY = Meant()


def meant_in(viewer: Viewer, *texts: str) -> Meant:
    """Who is named in the texts. One statement, and none where nobody can be."""
    called = list(dict.fromkeys(name for text in texts for name in mentions_in(text)))
    quoted = [found[1] for text in texts for found in _ATTRIBUTION.finditer(text)]
    bearers = people_queries.find_bearers(viewer, [*called, *quoted])
    people = {name: Mention(*bearers[name][0]) for name in called if len(bearers.get(name, ())) == 1}
    shared = tuple(name for name in called if len(bearers.get(name, ())) > 1)
    known = {*_typed(texts, bearers), *(f"{name} wrote" for name in quoted if name in bearers)}
    links = frozenset[str]().union(*(resources_linked_in(text, our_site()) for text in texts))
    return Meant(people, shared, frozenset(known) | links)


def known_while_typing(viewer: Viewer, texts: Collection[str]) -> frozenset[str]:
    """What is known in texts that the viewer types, as when they are sent; nothing for whoever may not enter the network now."""
    if not policy.belongs(viewer):
        return frozenset()
    known = meant_in(viewer, *texts).known
    return known if known and find_standing(viewer).may_enter else frozenset()


def _typed(texts: Iterable[str], bearers: Mapping[str, object]) -> Iterator[str]:
    """Each `@…` of a member as it stands in the text."""
    for text in texts:
        for called in called_in(text):
            end = next((end for name, end in called.spellings if spelt(name) in bearers), None)
            if end is not None:
                yield text[called.start : end]


def shared_words(meant: Meant) -> str:
    """What the page says of names that more than one member bears; nothing where there are none."""
    if not meant.shared:
        return ""
    return f"There are two members or more called {joined(meant.shared, 'or')}, so nobody was told that you named them."
