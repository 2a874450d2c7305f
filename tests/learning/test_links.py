"""Links: which addresses are ever asked, what is made of the answers, when a link counts as dead, and who is told."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import link_asking, link_service
from csaleads.learning.errors import NoSiteAnswers
from csaleads.learning.link_asking import Answer, ask, is_public
from csaleads.learning.link_queries import links_to_ask
from csaleads.learning.link_service import check_links, keep_answer
from csaleads.learning.material_models import LinkCheck, LinkOutcome
from csaleads.learning.models import Resource, ResourceState
from tests.conftest import NOON
from tests.learning.conftest import Cast
from tests.learning.sites import always, certificate_for, site
from tests.page_client import PageClient
from tests.statements import count_statements

WORKS, GONE, NO_ANSWER, UNSURE, NOT_ASKED = LinkOutcome
LINK = "https://library.example/guide"
HERE = "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "is_asked"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("fec0::1", False),
        ("192.88.99.1", False),
        ("2a00:1450:4009:80b::200e", True),
    ],
)
def test_only_public_addresses_are_asked(address: str, is_asked: bool) -> None:
    assert is_public(address) is is_asked


@pytest.mark.parametrize(
    "link",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "https://site.example:8443/",
        "https://someone:secret@site.example/",
        "ftp://site.example/",
        "file:///etc/passwd",
    ],
)
def test_what_leads_elsewhere_than_to_public_pages_is_not_asked(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_asking, "_request", lambda *request: pytest.fail("it was asked"))
    assert ask(link, look_up=lambda host, port: [host]) == Answer(NOT_ASKED)


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"]])
def test_a_name_with_any_private_address_is_not_asked(
    addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_asking, "_request", lambda *request: pytest.fail("it was asked"))
    assert ask("https://site.example/", look_up=lambda host, port: addresses).outcome is NOT_ASKED


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that says something else the second time gains nothing: there is no second time."""
    told, asked = [["93.184.216.34"], ["127.0.0.1"]], []
    monkeypatch.setattr(
        link_asking, "_request", lambda method, parts, address: asked.append(address) or (200, None)
    )

    ask("https://site.example/", look_up=lambda host, port: told.pop(0))

    assert (asked, len(told)) == (["93.184.216.34"], 1)


def test_a_name_that_is_nowhere_does_not_answer() -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError

    assert ask("https://nowhere.example/", look_up=nowhere) == Answer(NO_ANSWER)
    assert (
        ask("https://" + "a" * 70 + ".example/", look_up=lambda *asked: ["93.184.216.34"]).outcome
        is NO_ANSWER
    )


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Any:
    """This machine counts as public, at the port of a server."""

    def at(server: Any, scheme: str = "http") -> None:
        monkeypatch.setattr(link_asking, "is_public", lambda address: address == HERE)
        monkeypatch.setitem(link_asking.PORTS, scheme, server.port)

    return at


def look_up(host: str, port: int) -> list[str]:
    return ["10.0.0.1"] if host == "inside.example" else [HERE]


def test_what_sites_answer_and_what_is_made_of_it(reachable: Any) -> None:
    pages = {
        "/works": always(200),
        "/no-heads": lambda method: (405 if method == "HEAD" else 200, ""),
        "/gone": always(410),
        "/closed": always(403),
        "/busy": always(429),
        "/fault": always(503),
        "/moved": always(301, "/works"),
        "/moved-to-nothing": always(302, "/not-there"),
        "/round": always(302, "/round"),
        "/inside": always(302, "http://inside.example/"),
        "/metadata": always(302, "http://169.254.169.254/latest/"),
        "/a%20b?c=d": always(200),
    }
    with site(pages) as server:
        reachable(server)

        def said(path: str) -> Answer:
            return ask(f"http://site.example{path}", look_up=look_up)

        assert said("/works") == Answer(WORKS, 200)
        assert said("/no-heads") == Answer(WORKS, 200)
        assert said("/gone") == Answer(GONE, 410)
        assert said("/not-there") == Answer(GONE, 404)
        assert said("/closed") == Answer(UNSURE, 403)
        assert said("/busy") == Answer(UNSURE, 429)
        assert said("/fault") == Answer(NO_ANSWER, 503)
        assert said("/moved") == Answer(WORKS, 200)
        assert said("/moved-to-nothing") == Answer(GONE, 404)
        assert said("/round") == Answer(NO_ANSWER, 302)
        assert said("/inside") == Answer(NOT_ASKED)
        assert said("/a%20b?c=d#part") == Answer(WORKS, 200)
        assert {host for _, host, _ in server.asked} == {"site.example"}
        assert ("GET", "site.example", "/works") not in server.asked


