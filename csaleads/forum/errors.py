"""What stops or delays somebody who writes in the forum."""

from datetime import datetime

from csaleads.core.errors import DomainError

HELD = "held"  # the state of a WrongState: what somebody whose posts are held would begin cannot wait


class TooFast(DomainError):
    """More was written within the hour than somebody may write; from `until` on they may again."""

    def __init__(self, until: datetime, most: int, *, is_thread: bool) -> None:
        super().__init__(f"no more before {until.isoformat()}")
        self.until, self.most, self.is_thread = until, most, is_thread


class WaitsForModerator(DomainError):
    """What was written is kept, and shown once a moderator has read it. Nothing is undone: the unit commits."""

    def __init__(self, *, thread_id: int | None, space_id: int | None) -> None:
        super().__init__("waits for a moderator")
        self.thread_id, self.space_id = thread_id, space_id
