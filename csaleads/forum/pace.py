"""How much somebody may write within an hour: less while they are new. What is anonymous counts too, and leaves no row.

Only what people send counts: commands and the demonstration write as fast as they can.
"""

from typing import Any, NamedTuple, cast

from flask import current_app, has_request_context

from csaleads.core.hourly import Hourly

PLACE = "csaleads_forum_pace"


class Pace(NamedTuple):
    """The most threads and the most answers within an hour, of the new and of everybody else."""

    threads_of_new: int = 3
    answers_of_new: int = 10
    threads: int = 10
    answers: int = 40

    def most(self, *, is_new: bool, is_thread: bool) -> int:
        if is_thread:
            return self.threads_of_new if is_new else self.threads
        return self.answers_of_new if is_new else self.answers


def pace_in_force() -> Pace | None:
    """The pace that holds for whoever writes now; None where nobody is held to one."""
    if not has_request_context():
        return None
    return cast(Pace | None, current_app.config.get("FORUM_PACE", Pace()))


def counts() -> Hourly:
    """The counts of this application."""
    extensions: dict[str, Any] = current_app.extensions
    if PLACE not in extensions:
        extensions[PLACE] = Hourly(current_app.config["RATELIMIT_STORAGE_URI"])
    return cast(Hourly, extensions[PLACE])


def key_of(person_id: int, *, is_thread: bool) -> str:
    return f"forum/{'threads' if is_thread else 'answers'}/{person_id}"
