"""What screening asks of themes: all areas will read them, so they are looked at strictly, and with the words of their area."""

from collections.abc import Collection, Mapping
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject
from csaleads.sharing import theme_queries

KIND = "learning_theme"
NAME = "A theme of consultations"


def theme_subject(theme_id: UUID, area_id: int) -> Subject:
    """The theme as what its words belong to. Its id is known before it is there: the key of its form."""
    return Subject(KIND, theme_id, area_id, is_strict=True)


def names_of(viewer: Viewer | None, theme_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Those of the themes that the viewer proposed or that are published; all of them for None."""
    known = theme_queries.known_themes(viewer, theme_ids)
    return {theme_id: Named(NAME, f"/themes/{theme_id}") for theme_id in known}


screening.register_namer(KIND, names_of)
