"""Whatever is sent, csaleads answers with a page of its own: nothing a stranger types makes it fail, on either database."""

import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask, got_request_exception, request
from werkzeug.routing import AnyConverter, Rule
from wtforms.fields.core import UnboundField

from csaleads.access.permissions import Role
from csaleads.core.forms import CsaForm
from tests.conftest import make_app
from tests.factories import Factory
from tests.page_client import PageClient, read

NUL = "\x00"
HOSTILE_PARTS = [
    "%00",
    "A%00B",
    "%ED%A0%80",
    "%FF%FE",
    "%F0%9F%98%80",
    "K" * 300,
    "..%2f..",
    "%27%20OR%201=1--",
    "%0d%0aX:1",
]
HOSTILE_NUMBERS = ["0", "00", "2147483648", "9223372036854775808", "9" * 400, "%D9%A3"]
HOSTILE_VALUES: list[str | bytes] = [
    "",
    f"before{NUL}after",
    "-1",
    "2147483648",
    "9" * 12,
    "9" * 400,
    "\N{GRINNING FACE}\u202e\u0301" * 40,
    b"\xff\xfe\xed\xa0\x80",
    "0000-00-00",
    "9999-12-31",
    "<script>%s{0}{{7*7}}//elsewhere.example/\\",
    "x" * 20_000,
]
LEAVES = {"accounts.sign_out", "accounts.end_session", "accounts.end_other_sessions"}
COMMON_NAMES = (
    "page",
    "next",
    "month",
    "day",
    "week",
    "area",
    "team",
    "lead",
    "state",
    "q",
    "since",
    "until",
    "from",
    "to",
    "sort",
)


@pytest.fixture
def everything(app: Flask, make: Factory) -> dict[str, Any]:
    """One of each thing, and somebody with every role, to whom all of it belongs."""
    area = make.area()
    person = make.person(area, *Role)
    team = make.team(area)
    clinic = make.clinic(area, [person], teams=[team])
    booked = make.request(area, person)
    slot = make.slots_of(clinic)[0]
    make.booking(booked, slot)
    advised = make.request(area, person)
    make.consultation(advised, person)
    asked = make.shadowing(clinic, make.lead(area))
    return {
        "person": person,
        "entry_id": [make.cpd_entry(person, area).id],
        "shadowing_id": [asked.id],
        "track": ["social-work"],
        "begins_in": [2025],
        "reference": [booked.reference, advised.reference],
        "clinic_id": [clinic.id],
        "slot_id": [slot.id],
        "person_id": [person.id],
        "area_id": [area.id],
        "team_id": [team.id],
    }


@pytest.fixture
def failures(app: Flask) -> Iterator[list[str]]:
    """What broke while the block ran: the kind of error and the page. Pages then answer 500 as they would to people."""
    found: list[str] = []

    def note(sender: Flask, exception: BaseException, **context: Any) -> None:
        found.append(f"{request.method} {request.path}: {type(exception).__name__} {str(exception)[:200]}")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    with got_request_exception.connected_to(note, app):
        yield found
    app.config["PROPAGATE_EXCEPTIONS"] = None


@pytest.fixture
def inside(client: PageClient, everything: dict[str, Any]) -> PageClient:
    return client.sign_in(everything["person"])


def rules(app: Flask, method: str) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint != "static"
    ]


def addresses(rule: Rule, things: dict[str, Any]) -> list[str]:
    """Addresses of things that exist, where this test knows one for each part of the rule, and else of none."""
    count = max((len(things.get(name, ())) for name in rule.arguments), default=1) or 1
    found = []
    for place in range(count):
        values = {}
        for name in rule.arguments:
            known = things.get(name, ())
            values[name] = known[place % len(known)] if known else _nothing(rule, name)
        found.append(str(rule.build(values, append_unknown=False)[1]))  # type: ignore[index]
    return found


