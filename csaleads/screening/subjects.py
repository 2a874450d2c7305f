"""What a submission belongs to: a request, a record, a clinic. Their rooms, which are upstairs, say how each is called, and which
colleagues a text of theirs may name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer


@dataclass(frozen=True)
class Subject:
    """A thing with words, and the area that it belongs to: None for what belongs to the network as a whole.

    `is_own` where nobody but its author ever reads it. It is looked at with the words of the area, but nobody there learns of it.
    `is_strict` where all areas read it: exact ages and places below region are asked about too.
    `also_of` are further areas whose words it is looked at with: where it speaks of what happened in several.
    `known` are words, exactly as typed, that name colleagues who may be named there: what lies inside them is not asked about.
    """

    kind: str
    id: UUID
    area_id: int | None
    is_own: bool = False
    is_strict: bool = False
    known: frozenset[str] = frozenset()
    also_of: frozenset[int] = frozenset()


class Named(NamedTuple):
    """How a subject is called, and the page of ours on which it is read."""

    reference: str
    path: str


Namer = Callable[[Viewer | None, Collection[UUID]], Mapping[UUID, Named]]
_namers: dict[str, Namer] = {}


def register_namer(kind: str, namer: Namer) -> None:
    """`namer` names those subjects of `kind` that a viewer may know of; for the viewer None, all of them."""
    _namers[kind] = namer


Knower = Callable[[Viewer, Collection[str]], frozenset[str]]
_knowers: dict[str, Knower] = {}


def register_knower(word: str, knower: Knower) -> None:
    """Fields that say `knows=word` may name colleagues: `knower` answers what `Subject.known` is of such texts of the viewer's.

    It answers nothing to whoever may not name anybody there.
    """
    _knowers[word] = knower


def is_knower(word: str) -> bool:
    return word in _knowers


def known_in(viewer: Viewer, texts: Mapping[str, str], knows: Mapping[str, str]) -> frozenset[str]:
    """What is known in `texts`, where `knows` says by the name of a text which colleagues it may name; one call for each word."""
    known: frozenset[str] = frozenset()
    for word in sorted(set(knows.values())):
        known |= _knowers[word](viewer, [texts[name] for name, said in knows.items() if said == word])
    return known


def names_of(viewer: Viewer | None, subjects: Collection[tuple[str, UUID]]) -> dict[tuple[str, UUID], Named]:
    """Names by kind and id, one call of its room for each kind."""
    found: dict[tuple[str, UUID], Named] = {}
    for kind in sorted({kind for kind, _ in subjects}):
        ids = {subject_id for its_kind, subject_id in subjects if its_kind == kind}
        namer = _namers.get(kind)
        named = namer(viewer, ids) if namer else {}
        found |= {(kind, subject_id): name for subject_id, name in named.items()}
    return found
