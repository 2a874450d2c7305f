"""One slot as it is offered to somebody who would book it: read before any lock, in one statement that is built once.

A rush for slots comes through here, so the reading must be cheap; the taking (`clinics.service`) holds only where the clinic is
still as it was read.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot, SlotState
from csaleads.clinics.scope_queries import Ways, is_seen, seen_by
from csaleads.core.database import table_of
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one


@dataclass(frozen=True)
class Offer:
    """A slot with what matters of its clinic. Whether it can be taken is for the taking to say."""

    slot_id: int
    slot_state: SlotState
    starts_at: datetime
    ends_at: datetime
    clinic_id: UUID
    clinic_version: int
    area_id: int
    state: ClinicState
    clinic_starts_at: datetime
    place: str
    is_online: bool
    lead_ids: tuple[int, ...]

    @property
    def where(self) -> str:
        """Where they meet, in words without a link."""
        return self.place or ("Online" if self.is_online else "")


def find_offer(viewer: Viewer, slot_id: int) -> Offer:
    """The slot as it is now; raises NotFound where its clinic does not exist for the viewer."""
    ways, values = seen_by(viewer)
    rows = _offer.rows(ways, slot_id=slot_id, **values)
    if not rows:
        raise NotFound
    first = rows[0]
    return Offer(
        slot_id=slot_id,
        slot_state=first.slot_state,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        clinic_id=first.clinic_id,
        clinic_version=first.version,
        area_id=first.area_id,
        state=first.state,
        clinic_starts_at=first.clinic_starts_at,
        place=first.place,
        is_online=bool(first.online_link),
        lead_ids=tuple(row.person_id for row in rows if row.person_id is not None),
    )


@Statement
def _offer(ways: Ways | None) -> Query:
    slots, clinics, leads = table_of(Slot), table_of(Clinic), table_of(ClinicLead)
    return (
        select(slots.c.state.label("slot_state"), slots.c.starts_at, slots.c.ends_at, slots.c.clinic_id)
        .add_columns(clinics.c.version, clinics.c.area_id, clinics.c.state, clinics.c.place)
        .add_columns(clinics.c.online_link, clinics.c.starts_at.label("clinic_starts_at"), leads.c.person_id)
        .join_from(slots, clinics, clinics.c.id == slots.c.clinic_id)
        .outerjoin(leads, leads.c.clinic_id == clinics.c.id)
        .where(slots.c.id == one("slot_id"), is_seen(ways))
        .order_by(leads.c.position)
    )
