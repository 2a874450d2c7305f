"""How somebody stands in the network: whether they agreed to the code, whether they moderate, what was laid on them."""

from datetime import UTC, datetime
from typing import NamedTuple

from csaleads.network.models import MailRhythm

WITHOUT_END = datetime(9999, 1, 1, tzinfo=UTC)  # until when somebody is suspended of whom no end is known


class Standing(NamedTuple):
    """How a viewer who may use the network stands in it. Numbers of the code are 0 where there is none.

    `suspended_until` is None where they are not suspended now, and WITHOUT_END until it is lifted.
    """

    person_id: int
    accepted_number: int
    current_number: int
    is_moderator: bool
    held: bool
    suspended_until: datetime | None
    joined_at: datetime | None
    read_version: int
    mail_rhythm: MailRhythm
    is_programme: bool

    @property
    def has_agreed(self) -> bool:
        """Whether they agreed to the newest version of the code of conduct."""
        return 0 < self.current_number <= self.accepted_number

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None

    @property
    def may_enter(self) -> bool:
        """Whether they may read and write in the network now."""
        return self.has_agreed and not self.is_suspended
