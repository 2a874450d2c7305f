"""What screening asks of themes: all areas will read them, so they are looked at strictly, and with the words of every
area from which whoever proposes them may draw."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject
from csaleads.sharing import theme_queries

KIND = "learning_theme"
NAME = "A theme of consultations"


def theme_subject(theme_id: UUID, homes: Sequence[int]) -> Subject:
    """The theme as what its words belong to, in the first of the areas. Its id is known before it is there: its form's key."""
    return Subject(KIND, theme_id, homes[0], is_strict=True, also_of=frozenset(homes[1:]))


def names_of(viewer: Viewer | None, theme_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Those of the themes that the viewer proposed or that are published; all of them for None."""
    known = theme_queries.known_themes(viewer, theme_ids)
    return {theme_id: Named(NAME, f"/themes/{theme_id}") for theme_id in known}


screening.register_namer(KIND, names_of)
