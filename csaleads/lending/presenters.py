"""What the pages of lending say, made ready from rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import url_for

from csaleads.access.viewer import Viewer
from csaleads.core.formatting import uk_date
from csaleads.learning.models import Audience
from csaleads.lending import policy
from csaleads.lending.catalogue_queries import Offer
from csaleads.lending.list_queries import LoanLine
from csaleads.lending.models import LoanState
from csaleads.lending.queries import EventView, LoanView
from csaleads.lending.wording import EVENT_TITLES, OPINION_LABELS, REASON_LABELS, STATE_LABELS, STATE_TONES

SHORT = 160
Badge = tuple[str, str]


class Act(NamedTuple):
    """A button or link that does one thing to a loan, and what it does."""

    verb: str
    label: str
    explained: str
    style: str = "secondary"


ACTS = (
    Act("agree", "Agree, and say on what terms", "They read the terms wherever they use it.", "primary"),
    Act("decline", "Decline", "They read your reason."),
    Act("recommend", "Say what you recommend", "Your coordinator answers, and reads it first.", "primary"),
    Act("deliver", "Deliver it now", "The edition that you have now stands in their library.", "primary"),
    Act("acknowledge", "We have it, and know the terms", "The other area is told.", "primary"),
    Act("renew", "Let them have the new edition", "It takes the place of the one that they read.", "primary"),
    Act("keep", "Keep it from them", "They go on reading the edition that they have."),
    Act("give_back", "Give it back", "Colleagues of your area do not find it any more."),
    Act("withdraw", "We do not need it any more", "The other area need not answer."),
    Act("take_back", "Take it back", "Colleagues there do not find it any more, and are told."),
)
WITH_PAGE = frozenset({"agree", "decline", "recommend", "take_back"})


class ShownAct(NamedTuple):
    """An act as the page shows it; by a page of its own where something is typed."""

    act: Act
    href: str
    has_page: bool


def acts_for(viewer: Viewer, loan: LoanView) -> list[ShownAct]:
    """What the viewer may do to it now, the next step first."""
    found = []
    for act in ACTS:
        if act.verb in ("renew", "keep") and not loan.has_newer:
            continue
        if act.verb in ("agree", "deliver") and not loan.is_lendable:
            continue
        if act.verb in ("deliver", "renew") and loan.is_over:
            continue
        if act.verb == "recommend" and policy.can_do(viewer, loan.facts, "agree"):
            continue  # whoever answers need not recommend
        if policy.can_do(viewer, loan.facts, act.verb):
            has_page = act.verb in WITH_PAGE
            endpoint = f"lending.ask_to_{act.verb}" if has_page else "lending.move"
            found.append(ShownAct(act, url_for(endpoint, loan_id=loan.id), has_page))
    return found


def rows_of(viewer: Viewer, loan: LoanView) -> list[dict[str, Any] | None]:
    """The summary of a loan."""
    lends = policy.is_lender(viewer, loan.facts) or policy.is_owner(viewer, loan.facts)
    is_agreed = loan.edition is not None
    opinion = OPINION_LABELS[loan.opinion] if loan.opinion else ""
    return [
        {"key": "Resource", "value": f"{loan.title} ({loan.kind.label.lower()})"},
        {"key": "Of", "value": loan.lender_name},
        {
            "key": "Asked for by",
            "value": f"{loan.asked_by}, {loan.area_name}, {uk_date(loan.asked_at, 'long')}",
        },
        {"key": "What for", "value": loan.wanted_for},
        {
            "key": "Recommended",
            "value": "\n".join(
                part for part in (f"{opinion}: {loan.opinion_by}", loan.opinion_words) if part
            ),
        }
        if lends and opinion
        else None,
        {"key": "Edition", "value": str(loan.edition)} if is_agreed else None,
        {"key": "Terms", "value": loan.terms.line} if is_agreed else None,
        {"key": "Why not", "value": REASON_LABELS[loan.reason]} if loan.reason else None,
    ]


def entries_of(viewer: Viewer, loan: LoanView, events: Sequence[EventView]) -> list[dict[str, object]]:
    """What happened, the newest first. What was recommended stays within the area that lends."""
    lends = policy.is_lender(viewer, loan.facts) or policy.is_owner(viewer, loan.facts)
    told = []
    for event in events:
        if event.verb == "recommend" and not lends:
            continue
        edition = f", edition {event.edition}" if event.edition and event.verb in EDITIONED else ""
        told.append(
            {
                "title": f"{EVENT_TITLES[event.verb]}{edition}",
                "by": event.full_name,
                "at": event.happened_at,
                "text": event.words,
            }
        )
    return told


EDITIONED = ("agree", "deliver", "renew", "keep")


class ShownOffer(NamedTuple):
    """A line of the catalogue."""

    title: str
    kind: str
    topic: str
    area: str
    summary: str
    badges: tuple[Badge, ...]
    href: str
    action: str


def shown_offer(offer: Offer) -> ShownOffer:
    """The words of a line, and its one next step."""
    badges: tuple[Badge, ...] = (("For leads", "plain"),) if offer.audience is Audience.LEADS else ()
    if offer.loan_id is None or offer.loan_state is None:
        href, action = url_for("lending.ask", resource_id=offer.id), "Ask for it"
    else:
        state = offer.loan_state
        badges += ((STATE_LABELS[state], STATE_TONES.get(state, "over")),)
        href, action = url_for("lending.show", loan_id=offer.loan_id), "See how it stands"
    return ShownOffer(
        offer.title,
        offer.kind.label,
        offer.topic_title,
        offer.area_name,
        one_line(offer.summary),
        badges,
        href,
        action,
    )


def one_line(summary: str) -> str:
    """The beginning of a summary, up to the end of a word."""
    line = " ".join(summary.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rpartition(' ')[0]}…"


class ShownLoan(NamedTuple):
    """A line of the list of loans."""

    title: str
    href: str
    other: str
    label: str
    tone: str
    since: str
    edition: str
    is_newer: bool


def shown_loan(line: LoanLine, *, is_ours: bool) -> ShownLoan:
    """The words of a line, seen from one of the two sides."""
    return ShownLoan(
        line.title,
        url_for("lending.show", loan_id=line.id),
        line.lender_name if is_ours else line.area_name,
        STATE_LABELS[line.state],
        STATE_TONES.get(line.state, "over"),
        uk_date(line.state_since, "short"),
        str(line.edition or ""),
        line.is_newer and not is_ours,
    )


def views(here: str, *, is_ours: bool = False) -> list[tuple[str, str, bool]]:
    """The ways into lending, the one that is shown marked."""
    return [
        ("What other areas have", url_for("lending.catalogue"), here == "catalogue"),
        ("Asked for by us", url_for("lending.loans"), here == "loans" and is_ours),
        ("Asked of us", url_for("lending.loans", side="theirs"), here == "loans" and not is_ours),
    ]


def next_words(viewer: Viewer, loan: LoanView) -> str:
    """In one sentence, what happens next where it is not the viewer's turn."""
    state, asks = loan.facts.state, policy.is_asker(viewer, loan.facts)
    if state is LoanState.ASKED and asks:
        return f"The coordinator of {loan.lender_name} answers. You are told."
    if state is LoanState.AGREED and asks:
        return f"{loan.lender_name} has agreed, and delivers it when it is ready."
    if state is LoanState.DELIVERED and not asks:
        return f"It is in the library of {loan.area_name}. They say when they have seen the terms."
    if state is LoanState.ACKNOWLEDGED:
        return f"It is in use in {loan.area_name}."
    return ""
