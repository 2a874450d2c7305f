"""That a year is complete is told to the line manager by its owner alone, as yes and a day, and it stays true."""

from datetime import date

import pytest

from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import list_queries, queries, service, year_service
from csaleads.development.models import CpdEntry, EntryState, PeerRole
from csaleads.development.years import CpdYear
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.page_client import PageClient

YEAR = CpdYear(2025)
WITH_PEER = {"state": EntryState.FINISHED, "has_peer": True, "peer_role": PeerRole.SUPERVISOR, "peer": "So."}


def complete(cast: Cast, part: str = "worker") -> list[CpdEntry]:
    person = cast.person[part]
    first = cast.make.cpd_entry(person, cast.here, **WITH_PEER)
    return [first, cast.make.cpd_entry(person, cast.here, state=EntryState.FINISHED)]


def share(cast: Cast, part: str = "worker", year: CpdYear = YEAR) -> None:
    with unit_of_work():
        year_service.share_year(cast.actor(part), year=year)


def names(cast: Cast, part: str, year: CpdYear = YEAR) -> list[str]:
    return [row.full_name for row in list_queries.list_shared(cast.actor(part), year, page=1).rows]


def test_the_line_manager_reads_who_shares_and_since_when(client: PageClient, cast: Cast) -> None:
    complete(cast)
    share(cast)
    share(cast)

    page = client.sign_in(cast.person["manager"]).get_page("/cpd/shared-with-me")

    worker = cast.person["worker"].full_name
    assert f"{worker} : complete, told on 18 November 2026" in page.main
    assert "pebble" not in page.main
    today = client.get_page("/").main
    assert "colleague shares that their CPD is complete" in today


def test_nobody_else_reads_it(cast: Cast) -> None:
    complete(cast)
    share(cast)

    assert names(cast, "manager") == [cast.person["worker"].full_name]
    assert names(cast, "other_manager") == []
    assert names(cast, "manager", CpdYear(2024)) == []
    for part in ("worker", "lead", "coordinator"):
        with pytest.raises(NotFound):
            names(cast, part)


def test_what_is_not_shared_is_told_to_nobody(cast: Cast) -> None:
    complete(cast)

    assert names(cast, "manager") == []


def test_a_year_is_shared_only_when_it_is_complete(cast: Cast, make: Factory) -> None:
    for _ in range(2):
        make.cpd_entry(cast.person["worker"], cast.here, state=EntryState.FINISHED)
    with pytest.raises(WrongState):
        share(cast)

    make.cpd_entry(cast.person["worker"], cast.here, **WITH_PEER)
    share(cast)

    assert names(cast, "manager") == [cast.person["worker"].full_name]


def test_it_is_taken_back_at_any_time(cast: Cast) -> None:
    complete(cast)
    share(cast)
    for _ in range(2):
        with unit_of_work():
            year_service.take_back_year(cast.actor("worker"), year=YEAR)

    assert names(cast, "manager") == []


@pytest.mark.parametrize("act", [service.reopen_entry, service.remove_entry])
def test_what_is_shared_stays_true(cast: Cast, act: object) -> None:
    first, _ = complete(cast)
    share(cast)

    with unit_of_work():
        was_withdrawn = act(cast.actor("worker"), entry_id=first.id)  # type: ignore[operator]

    assert was_withdrawn is True
    assert names(cast, "manager") == []


def test_a_third_entry_may_go_without_a_word(cast: Cast) -> None:
    complete(cast)
    third = cast.make.cpd_entry(cast.person["worker"], cast.here, state=EntryState.FINISHED)
    share(cast)

    with unit_of_work():
        assert service.remove_entry(cast.actor("worker"), entry_id=third.id) is False

    assert names(cast, "manager") == [cast.person["worker"].full_name]


def test_the_buttons_share_and_take_back(client: PageClient, cast: Cast) -> None:
    complete(cast)
    client.sign_in(cast.person["worker"])
    assert "This year is complete" in client.get_page("/cpd").main

    client.post("/cpd/years/2025/share")
    assert "your line manager can see that it is complete" in client.get_page("/cpd").main
    client.post("/cpd/years/2025/take-back")

    assert "Tell my line manager" in client.get_page("/cpd").main
    assert client.post("/cpd/years/2031/share").status_code == 404
    assert client.post("/cpd/years/2024/share", follow_redirects=True).status_code == 200
    assert queries.get_year(cast.actor("worker"), CpdYear(2024)).shared_at is None


def test_today_reminds_in_november_whoever_has_begun(client: PageClient, cast: Cast, make: Factory) -> None:
    client.sign_in(cast.person["worker"])
    make.cpd_entry(cast.person["worker"], cast.here)
    assert "Finish your CPD by 30 November" in client.get_page("/").main

    client.post("/cpd/reminders", data={"wanted": "no"})
    assert "Finish your CPD" not in client.get_page("/").main
    client.post("/cpd/reminders", data={"wanted": "yes"})
    complete(cast)

    page = client.get_page("/")
    assert "Finish your CPD" not in page.main
    assert "yours is complete" in page.main


def test_last_years_entries_do_not_count(cast: Cast, make: Factory) -> None:
    for done_on in (date(2025, 11, 30), date(2025, 12, 1)):
        make.cpd_entry(cast.person["worker"], cast.here, done_on=done_on, **WITH_PEER)

    assert queries.get_year(cast.actor("worker"), YEAR).tally == (1, 1, 0)