def test_a_redirection_to_an_address_of_ones_own_network_is_not_followed(
    reachable: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site({"/metadata": always(302, "http://169.254.169.254/latest/")}) as server:
        reachable(server)
        answer = ask(
            "http://site.example/metadata", look_up=lambda host, port: [HERE if "site" in host else host]
        )

        assert answer == Answer(NOT_ASKED)
        assert len(server.asked) == 1


@pytest.mark.parametrize(("host", "outcome"), [("site.example", WORKS), ("other.example", NO_ANSWER)])
def test_a_site_has_to_prove_its_name(
    reachable: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, outcome: LinkOutcome
) -> None:
    tls, trusted = certificate_for("site.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with site({"/": always(200)}, tls=tls) as server:
        reachable(server, "https")
        assert ask(f"https://{host}/", look_up=look_up).outcome is outcome


def test_a_site_that_nobody_vouches_for_does_not_answer(reachable: Any, tmp_path: Path) -> None:
    tls, _ = certificate_for("site.example", tmp_path)
    with site({"/": always(200)}, tls=tls) as server:
        reachable(server, "https")
        assert ask("https://site.example/", look_up=look_up).outcome is NO_ANSWER


def test_a_site_that_keeps_silent_is_not_waited_for(reachable: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_asking, "READ_SECONDS", 0.05)
    with site({"/": always(200)}) as server:
        reachable(server)
        server.pages["/"] = lambda method: (late(), "")
        assert ask("http://site.example/", look_up=look_up) == Answer(NO_ANSWER)


def late() -> int:
    Event().wait(0.3)
    return 200


def checks() -> list[tuple[LinkOutcome, int]]:
    rows = [(row.outcome, row.failed_days) for row in db.session.scalars(select(LinkCheck))]
    db.session.rollback()
    return rows


def answer(outcome: LinkOutcome, status: int | None = None, link: str = LINK) -> None:
    with unit_of_work():
        keep_answer(link, Answer(outcome, status))


def test_a_link_is_dead_after_failures_on_two_days_and_alive_once_it_opens(app: Flask, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), cast.here)

    answer(GONE, 404)
    answer(NO_ANSWER)
    assert checks() == [(NO_ANSWER, 1)], "two failures of one day count once"
    with clock.at(NOON + timedelta(days=1)):
        answer(UNSURE, 403)
        assert checks() == [(UNSURE, 1)], "what is unsure counts neither way"
        answer(GONE, 404)
        assert checks() == [(GONE, 2)]
    with clock.at(NOON + timedelta(days=2)):
        answer(WORKS, 200)
        assert checks() == [(WORKS, 0)]


def fail_twice(link: str = LINK) -> None:
    for days in (3, 2):
        with clock.at(NOON - timedelta(days=days)):
            answer(GONE, 404, link)


TOLD = {  # of an area's dead link that "lead" looks after: who is told today, and how
    "lead": "1 link that you look after does not open any more",
    "coordinator": "1 link of your area does not open any more",
}


@pytest.mark.parametrize("part", ["lead", "other_lead", "coordinator", "worker", "programme", "their_lead"])
def test_those_who_look_after_it_are_told_and_nobody_else(client: PageClient, cast: Cast, part: str) -> None:
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=cast.person["lead"], title="Map", for_network=True
    )
    cast.make.resource(cast.make.topic(), cast.here, owner=cast.person["lead"], link="https://fine.example/")
    fail_twice()
    client.sign_in(cast.person[part])

    today = client.get_page("/").main
    page = client.get_page(f"/learning/resources/{resource.id}").main

    assert ("not open any more" in today) is (part in TOLD)
    assert ("The link does not open any more" in page) is (part in TOLD)
    if part in TOLD:
        assert TOLD[part] in today
        assert "We tried on 2 days, most recently on 16 November 2026." in page


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (WORKS, "18 November 2026. The link opens."),
        (GONE, "The site says that there is no such page. We try again on another day."),
        (NO_ANSWER, "The site did not answer. We try again on another day."),
        (UNSURE, "so we cannot tell whether the link opens."),
        (NOT_ASKED, "We do not try links into networks that are not public."),
    ],
)
def test_what_trying_said_stands_among_the_facts_of_its_owner(
    new_client: Any, cast: Cast, outcome: LinkOutcome, says: str
) -> None:
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=cast.person["lead"])
    answer(outcome)

    pages = {
        part: new_client().sign_in(cast.person[part]).get_page(f"/learning/resources/{resource.id}").main
        for part in ("lead", "worker")
    }

    assert says in pages["lead"]
    assert "not open any more" not in pages["lead"]
    assert "Link tried" not in pages["worker"]


