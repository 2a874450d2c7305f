"""Reads of themes: what one can be made of, one, the list, what a lead is asked, and the rows that services lock."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.clinics.models import ClinicLead
from csaleads.consultations.models import Consultation
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.models import Resource, Topic
from csaleads.network.standing import Standing
from csaleads.sharing import theme_policy
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, Period, StageGroup
from csaleads.sharing.list_queries import SharedFilter, asked_of, is_led, shared_conditions
from csaleads.sharing.models import LearningVersion
from csaleads.sharing.theme_models import LearningTheme, LearningThemeTopic, LearningThemeVersion
from csaleads.sharing.theme_policy import ThemeFacts

T, V, L = LearningTheme, LearningThemeVersion, LearningVersion
MOST_CHOICES = 100  # versions among which somebody chooses
MOST_ASKED = 200  # versions about which a lead is asked on one page


class VersionChoice(NamedTuple):
    """A version on which a theme may rest."""

    number: str
    age: AgeGroup
    concern: ConcernGroup
    stage: StageGroup
    period: Period
    period_on: date | None


class ThemeLine(NamedTuple):
    """A theme in the list: what it is about, and its title in the library. `used_count` is for `presenters`, never shown."""

    id: UUID
    state: KnowledgeState
    proposed_by_id: int
    proposed_at: datetime
    age: AgeGroup
    concern: ConcernGroup
    stage: StageGroup
    resource_id: UUID | None
    version: int
    used_count: int
    area_count: int
    took_part: bool
    library_title: str | None

    @property
    def facts(self) -> ThemeFacts:
        return ThemeFacts(self.state, self.proposed_by_id, bool(self.took_part))


class ThemeView(NamedTuple):
    """A theme as its page shows it."""

    line: ThemeLine
    title: str
    summary: str
    topics: tuple[str, ...]


class Asked(NamedTuple):
    """A theme that rests on records of the viewer's, and whether they have agreed."""

    id: UUID
    state: KnowledgeState
    title: str
    summary: str
    references: tuple[str, ...]
    has_agreed: bool


def list_choices(viewer: Viewer, wanted: SharedFilter) -> list[VersionChoice]:
    """The newest that is shared with the viewer's areas and whose lead, who would be asked, is still there. One statement."""
    theme_policy.require_propose(viewer)
    shape, values = asked_of(viewer, wanted)
    rows = _choices.rows(*shape, **values, lead_role=Role.PRACTICE_LEAD, limit=MOST_CHOICES)
    return [VersionChoice(*row) for row in rows]


@Statement
def _choices(*narrowed_by: bool) -> Query:
    return (
        select(L.number, L.age_group, L.concern, L.stage, L.period, L.period_on)
        .where(*shared_conditions(*narrowed_by), is_led())
        .order_by(L.shared_at.desc(), L.id)
        .limit(one("limit"))
    )


def get_theme(viewer: Viewer, standing: Standing | None, theme_id: UUID) -> ThemeView:
    """A theme that the viewer may open; NotFound for every other. Three statements."""
    row = _one_theme.first(id=theme_id, person_id=viewer.person_id)
    line = ThemeLine(*row) if row is not None else None
    if line is None or not theme_policy.can_open(viewer, standing, line.facts):
        raise NotFound("theme")
    title, summary = words_of([theme_id])[theme_id]
    return ThemeView(line, title, summary, tuple(row.title for row in _topics.rows(id=theme_id)))


def list_themes(viewer: Viewer, *, is_moderator: bool, page: int) -> Page[ThemeLine]:
    """A page of what is published, of the viewer's own, and for moderators of what waits for their check; the newest first."""
    found = _themes.found(
        is_moderator,
        person_id=viewer.person_id,
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    )
    rows, total = found.page(page, lambda: int(_count.scalar(is_moderator, person_id=viewer.person_id) or 0))
    return Page(rows.made(_line), page, total)


def _line(row: Any) -> ThemeLine:
    return ThemeLine(*row)


@Statement
def _one_theme() -> Query:
    found: Query = _lines().where(T.id == one("id"))
    return found


@Statement
def _topics() -> Query:
    return (
        select(Topic.title)
        .join(LearningThemeTopic, LearningThemeTopic.topic_id == Topic.id)
        .where(LearningThemeTopic.theme_id == one("id"))
        .order_by(LearningThemeTopic.position)
    )


@Statement
def _themes(is_moderator: bool) -> Query:
    listed = _lines().where(_is_listed(is_moderator)).order_by(T.proposed_at.desc(), T.id)
    return and_total(listed.limit(one("limit")).offset(one("offset")), _counted(is_moderator))


@Statement
def _count(is_moderator: bool) -> Query:
    return _counted(is_moderator)


