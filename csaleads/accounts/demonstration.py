"""Whom to sign in as in the demonstration: fictional people, one for every role of both areas."""

from typing import NamedTuple


class DemonstrationAccount(NamedTuple):
    """One line of the list on the sign-in page."""

    email: str
    what: str


_IN_AREA = {
    "worker": "social worker",
    "lead": "Practice Lead",
    "lead2": "another Practice Lead",
    "manager": "line manager",
    "coordinator": "area coordinator",
}
DEMONSTRATION_ACCOUNTS = (
    *(
        DemonstrationAccount(f"{name}@{area.lower()}.example", f"{what}, {area}")
        for area in ("Northmere", "Southholt")
        for name, what in _IN_AREA.items()
    ),
    DemonstrationAccount("programme@network.example", "programme team"),
    DemonstrationAccount("auditor@network.example", "auditor"),
)