def test_the_filter_finds_dead_links_and_ones_own(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, cast.here, owner=cast.person["lead"], title="Mine")
    cast.make.resource(topic, cast.here, owner=cast.person["other_lead"], title="Theirs")
    cast.make.resource(
        topic, cast.here, owner=cast.person["lead"], title="Fine", link="https://fine.example/"
    )
    fail_twice()
    client.sign_in(cast.person["lead"])

    assert [row.split()[0] for row in client.get_page("/learning/resources?state=dead").rows()] == [
        "Mine",
        "Theirs",
    ]
    assert [row.split()[0] for row in client.get_page("/learning/resources?state=dead-mine").rows()] == [
        "Mine"
    ]


def test_the_programme_team_is_told_of_links_of_the_network(client: PageClient, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), title="Network")
    fail_twice()
    client.sign_in(cast.person["programme"])

    assert "1 link that you look after does not open any more" in client.get_page("/").main
    page = client.get_page(client.get_page("/").href("See which"))
    assert [row.split()[0] for row in page.rows()] == ["Network"]


def test_a_new_link_and_a_look_at_the_old_one_begin_anew(client: PageClient, cast: Cast) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    changed = cast.make.resource(topic, cast.here, owner=lead, state=ResourceState.APPROVED)
    looked_at = cast.make.resource(topic, cast.here, owner=lead)
    fail_twice()
    assert len(checks()) == 2
    client.sign_in(lead)
    address = f"/learning/resources/{changed.id}/edit"

    client.post_page(address, client.get_page(address).form_values() | {"title": "Another title"})
    assert len(checks()) == 2, "the same link is as dead as before"
    client.post_page(address, client.get_page(address).form_values() | {"link": "https://new.example/"})
    assert len(checks()) == 1
    client.post_page(f"/learning/resources/{looked_at.id}/check", {"version": "1"})
    assert checks() == []


def test_every_approved_link_is_asked_for_once_a_day(app: Flask, cast: Cast) -> None:
    topic, asked = cast.make.topic(), []
    for link in (LINK, LINK, "https://other.example/"):
        cast.make.resource(topic, cast.here, link=link)
    cast.make.resource(topic, cast.here, link="https://draft.example/", state=ResourceState.DRAFT)
    cast.make.resource(topic, cast.here, link="https://old.example/", state=ResourceState.ARCHIVED)
    cast.make.resource(
        topic, cast.here, link="", file=cast.make.file(cast.person["lead"]), owner=cast.person["lead"]
    )

    def say(link: str) -> Answer:
        asked.append(link)
        return Answer(WORKS, 200)

    counts = check_links(ask=say, pause=0)
    again = check_links(ask=say, pause=0)
    with clock.at(NOON + timedelta(days=1)):
        check_links(ask=say, pause=0)

    assert counts[WORKS] == 2
    assert sum(again.values()) == 0
    assert sorted(asked) == sorted([LINK, "https://other.example/"] * 2)
    assert checks() == [(WORKS, 0)] * 3