def _counted(is_moderator: bool) -> Query:
    return select(func.count()).select_from(T).where(_is_listed(is_moderator))


def _is_listed(is_moderator: bool) -> ColumnElement[bool]:
    """What theme_policy.can_open says, in SQL."""
    shown = [T.state == KnowledgeState.PUBLISHED, T.proposed_by_id == one("person_id")]
    if is_moderator:
        shown.append(and_(T.state == KnowledgeState.AGREED, ~_took_part()))
    return or_(*shown)


def _lines() -> Any:
    used = select(func.count()).where(V.theme_id == T.id, V.consent != Consent.REFUSED)
    areas = (
        select(func.count(L.area_id.distinct()))
        .join(V, V.learning_version_id == L.id)
        .where(V.theme_id == T.id, V.consent != Consent.REFUSED)
    )
    return select(
        T.id,
        T.state,
        T.proposed_by_id,
        T.proposed_at,
        T.age_group,
        T.concern,
        T.stage,
        T.resource_id,
        T.version,
        used.correlate(T).scalar_subquery().label("used_count"),
        areas.correlate(T).scalar_subquery().label("area_count"),
        _took_part().label("took_part"),
        Resource.title.label("library_title"),
    ).outerjoin(Resource, and_(Resource.id == T.resource_id, T.state == KnowledgeState.PUBLISHED))


def _took_part() -> ColumnElement[bool]:
    """Whether `person_id` led, asked in or sat in one of the consultations, also of those that were left out since."""
    me = one("person_id")
    at_clinic = exists().where(ClinicLead.clinic_id == Consultation.clinic_id, ClinicLead.person_id == me)
    return (
        exists()
        .where(V.theme_id == T.id, L.id == V.learning_version_id, Consultation.id == L.consultation_id)
        .where(or_(L.lead_id == me, Consultation.worker_id == me, at_clinic.correlate(Consultation)))
        .correlate(T)
    )


def has_taken_part(viewer: Viewer, theme_id: UUID) -> bool:
    """Whether the viewer led, asked in or sat in a consultation on which the theme rests or rested. One statement."""
    return _part.scalar(id=theme_id, person_id=viewer.person_id) is not None


@Statement
def _part() -> Query:
    return select(T.id).where(T.id == one("id"), _took_part())


def list_asked(viewer: Viewer) -> list[Asked]:
    """The themes for which the viewer's records are used with their consent or wait for it, the newest first. Two statements."""
    rows = _asked.rows(person_id=viewer.person_id, area_ids=viewer.areas_with(Permission.WRITE_RECORDS))
    words = words_of({row.theme_id for row in rows})
    by_theme: dict[UUID, list[Any]] = {}
    for row in rows:
        by_theme.setdefault(row.theme_id, []).append(row)
    return [
        Asked(
            theme_id,
            own[0].state,
            *words[theme_id],
            references=tuple(row.reference for row in own),
            has_agreed=all(row.consent is Consent.GIVEN for row in own),
        )
        for theme_id, own in by_theme.items()
    ]


@Statement
def _asked() -> Query:
    return (
        select(V.theme_id, T.state, V.consent, RequestForAdvice.reference)
        .join(T, T.id == V.theme_id)
        .join(L, L.id == V.learning_version_id)
        .join(Consultation, Consultation.id == L.consultation_id)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(L.lead_id == one("person_id"), L.area_id.in_(many("area_ids")))
        .where(V.consent != Consent.REFUSED, T.state != KnowledgeState.WITHDRAWN)
        .order_by(T.proposed_at.desc(), T.id, L.shared_at, L.id)
        .limit(MOST_ASKED)
    )


def words_of(theme_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Title and summary by theme. For callers that have asked policy. One statement."""
    query = select(T).where(T.id.in_(theme_ids)).options(undefer_group("narrative"))
    return {row.id: (row.title, row.summary) for row in db.session.scalars(query)} if theme_ids else {}


def find_of_resource(resource_id: UUID) -> UUID | None:
    """The theme that became the resource. One statement."""
    found: UUID | None = _of_resource.scalar(resource_id=resource_id)
    return found


@Statement
def _of_resource() -> Query:
    return select(T.id).where(T.resource_id == one("resource_id"), T.state == KnowledgeState.PUBLISHED)


def known_themes(viewer: Viewer | None, theme_ids: Collection[UUID]) -> list[UUID]:
    """Those of the themes that the viewer proposed or that are published; all of them for None."""
    query = select(T.id).where(T.id.in_(theme_ids))
    if viewer is not None:
        query = query.where(or_(T.proposed_by_id == viewer.person_id, T.state == KnowledgeState.PUBLISHED))
    return list(db.session.scalars(query))
