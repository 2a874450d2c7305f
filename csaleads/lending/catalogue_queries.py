"""What other areas have to lend, as far as it is told of before it is lent. A fixed number of statements."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area
from csaleads.core.markdown import markdown
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, and_total, containing, many, one
from csaleads.learning.lent_queries import is_lendable
from csaleads.learning.models import (
    Audience,
    Resource,
    ResourceKind,
    ResourceTopic,
    Topic,
)
from csaleads.lending import policy
from csaleads.lending.models import Loan, LoanState
from csaleads.lending.policy import OPEN

TOLD_OF_SUMMARY = 600


@dataclass(frozen=True)
class Wanted:
    """What the catalogue is narrowed down to. `in_title` looks no further than what is told of a resource before it is lent."""

    in_title: str = ""
    topic_id: UUID | None = None
    kind: ResourceKind | None = None
    area_id: int | None = None

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        return tuple(name for name in NARROWINGS if getattr(self, name))

    @property
    def values(self) -> dict[str, Any]:
        """For the places of the conditions."""
        return vars(self) | {"in_title": containing(self.in_title.lower())}


@dataclass(frozen=True, eq=False, slots=True)
class Offer:
    """A resource of another area, as far as it is told of before it is lent. `loan_id` is the open loan to the viewer's area.

    `summary` is how its summary begins, without the signs of Markdown.
    """

    id: UUID
    title: str
    kind: ResourceKind
    audience: Audience
    topic_title: str
    area_id: int
    area_name: str
    summary: str
    loan_id: UUID | None
    loan_state: LoanState | None


def list_offers(viewer: Viewer, wanted: Wanted, *, page: int) -> Page[Offer]:
    """A page of what other areas have to lend, by title. One statement."""
    policy.require_asker(viewer)
    own = policy.areas_to_ask_for(viewer)
    shape = (len(own) == 1, wanted.narrowed_by)
    values = wanted.values | {"own": own}
    found, total_count = _offers.found(
        *shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(*shape, **values))
    return Page(found.made(_read_offer), page, total_count)


def find_offer(viewer: Viewer, resource_id: UUID) -> Offer | None:
    """A resource of another area that can be asked for; None for every other."""
    policy.require_asker(viewer)
    own = policy.areas_to_ask_for(viewer)
    row = _offers.first(len(own) == 1, ("id",), own=own, id=resource_id, limit=1, offset=0)
    return _read_offer(row) if row else None


def _read_offer(row: Any) -> Offer:
    values = {name: getattr(row, name) for name in Offer.__slots__}
    return Offer(**values | {"summary": str(markdown(row.summary).striptags())})


def _is_of_topic() -> ColumnElement[bool]:
    of_topic = and_(ResourceTopic.resource_id == Resource.id, ResourceTopic.topic_id == one("topic_id"))
    return select(ResourceTopic.topic_id).where(of_topic).exists()


NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "in_title": lambda: Resource.sort_title.like(one("in_title"), escape=ESCAPE),
    "topic_id": _is_of_topic,
    "kind": lambda: Resource.kind == one("kind"),
    "area_id": lambda: Resource.area_id == one("area_id"),
}


def _is_offered(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """Whoever asks for two areas finds what each of them has, to lend it to the other."""
    found = [is_lendable()]
    if is_of_one_area:
        found.append(Resource.area_id.not_in(many("own")))
    return found + [Resource.id == one("id") if name == "id" else NARROWINGS[name]() for name in narrowed_by]


@Statement
def _offers(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    by_title = (Resource.sort_title, Resource.id)
    page = (
        select(Resource.id)
        .where(*_is_offered(is_of_one_area, narrowed_by))
        .order_by(*by_title)
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )

    def of_open_loan(column: Any) -> Any:
        loans = select(column).where(Loan.resource_id == Resource.id, Loan.area_id.in_(many("own")))
        return loans.where(Loan.state.in_(OPEN)).order_by(Loan.area_id).limit(1).scalar_subquery()

    lines: Query = (
        select(
            Resource.id,
            Resource.title,
            Resource.kind,
            Resource.audience,
            Topic.title.label("topic_title"),
            Resource.area_id,
            Area.name.label("area_name"),
            func.substr(Resource.summary, 1, TOLD_OF_SUMMARY).label("summary"),
            of_open_loan(Loan.id).label("loan_id"),
            of_open_loan(Loan.state).label("loan_state"),
        )
        .join(page, page.c.id == Resource.id)
        .join(Topic, Topic.id == Resource.main_topic_id)
        .join(Area, Area.id == Resource.area_id)
        .order_by(*by_title)
    )
    return and_total(lines, _counted(is_of_one_area, narrowed_by))


@Statement
def _count(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(is_of_one_area, narrowed_by)


def _counted(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    return select(func.count()).select_from(Resource).where(*_is_offered(is_of_one_area, narrowed_by))