def test_a_site_is_asked_for_one_link_after_the_other_with_a_pause(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic, happened = cast.make.topic(), []
    for number in range(3):
        cast.make.resource(topic, cast.here, link=f"https://library.example/{number}")
    monkeypatch.setattr(link_service, "sleep", lambda seconds: happened.append(seconds))

    def say(link: str) -> Answer:
        happened.append(link[-1])
        return Answer(WORKS, 200)

    check_links(ask=say, pause=7)

    assert happened == ["0", 7, "1", 7, "2"]


def test_a_link_that_was_changed_while_it_was_asked_for_keeps_no_answer(app: Flask, cast: Cast) -> None:
    resource = cast.make.resource(cast.make.topic(), cast.here)

    def say(link: str) -> Answer:
        with app.app_context(), unit_of_work():
            db.session.get_one(Resource, resource.id).link = "https://new.example/"
        return Answer(GONE, 404)

    check_links(ask=say, pause=0)

    assert checks() == []


def test_it_ends_when_its_time_is_over_and_goes_on_the_next_time(app: Flask, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), cast.here)

    assert sum(check_links(ask=lambda link: Answer(WORKS), most_seconds=0).values()) == 0
    assert sum(check_links(ask=lambda link: Answer(WORKS, 200)).values()) == 1


def test_what_was_not_reached_is_asked_for_first_the_next_time(app: Flask, cast: Cast) -> None:
    """However many links there are, none waits for ever behind those before it in the alphabet."""
    topic = cast.make.topic()
    for name in ("a", "b", "c"):
        cast.make.resource(topic, cast.here, link=f"https://{name}.example/")
    answer(WORKS, 200, "https://a.example/")
    with clock.at(NOON + timedelta(hours=1)):
        answer(WORKS, 200, "https://b.example/")

    assert links_to_ask(NOON + timedelta(days=1)) == [f"https://{name}.example/" for name in ("c", "a", "b")]


SILENT = Answer(NO_ANSWER)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (Answer(WORKS, 200), [(NO_ANSWER, 1), (WORKS, 0)]),
        (Answer(NO_ANSWER, 503), [(NO_ANSWER, 1), (NO_ANSWER, 1)]),
        (Answer(GONE, 404), [(NO_ANSWER, 1), (GONE, 1)]),
    ],
)
def test_a_silent_site_has_failed_where_another_one_answers(
    app: Flask, cast: Cast, other: Answer, kept: list[tuple[LinkOutcome, int]]
) -> None:
    topic = cast.make.topic()
    for link in ("https://silent.example/", "https://talks.example/"):
        cast.make.resource(topic, cast.here, link=link)

    check_links(ask=lambda link: SILENT if "silent" in link else other, pause=0)

    assert sorted(checks()) == sorted(kept)


def test_where_no_site_answers_no_link_has_failed(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = cast.make.topic()
    for link in ("https://silent.example/", "https://mute.example/", "https://inside.example/"):
        cast.make.resource(topic, cast.here, link=link)
    monkeypatch.setattr(link_asking, "_request", lambda *request: pytest.fail("it was asked"))

    with pytest.raises(NoSiteAnswers):
        check_links(ask=lambda link: Answer(NOT_ASKED) if "inside" in link else SILENT, pause=0)
    assert checks() == [(NOT_ASKED, 0)]

    def nothing(most_seconds: float) -> None:
        raise NoSiteAnswers

    monkeypatch.setattr(link_service, "check_links", nothing)
    done = app.test_cli_runner().invoke(args=["learning", "check-links"])
    assert (done.exit_code, "No site answered" in done.output) == (1, True)


def test_the_command_says_how_many(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_asking, "_request", lambda *request: pytest.fail("it was asked"))
    cast.make.resource(cast.make.topic(), cast.here, link="https://127.0.0.1.example/")
    monkeypatch.setattr(
        link_service, "check_links", lambda most_seconds: dict.fromkeys(LinkOutcome, 0) | {GONE: 2, WORKS: 5}
    )

    done = app.test_cli_runner().invoke(args=["learning", "check-links", "--minutes", "5"])

    assert (done.exit_code, done.output) == (0, "5 links opened, 2 did not, 0 could not be told from here.\n")


def test_the_list_of_dead_links_asks_no_more_because_there_are_more(client: PageClient, cast: Cast) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    client.sign_in(lead)
    counts = []
    for _ in range(2):
        for _ in range(5):
            cast.make.resource(topic, cast.here, owner=lead)
        fail_twice()
        client.get_page("/learning/resources?state=dead")
        with count_statements() as counted:
            client.get_page("/learning/resources?state=dead")
        counts.append(counted.count)

    assert counts[0] == counts[1] <= 6
