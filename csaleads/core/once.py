"""A form that is sent twice is answered twice and carried out once.

A page that creates something carries a random key. The first to claim it does the work and leaves the address of the
result; everybody who sends the same key again is taken there.
"""

from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID, uuid5

from sqlalchemy import String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core import clock
from csaleads.core.database import Base, db
from csaleads.core.unit_of_work import notes, savepoint, writes

LONGEST_KEY = 64
OF_PERSON = UUID("5bb9b1d4-5a53-4d8e-9f0e-0f4d1f9e2a77")  # the name space of ids by key


class FormSubmission(Base):
    """A key that was used, by whom, and where its result is."""

    __tablename__ = "form_submissions"

    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    person_id: Mapped[int] = mapped_column()
    location: Mapped[str | None] = mapped_column(String(300))
    claimed_at: Mapped[datetime] = mapped_column(index=True)


def new_key() -> str:
    """A fresh key for a page that is about to be shown."""
    return token_urlsafe(18)


def uuid_of(key: str, *, person_id: int) -> UUID:
    """The id of what that person makes with the form of that key: the same however often the form comes back."""
    return uuid5(OF_PERSON, f"{person_id} {key}")


@writes
def claim(key: str, *, person_id: int) -> str | None:
    """None to the first who claims `key` for `person_id`; to the next ones the address that the first one left.

    A key of another person, or none at all, counts as a fresh claim of a key nobody else can have.
    """
    own_key = f"{person_id}.{key[:40]}" if key else f"{person_id}.{new_key()}"
    try:
        with savepoint():
            db.session.add(FormSubmission(key=own_key, person_id=person_id, claimed_at=clock.now()))
    except IntegrityError:
        first = db.session.get(FormSubmission, own_key)
        return (first.location if first else None) or "/"
    notes()["claimed_key"] = own_key
    return None


@writes
def leave_result(location: str) -> None:
    """Remember where the work of the key claimed in this unit can be seen."""
    claimed = db.session.get(FormSubmission, notes().get("claimed_key", ""))
    if claimed is not None:
        claimed.location = location[:300]
        db.session.flush()
