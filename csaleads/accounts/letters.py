"""Mail that this room must send: invitations, password links, and word that a password was changed.

Messages are a room upstairs, which this one may not know. It hands in its way of telling people with `carried_by` when the
application is put together; until then sending raises.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from csaleads.accounts import links


class Letter(StrEnum):
    """What a letter tells. The words belong to the room that carries it, which knows them under the same names."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a word, not a password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    HANDED_OVER = "handed_over"
    HANDED_ON = "handed_on"


class Carried(Protocol):
    """What the carrier knows of a letter at the moment of sending."""

    @property
    def facts(self) -> Mapping[str, Any]: ...


Tell = Callable[..., None]
RegisterCheck = Callable[[Any, Callable[[Any], bool]], None]
_tells: list[Tell] = []


def carried_by(tell: Tell, register_check: RegisterCheck) -> None:
    """From now on `tell` carries every letter; letters with a link are asked about again just before they are sent."""
    _tells[:] = [tell]
    for letter in (Letter.INVITATION, Letter.PASSWORD_RESET):
        register_check(letter, is_still_wanted)


def is_still_wanted(letter: Carried) -> bool:
    """Whether the link inside the letter still opens something; a withdrawn invitation is not sent."""
    link_id = letter.facts.get("link_id")
    return link_id is None or links.is_open(int(link_id))


def send_link(
    person_id: int,
    letter: Letter,
    *,
    link: str,
    link_id: int,
    expires_at: datetime,
    area_name: str = "",
    in_app: bool = False,
) -> None:
    """The person gets a mail with the secret address `link`. Inside the caller's transaction."""
    facts: dict[str, str | int] = {"link_id": link_id, "expires_at": expires_at.isoformat()}
    if area_name:
        facts["area_name"] = area_name
    _tell(person_id, letter, facts=facts, path="/account", in_app=in_app, link=link)


def send_password_changed(person_id: int) -> None:
    """The person hears, by mail and in the app, that their password is another one now."""
    _tell(person_id, Letter.PASSWORD_CHANGED, facts={}, path="/account")


def send_handed_over(*, to_id: int, person_id: int) -> None:
    """The colleague hears that something is theirs now, and whoever had it that it is with a colleague. No names, no case."""
    _tell(to_id, Letter.HANDED_OVER, facts={}, path="/")
    _tell(person_id, Letter.HANDED_ON, facts={}, path="/")


def _tell(person_id: int, letter: Letter, **options: Any) -> None:
    if not _tells:
        raise RuntimeError(
            "nobody carries letters: call letters.carried_by when the application is put together"
        )
    _tells[0](person_id, letter, **options)
