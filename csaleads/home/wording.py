"""Phrases that several parts of Today share: how long ago, where, and many in one."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from csaleads.core import clock
from csaleads.core.formatting import plural, uk_date
from csaleads.core.working_days import working_days_between
from csaleads.home.today import Need


def working_days_since(moment: datetime) -> int:
    """Working days from the day of `moment` to today, as people count them."""
    return working_days_between(clock.to_local(moment).date(), clock.today())


def age_of(moment: datetime) -> str:
    """ "Since today", "Since Monday 16 November 2026 (2 working days)"."""
    days = working_days_since(moment)
    if clock.to_local(moment).date() == clock.today():
        return "Since today"
    return f"Since {uk_date(moment)}" + (f" ({plural(days, 'working day')})" if days else "")


def place_of(place: str, is_online: bool) -> str:
    """Where they meet, without a link."""
    return place or ("Online" if is_online else "")


def with_reference(sentence: str, reference: str) -> Markup:
    """`sentence` with the reference in its gap, which does not break over two lines."""
    shown = f'<span class="csa-ref">{escape(reference)}</span>'
    return Markup(sentence.replace("{}", shown))  # noqa: S704 - fixed words around what was escaped


def together(rank: int, title: str, text: str, href: str, action: str, needs: Sequence[Need]) -> Need:
    """One card for many needs of a kind."""
    return Need(
        rank, title, text, href, action, when=needs[0].when, is_urgent=any(need.is_urgent for need in needs)
    )
