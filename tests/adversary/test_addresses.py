"""Addresses that no page of ours makes: none makes a page fail, leads elsewhere or tells more than it should."""

from typing import Any

import pytest
from flask import Flask

from tests.adversary.conftest import PageClient
from tests.core.test_bad_input import addresses, rules

# Names that Flask's own url_for takes for itself: a page that passes its query on must not let them through.
TAKEN_BY_URL_FOR = (
    "endpoint=x",
    "_external=1",
    "_scheme=javascript&_external=1",
    "_scheme=javascript",
    "_anchor=x",
    "_method=POST",
    "self=x",
    "values=x",
    "reference=ZZZ-ZZZ&clinic_id=1&person_id=1",
)


@pytest.mark.parametrize("query", TAKEN_BY_URL_FOR)
def test_no_word_in_an_address_means_something_to_flask(
    app: Flask, inside: PageClient, everything: dict[str, Any], failures: list[str], query: str
) -> None:
    odd = []
    for rule in rules(app, "GET"):
        for address in addresses(rule, everything):
            answer = inside.get(f"{address}?{query}&page=1&state=x")
            text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            if 'href="javascript' in text or 'action="javascript' in text:
                odd.append(address)

    assert failures == []
    assert odd == []


def test_pages_of_a_long_list_stay_links_of_ours_whatever_the_address_says(
    app: Flask, make: Any, new_client: Any, failures: list[str]
) -> None:
    area = make.area()
    worker = make.worker(area)
    for _ in range(51):
        make.request(area, worker)
    browser = new_client().sign_in(worker)

    for query in TAKEN_BY_URL_FOR:
        answer = browser.get(f"/requests?{query}")
        assert answer.status_code == 200, query
        page = answer.get_data(as_text=True)
        assert "javascript:" not in page
        assert "page=2" in page
    assert failures == []


@pytest.mark.parametrize(
    "target",
    [
        "/\t/[",
        "/%09/[x",
        "\t//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\\evil.example",
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        " //evil.example",
        "/\x0b/evil.example",
        "//[",
        "/.//evil.example",
        "/..//evil.example",
        "?next=//evil.example",
    ],
)
def test_after_sign_in_nobody_is_led_elsewhere(
    app: Flask, make: Any, new_client: Any, failures: list[str], target: str
) -> None:
    browser = new_client().sign_in(make.worker(make.area()))

    answer = browser.get("/sign-in", query_string={"next": target})

    assert failures == []
    assert answer.status_code == 302
    location = answer.headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\", "/%5C"))
    read_by_a_browser = location.replace("\t", "").replace("\n", "").replace("\r", "")
    assert not read_by_a_browser.startswith("//")


@pytest.mark.parametrize(
    "referer",
    [
        "http://[",
        "http://localhost//evil.example/x",
        "http://localhost/\\evil.example",
        "http://localhost/%0a",
    ],
)
def test_a_form_of_an_ended_session_is_kept_whatever_page_is_said_to_have_sent_it(
    app: Flask, make: Any, new_client: Any, failures: list[str], referer: str
) -> None:
    person = make.worker(make.area())
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        browser = new_client().sign_in(person)
        headers = {"Referer": referer, "Origin": "http://localhost"}
        stale = browser.post("/account/name", data={"full_name": "Zora"}, headers=headers)
        ended = new_client()
        with ended.session_transaction() as session:
            session["_user_id"] = "no such session"
        gone = ended.post("/account/name", data={"full_name": "Zora"}, headers=headers)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert failures == []
    for answer in (stale, gone):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith(("//", "/\\"))


def clinic_form(lead: Any, version: str) -> dict[str, str]:
    return {
        "lead_1": str(lead.id),
        "starts": "1pm",
        "ends": "3pm",
        "slot_minutes": "40",
        "place": "Elsewhere",
        "version": version,
        **far("on", "2026", "12", "2"),
    }


