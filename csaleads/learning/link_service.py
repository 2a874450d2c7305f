"""Whether links still open: asking for all of them, politely, and keeping what was said."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work, writes
from csaleads.learning import link_asking, link_queries
from csaleads.learning.errors import NoSiteAnswers
from csaleads.learning.link_asking import Answer
from csaleads.learning.material_models import FAILURES, LinkCheck, LinkOutcome
from csaleads.learning.models import Resource

AT_ONCE = 8  # sites; each of them is asked for one link after the other
PAUSE_SECONDS = 2.0  # between two links of a site
OLD_ENOUGH = timedelta(hours=20)  # a link that was asked for since is left out: the command may be repeated
SILENCE = Answer(LinkOutcome.NO_ANSWER)
Ask = Callable[[str], Answer]
Said = tuple[str, Answer]


def check_links(
    *, ask: Ask = link_asking.ask, most_seconds: float = 3600, pause: float = PAUSE_SECONDS
) -> dict[LinkOutcome, int]:
    """Every link of an approved resource that was not asked for today has been, and what was said is kept; counts of links.

    Ends after `most_seconds` with what there is; what was not reached is asked for first the next time. Holds no transaction
    while it waits for a site. Raises NoSiteAnswers where not a single one did: then it is this machine that cannot go out, and
    no link is held to have failed.
    """
    counts = dict.fromkeys(LinkOutcome, 0)
    links = link_queries.links_to_ask(clock.now() - OLD_ENOUGH)
    roll_back()
    silent: list[Said] | None = []  # until the first site answers
    for link, answer in _answers(links, ask, monotonic() + most_seconds, pause):
        counts[answer.outcome] += 1
        if silent is not None and answer == SILENCE:
            silent.append((link, answer))
            continue
        _keep([(link, answer)])
        if silent is not None and answer.status is not None:
            _keep(silent)
            silent = None
    if silent:
        raise NoSiteAnswers
    return counts


def _keep(answers: Iterable[Said]) -> None:
    for link, answer in answers:
        with unit_of_work():
            keep_answer(link, answer)


def _answers(links: list[str], ask: Ask, ends: float, pause: float) -> Iterator[Said]:
    """What was said to the links, as it comes in, until `ends`."""
    by_site: dict[str, list[str]] = defaultdict(list)
    for link in links:
        by_site[urlsplit(link).hostname or ""].append(link)
    sites: SimpleQueue[list[str]] = SimpleQueue()
    for site in by_site.values():
        sites.put(site)
    said: SimpleQueue[Said | None] = SimpleQueue()

    def work() -> None:
        try:
            while monotonic() < ends:
                _ask_site(sites.get_nowait(), ask, said, ends, pause)
        except Empty:
            return
        finally:
            said.put(None)

    at_work = min(AT_ONCE, len(by_site))
    for _ in range(at_work):
        Thread(target=work, daemon=True).start()  # a site that trickles for ever is left behind at the end
    while at_work:
        try:
            one = said.get(timeout=max(0.0, ends - monotonic()))
        except Empty:
            return
        if one is None:
            at_work -= 1
        else:
            yield one


def _ask_site(
    links: list[str], ask: Ask, said: "SimpleQueue[Said | None]", ends: float, pause: float
) -> None:
    for number, link in enumerate(links):
        if number:
            sleep(pause)
        if monotonic() >= ends:
            return
        said.put((link, ask(link)))


@writes
def keep_answer(link: str, answer: Answer) -> None:
    """What was said is kept for each approved resource that leads there. Failures of one day count once; what is unsure counts
    neither way, and what works forgets them."""
    for resource_id in link_queries.lock_those_with(link):
        row = link_queries.find_check(resource_id)
        if row is None:
            row = LinkCheck(resource_id=resource_id, failed_days=0)
            db.session.add(row)
        _note(row, link, answer)
    db.session.flush()


def _note(row: LinkCheck, link: str, answer: Answer) -> None:
    row.link, row.outcome, row.status, row.checked_at = link, answer.outcome, answer.status, clock.now()
    if answer.outcome is LinkOutcome.WORKS:
        row.failed_days, row.failed_on = 0, None
    elif answer.outcome in FAILURES and row.failed_on != clock.today():
        row.failed_days, row.failed_on = row.failed_days + 1, clock.today()


@writes
def forget_other(resource: Resource) -> None:
    """What was said to another link than the one that the resource has now is forgotten."""
    of_other = LinkCheck.link != resource.link
    db.session.execute(delete(LinkCheck).where(LinkCheck.resource_id == resource.id, of_other))


@writes
def forget(resource_id: UUID) -> None:
    """What was said to the link is forgotten: somebody has opened it."""
    db.session.execute(delete(LinkCheck).where(LinkCheck.resource_id == resource_id))
