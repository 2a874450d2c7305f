"""A poll as its thread shows it: the form to vote, or how the votes fall, with a bar for each choice."""

from typing import NamedTuple

from markupsafe import Markup

from csaleads.core.chart_frame import BLUE
from csaleads.core.formatting import plural, uk_datetime
from csaleads.forum.gatherings.poll_queries import FEWEST_SHOWN, PollView


class Bar(NamedTuple):
    """A choice, with its share of those who voted."""

    words: str
    votes: str
    share: str
    svg: Markup
    is_own: bool


class ShownPoll(NamedTuple):
    """What a poll says of itself."""

    thread_id: int
    voters: str
    closing: str
    secret: str
    own: tuple[str, ...]
    bars: tuple[Bar, ...]
    is_open: bool


def shown_poll(poll: PollView, *, is_open: bool) -> ShownPoll:
    """The poll as the viewer may see it; without bars where they may not see how the votes fall."""
    return ShownPoll(
        poll.thread_id,
        _voters(poll.voter_count),
        _closing(poll),
        _secret(poll, is_open=is_open),
        tuple(option.words for option in poll.options if option.is_own),
        _bars(poll) if poll.shows_result else (),
        is_open,
    )


def _voters(count: int) -> str:
    return (
        "Nobody has voted yet."
        if count == 0
        else f"{plural(count, 'member')} {'has' if count == 1 else 'have'} voted."
    )


def _closing(poll: PollView) -> str:
    if poll.closed_at is not None:
        return f"Closed early, at {uk_datetime(poll.closed_at)}."
    return f"{'Closes' if poll.is_open else 'Closed'} at {uk_datetime(poll.closes_at)}."


def _secret(poll: PollView, *, is_open: bool) -> str:
    """Why there is no result yet, in words."""
    if poll.shows_result:
        return ""
    if poll.voter_count < FEWEST_SHOWN:
        return (
            f"How the votes fall is shown once {FEWEST_SHOWN} members have voted. "
            "With fewer, those who voted could work out what the others chose."
        )
    return "You see how the votes fall once you have voted, or when the poll is closed." if is_open else ""


def _bars(poll: PollView) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            option.words,
            f"{option.vote_count:,}",
            f"{_share(option.vote_count, poll.voter_count)}%",
            _bar(_share(option.vote_count, poll.voter_count)),
            option.is_own,
        )
        for option in poll.options
    )


def _share(count: int, voters: int) -> int:
    return (200 * count + voters) // (2 * voters)


def _bar(share: int) -> Markup:
    """A bar as long as the share; the number itself stands beside it."""
    return Markup(
        '<svg class="csa-poll__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect width="{}" height="8" fill="{}"/></svg>'
    ).format(share, BLUE)
