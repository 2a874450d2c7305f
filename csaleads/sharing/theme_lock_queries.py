"""Rows of themes and of what they rest on, locked for the services that change them. A version is locked before its themes."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts import queries as people
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.sharing import theme_queries
from csaleads.sharing.models import LearningVersion, SharingState
from csaleads.sharing.theme_models import LearningTheme, LearningThemeTopic, LearningThemeVersion
from csaleads.sharing.theme_policy import ThemeFacts

T, V, L = LearningTheme, LearningThemeVersion, LearningVersion


def lock_versions(viewer: Viewer, numbers: Collection[str]) -> list[LearningVersion]:
    """Those of the versions that the viewer may read and whose lead is still there, in one order."""
    area_ids = viewer.areas_with(Permission.LEARN_FROM_RECORDS)
    query = select(L).where(
        L.number.in_(numbers),
        L.area_id.in_(area_ids),
        L.state == SharingState.SHARED,
        L.hidden_at.is_(None),
    )
    locked = query.order_by(L.id).with_for_update().execution_options(populate_existing=True)
    rows = list(db.session.scalars(locked))
    leads = {(lead.id, lead.area_id) for lead in people.list_leads(sorted({row.area_id for row in rows}))}
    return [row for row in rows if (row.lead_id, row.area_id) in leads]


def lock_theme(theme_id: UUID) -> LearningTheme:
    """The row of a theme, locked; NotFound where there is none. Ask policy next."""
    query = select(T).where(T.id == theme_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("theme")
    return row


def lock_themes_on(version_id: UUID) -> list[LearningTheme]:
    """The themes that rest on that version, locked, in one order."""
    resting = select(V.theme_id).where(V.learning_version_id == version_id)
    query = select(T).where(T.id.in_(resting)).order_by(T.id).with_for_update()
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def used_by(theme_id: UUID) -> list[LearningThemeVersion]:
    """What the theme rests on now: nothing that was refused. Its row is locked."""
    query = select(V).where(V.theme_id == theme_id, V.consent != Consent.REFUSED)
    ordered = query.order_by(V.learning_version_id).execution_options(populate_existing=True)
    return list(db.session.scalars(ordered))


def used_of(viewer: Viewer, theme_id: UUID) -> list[LearningThemeVersion]:
    """The same, of the viewer's own records alone."""
    own = select(L.id).where(
        L.lead_id == viewer.person_id, L.area_id.in_(viewer.areas_with(Permission.WRITE_RECORDS))
    )
    query = select(V).where(V.theme_id == theme_id, V.consent != Consent.REFUSED)
    mine = query.where(V.learning_version_id.in_(own)).order_by(V.learning_version_id)
    return list(db.session.scalars(mine.execution_options(populate_existing=True)))


def unanswered_versions_of(lead_id: int, area_id: int) -> list[LearningVersion]:
    """The versions of that lead in that area about which an open theme still asks them, locked."""
    asked = (
        select(V.learning_version_id)
        .join(T, T.id == V.theme_id)
        .where(V.consent == Consent.ASKED, T.state == KnowledgeState.ASKED)
    )
    query = select(L).where(L.lead_id == lead_id, L.area_id == area_id, L.id.in_(asked))
    locked = query.order_by(L.id).with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(locked))


def areas_of(theme_id: UUID) -> set[int]:
    """The areas of what the theme rests on."""
    query = (
        select(L.area_id)
        .join(V, V.learning_version_id == L.id)
        .where(V.theme_id == theme_id, V.consent != Consent.REFUSED)
    )
    return set(db.session.scalars(query))


def topics_of(theme_id: UUID) -> tuple[UUID, ...]:
    """The topics under which it is to stand, the main one first."""
    query = select(LearningThemeTopic.topic_id).where(LearningThemeTopic.theme_id == theme_id)
    return tuple(db.session.scalars(query.order_by(LearningThemeTopic.position)))


def facts_of(viewer: Viewer, row: LearningTheme) -> ThemeFacts:
    """What policy needs to know of a theme, for the viewer."""
    took_part = theme_queries.has_taken_part(viewer, row.id)
    return ThemeFacts(row.state, row.proposed_by_id, took_part)