@pytest.mark.parametrize("version", ["²", "٣", "9" * 5000, "-1", "1e3", "0", ""])
def test_a_version_that_is_no_number_is_an_old_one(
    app: Flask, make: Any, new_client: Any, failures: list[str], version: str
) -> None:
    area = make.area()
    lead, worker = make.lead(area), make.worker(area)
    draft = make.request(area, worker)
    make.consultation(draft, lead)
    clinic = make.clinic(area, [lead])
    sent = make.request(area, worker)
    own, asker = new_client().sign_in(lead), new_client().sign_in(worker)

    signed = own.post(f"/records/{draft.reference}/sign", data={"version": version})
    saved = own.post(f"/records/{draft.reference}/edit", data={"version": version, "advice": "x"})
    kept = own.post(f"/records/{draft.reference}/draft", data={"version": version, "advice": "x"})
    edited = own.post(f"/clinics/{clinic.id}/edit", data=clinic_form(lead, version))
    changed = asker.post(f"/ask/{sent.reference}/question", data={"version": version, "question": "Why?"})

    assert failures == []
    statuses = {answer.status_code for answer in (signed, saved, kept, edited, changed)}
    assert statuses <= {409, 422}


def far(name: str, year: str, month: str = "12", day: str = "31") -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


@pytest.mark.parametrize("year", ["0001", "1752", "9999"])
@pytest.mark.parametrize("repeats", ["once", "weekly", "monthly", "monthly_last", "fortnightly"])
@pytest.mark.parametrize("day", ["1", "31"])
def test_a_clinic_at_the_end_of_time_is_refused_or_made_but_never_fails(
    app: Flask, make: Any, new_client: Any, failures: list[str], year: str, repeats: str, day: str
) -> None:
    area = make.area()
    lead = make.lead(area)
    browser = new_client().sign_in(lead)
    form = {
        "lead_1": str(lead.id),
        "repeats": repeats,
        "starts": "9am",
        "ends": "11am",
        "slot_minutes": "40",
        "gap_minutes": "10",
        "place": "Here",
        "step": "publish",
        **far("on", year, day=day),
        **far("last_on", year),
    }

    status = browser.post("/clinics/new", data=form).status_code
    preview = browser.post("/clinics/new", data=form | {"step": ""}).status_code
    pages = [
        browser.get(page).status_code
        for page in ("/", "/clinics", "/ask", f"/clinics/calendar?month={year}-12")
    ]

    assert failures == []
    assert {status, preview} <= {200, 302, 422}
    assert pages == [200] * 4


@pytest.mark.parametrize("year", ["0001", "1752", "9999"])
def test_a_trail_is_narrowed_by_the_first_and_the_last_day_there_is(
    app: Flask, make: Any, new_client: Any, failures: list[str], year: str
) -> None:
    browser = new_client().sign_in(make.coordinator(make.area()))
    for name in ("since", "until"):
        for day, month in (("31", "12"), ("1", "1")):
            query = far(name, year, month, day)
            assert browser.get("/audit", query_string=query).status_code == 200
            assert browser.get("/audit.csv", query_string=query).status_code == 200
    assert failures == []


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_roles_and_actions_take_any_day_there_is(
    app: Flask, make: Any, new_client: Any, failures: list[str], year: str
) -> None:
    area = make.area()
    person, lead = make.worker(area), make.lead(area)
    draft = make.request(area, person)
    make.consultation(draft, lead)
    coordinator, own = new_client().sign_in(make.coordinator(area)), new_client().sign_in(lead)

    for day, month in (("31", "12"), ("1", "1")):
        coordinator.post(
            f"/people/{person.id}/areas/{area.id}/roles/new",
            data={"role": "practice_lead", **far("starts_on", year, month, day)},
        )
        own.post(
            f"/records/{draft.reference}/edit",
            data={"version": "1", "action-0-description": "x", "action-0-owner_role": "lead"}
            | far("action-0-due_on", year, month, day),
        )
        for browser, pages in (
            (coordinator, (f"/people/{person.id}", "/people", "/", "/audit", "/uptake")),
            (
                own,
                (f"/records/{draft.reference}/edit", f"/records/{draft.reference}/review", "/records", "/"),
            ),
        ):
            for page in pages:
                assert browser.get(page).status_code in (200, 302), page
    for span in coordinator.get_page(f"/people/{person.id}").html.select('a[href*="/roles/"][href$="/end"]'):
        coordinator.post(str(span["href"]), data=far("ends_on", year))
        assert coordinator.get(f"/people/{person.id}").status_code == 200
    assert failures == []


@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31", "x", "2026-13-01", "20261201", "2026-W01-1"])
def test_times_can_be_looked_for_from_any_day(
    app: Flask, make: Any, new_client: Any, failures: list[str], start: str
) -> None:
    area = make.area()
    worker = make.worker(area)
    make.clinic(area, [make.lead(area)])
    request = make.request(area, worker)

    assert (
        new_client().sign_in(worker).get(f"/requests/{request.reference}/slots?from={start}").status_code
        == 200
    )
    assert failures == []
