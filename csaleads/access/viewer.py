"""The person behind a request: who they are, which roles they hold today and where. Plain data, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from flask_login import UserMixin

from csaleads.access.permissions import PERMISSIONS, Permission, Role


@dataclass(frozen=True)
class RoleHeld:
    """A role held today: in an area, or in the network as a whole (area_id is None)."""

    role: Role
    area_id: int | None
    area_name: str = ""


@dataclass(eq=False)
class Viewer(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Somebody signed in. Services call the same object the actor."""

    person_id: int
    full_name: str
    email: str
    roles: tuple[RoleHeld, ...] = ()
    session_id: int | None = None
    unread_message_count: int = 0
    token: str = field(default="", repr=False)

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session's token, never the person's id."""
        return self.token

    @property
    def first_name(self) -> str:
        return self.full_name.split()[0] if self.full_name else ""

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(PERMISSIONS[held.role] for held in self.roles))

    def can(self, permission: Permission | str) -> bool:
        """Whether any role held anywhere carries `permission`."""
        return permission in self.permissions

    def can_in(self, permission: Permission, area_id: int | None) -> bool:
        """Whether a role held in the area `area_id` carries `permission`."""
        return area_id is not None and area_id in self.areas_with(permission)

    def areas_with(self, permission: Permission) -> tuple[int, ...]:
        """Ids of the areas in which a role carries `permission`, in order."""
        found = {held.area_id for held in self.roles if permission in PERMISSIONS[held.role]}
        return tuple(sorted(area_id for area_id in found if area_id is not None))

    def holds(self, role: Role) -> bool:
        return any(held.role is role for held in self.roles)

    @property
    def area_ids(self) -> tuple[int, ...]:
        return tuple(sorted({held.area_id for held in self.roles if held.area_id is not None}))

    def area_names(self, area_ids: Iterable[int]) -> list[tuple[int, str]]:
        """(id, name) of those of `area_ids` in which this person holds a role, by name."""
        names = {held.area_id: held.area_name for held in self.roles if held.area_id is not None}
        return sorted(((i, names[i]) for i in area_ids if i in names), key=lambda pair: pair[1])


SYSTEM_PERSON_ID = 0
SYSTEM = Viewer(person_id=SYSTEM_PERSON_ID, full_name="csaleads", email="")
