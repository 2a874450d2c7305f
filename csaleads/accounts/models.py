"""Tables of areas, teams and people. A role, a team or a manager is a row with a first and a last day."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from csaleads.access.permissions import Role
from csaleads.core.database import Base, enum_column

CURRENT: dict[str, Any] = {
    "sqlite_where": text("ends_on IS NULL"),
    "postgresql_where": text("ends_on IS NULL"),
}
_OF_NETWORK = text("ends_on IS NULL AND area_id IS NULL")
CURRENT_OF_NETWORK: dict[str, Any] = {"sqlite_where": _OF_NETWORK, "postgresql_where": _OF_NETWORK}


class AreaKind(StrEnum):
    LOCAL_AUTHORITY = "local_authority"
    THIRD_SECTOR = "third_sector"


class Area(Base):
    """A local authority or third-sector organisation with its own people."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[AreaKind] = enum_column(AreaKind, default=AreaKind.LOCAL_AUTHORITY)
    is_fictional: Mapped[bool] = mapped_column(default=False)


class Team(Base):
    """A group within an area. A team that ends is closed, not deleted."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("area_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    name: Mapped[str] = mapped_column(String(120))
    closed_on: Mapped[date | None]


class Person(Base):
    """Somebody who was invited. `left_on` closes the account and keeps its history."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # always lower case
    full_name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_set_at: Mapped[datetime | None]
    is_fictional: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_on: Mapped[date | None]

    roles: Mapped[list["RoleInArea"]] = relationship(
        foreign_keys="RoleInArea.person_id", order_by="RoleInArea.id", lazy="raise", viewonly=True
    )


class RoleInArea(Base):
    """A role from its first day to its last (None: until further notice). Network roles have no area."""

    __tablename__ = "roles_in_area"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index("uq_roles_in_area_current", "person_id", "role", "area_id", unique=True, **CURRENT),
        Index("uq_roles_in_area_network", "person_id", "role", unique=True, **CURRENT_OF_NETWORK),
        Index("ix_roles_in_area_area_role", "area_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    role: Mapped[Role] = enum_column(Role)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class TeamMembership(Base):
    """A person in a team from a first day to a last."""

    __tablename__ = "team_memberships"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(
            "uq_team_memberships_current",
            "person_id",
            "team_id",
            unique=True,
            **CURRENT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class LineManagement(Base):
    """Who manages whom in an area, from a first day to a last. A person has one line manager an area at a time."""

    __tablename__ = "line_management"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("manager_id <> person_id", name="not_oneself"),
        Index(
            "uq_line_management_current",
            "person_id",
            "area_id",
            unique=True,
            **CURRENT,
        ),
        Index("ix_line_management_area_person", "area_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a word, not a password


class SingleUseLink(Base):
    """An invitation or a reset: the table knows a hash of the link, never the link."""

    __tablename__ = "single_use_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = enum_column(LinkPurpose)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class SignInSession(Base):
    """A browser that is signed in. The cookie holds the token, the table its hash; ending the row signs it out."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(60), default="")


class SignInFailure(Base):
    """A sign-in that failed, kept for the throttle only: keyed hashes of account and address, and when."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_bucket_failed_at", "bucket", "failed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[bytes] = mapped_column(LargeBinary(16))
    failed_at: Mapped[datetime] = mapped_column(index=True)


class HeldForm(Base):
    """What somebody typed when their session had ended, sealed, until they have signed in again."""

    __tablename__ = "held_forms"
    __table_args__ = (UniqueConstraint("person_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    path: Mapped[str] = mapped_column(String(300))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    held_at: Mapped[datetime] = mapped_column(index=True)