def _nothing(rule: Rule, name: str) -> Any:
    if isinstance(rule._converters[name], AnyConverter):
        return sorted(rule._converters[name].items)[0]  # an address takes no other word
    converter = type(rule._converters[name]).__name__
    return (
        uuid.uuid4()
        if converter == "UUIDConverter"
        else 999_999
        if converter == "KeyConverter"
        else "ZZZ-ZZZ"
    )


def hostile_addresses(rule: Rule) -> Iterator[str]:
    for name in sorted(rule.arguments):
        kind = type(rule._converters[name]).__name__
        parts = HOSTILE_NUMBERS if kind == "KeyConverter" else HOSTILE_PARTS
        for part in parts:
            yield "/".join(_filled(rule, word, name, part) for word in rule.rule.split("/"))


def _filled(rule: Rule, word: str, name: str, part: str) -> str:
    if not word.startswith("<"):
        return word
    own = word.strip("<>").rpartition(":")[2]
    return part if own == name else str(_nothing(rule, own))


def field_names() -> set[str]:
    """Every field of every form there is."""
    found: set[str] = set(COMMON_NAMES)
    waiting = list(CsaForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        found |= {name for name in dir(form) if isinstance(getattr(form, name, None), UnboundField)}
    parts = {f"{name}-{part}" for name in found for part in ("day", "month", "year", "hour", "minute")}
    return found | parts


def test_an_address_of_nothing_is_a_page_that_says_so(
    app: Flask, inside: PageClient, failures: list[str]
) -> None:
    wrong = []
    for rule in rules(app, "GET"):
        for address in hostile_addresses(rule):
            status = inside.get(address).status_code
            if status not in (200, 302, 308, 404, 410):
                wrong.append(f"{status} {address[:80]}")

    assert failures == []
    assert wrong == []


@pytest.mark.parametrize("number", HOSTILE_NUMBERS[2:])
def test_a_number_no_table_can_hold_names_nothing(app: Flask, inside: PageClient, number: str) -> None:
    taken = [rule for rule in rules(app, "POST") if rule.rule == "/account/sessions/<int:session_id>/end"]

    assert taken, "the address of this test has moved"
    read(inside.post(f"/account/sessions/{number}/end"), 404)


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=range(len(HOSTILE_VALUES)))
def test_every_page_stands_any_value_in_its_address(
    app: Flask,
    inside: PageClient,
    everything: dict[str, Any],
    failures: list[str],
    value: str | bytes,
) -> None:
    quoted = quote(value)[:150]
    query = "&".join(f"{name}={quoted}" for name in sorted(field_names()) if "-" not in name)[:3500]
    for rule in rules(app, "GET"):
        for address in addresses(rule, everything):
            inside.get(f"{address}?{query}")

    assert failures == []


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=range(len(HOSTILE_VALUES)))
def test_every_form_stands_any_value_in_its_fields(
    app: Flask,
    inside: PageClient,
    everything: dict[str, Any],
    failures: list[str],
    value: str | bytes,
) -> None:
    cut = value if len(value) < 1000 else value[: 900_000 // len(field_names()) - 40]
    body = "&".join(f"{name}={quote(cut)}" for name in sorted(field_names()))
    for rule in rules(app, "POST"):
        if rule.endpoint in LEAVES:
            continue
        for address in addresses(rule, everything):
            inside.post(address, data=body, content_type="application/x-www-form-urlencoded")

    assert failures == []


@pytest.mark.parametrize("share", range(6))
def test_every_form_stands_fields_that_are_missing(
    app: Flask, inside: PageClient, everything: dict[str, Any], failures: list[str], share: int
) -> None:
    chosen = random.Random(share)
    names = [name for name in sorted(field_names()) if chosen.random() < share / 5]
    fields = {name: chosen.choice(["1", "y", "words that somebody types", "this", ""]) for name in names}
    for rule in rules(app, "POST"):
        if rule.endpoint in LEAVES:
            continue
        for address in addresses(rule, everything):
            inside.post(address, data=fields)

    assert failures == []


def test_a_nul_in_a_field_is_left_out_and_the_rest_is_kept(app: Flask) -> None:
    with app.test_request_context(
        "/?q=a%00b", method="POST", data={"known": f"before{NUL}after", f"x{NUL}": "1"}
    ) as context:
        assert context.request.form["known"] == "beforeafter"
        assert context.request.form["x"] == "1"
        assert context.request.args["q"] == "ab"


def test_several_values_of_one_field_all_arrive_in_order(app: Flask) -> None:
    with app.test_request_context(
        "/?q=1&q=2", method="POST", data={"tick": ["a", "b"], "one": "c"}
    ) as context:
        assert context.request.form.getlist("tick") == ["a", "b"]
        assert context.request.args.getlist("q") == ["1", "2"]


def test_bytes_that_are_no_text_are_no_failure(client: PageClient) -> None:
    answer = client.post(
        "/sign-in",
        data=b"email=%ff%fe&password=\xed\xa0\x80",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\x00" * 50]
)
def test_a_broken_multipart_body_is_no_failure(client: PageClient, body: bytes) -> None:
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain"):
        assert client.post("/sign-in", data=body, content_type=kind).status_code in (400, 422)


def test_a_body_beyond_the_limit_gets_the_page_that_says_so(app: Flask, client: PageClient) -> None:
    too_much = "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)

    page = read(client.post("/sign-in", data={"email": too_much}), 413)

    assert "too" in page.h1.lower() or "large" in page.h1.lower() or "long" in page.h1.lower()


def test_too_many_fields_are_refused_in_either_encoding(client: PageClient) -> None:
    fields = {f"f{number}": "x" for number in range(1200)}

    assert client.post("/sign-in", data=fields, content_type="multipart/form-data").status_code == 413


def test_an_address_that_is_too_long_names_nothing(client: PageClient) -> None:
    read(client.get("/sign-in?next=/" + "a" * 5000), 404)
    read(client.get("/" + "a" * 5000), 404)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_a_method_that_no_page_has_is_refused(client: PageClient, method: str) -> None:
    answer = client.open("/sign-in", method=method)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_head_answers_like_get_without_the_page(inside: PageClient) -> None:
    got, headed = inside.get("/account"), inside.head("/account")

    assert headed.status_code == got.status_code == 200
    assert headed.get_data() == b""
    assert headed.headers["Content-Security-Policy"] == got.headers["Content-Security-Policy"]


def test_options_tells_methods_and_nothing_else(app: Flask, client: PageClient) -> None:
    for rule in rules(app, "GET"):
        answer = client.options(str(addresses(rule, {})[0]))
        assert answer.status_code in (200, 302)
        assert b"<main" not in answer.get_data()


@pytest.mark.parametrize(
    "cookie", ["", "x", "a.b.c", "\xff\xfe", "." * 3000, "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb", '"']
)
def test_a_broken_cookie_is_nobodys(app: Flask, client: PageClient, cookie: str) -> None:
    answer = client.get("/account", headers={"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={cookie}"})

    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("agent", ["", "\xff" * 20, "x" * 5000, "Mozilla/5.0 (\x07)"])
def test_any_browser_may_call_itself_anything(client: PageClient, agent: str) -> None:
    assert client.get("/sign-in", headers={"User-Agent": agent, "Accept-Language": agent}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "a b", "x/y", "", "ours.example:99999", "[::1"])
def test_a_host_that_is_not_ours_gets_a_page_without_its_name(tmp_path: Path, host: str) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path, TRUSTED_HOSTS=["ours.example"])

    page = read(app.test_client().get("/help", headers={"Host": host}), 400)

    assert "evil.example" not in str(page.html)
    assert app.test_client().get("/help", headers={"Host": "ours.example"}).status_code == 200
