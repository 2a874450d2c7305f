"""What people type is shown as typed and never does anything: in pages, files, mails and headers. Narrative stays sealed."""

import base64
import io
import json
import logging
import re
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import inspect, text

from csaleads.access.permissions import Role
from csaleads.clinics.models import Clinic
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.csv_files import csv_of
from csaleads.core.database import Base, db
from csaleads.notify.delivery import deliver_batch
from csaleads.sharing.content import NAMES
from csaleads.sharing.models import Question
from tests.adversary.invariants import broken
from tests.adversary.rivals import threading
from tests.core.test_bad_input import addresses, rules
from tests.factories import Factory
from tests.page_client import PageClient, read

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}'&lt;b&gt;&amp;"
HEADER = "Zora\r\nBcc: victim@evil.example"
RTL = "\u202eevil\u2066\u200b\N{GRINNING FACE}"
FORMULA = '=HYPERLINK("https://evil.example";"x")'


@pytest.mark.parametrize("words", [EVIL, HEADER, RTL, FORMULA, "\x01\x07\x1b[31m\x7f"], ids=range(5))
def test_names_and_places_do_nothing_on_any_page_and_in_any_file(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str], words: str
) -> None:
    place = "".join(letter for letter in words if letter.isprintable())[:150]  # as a form would keep it
    area = make.area(words[:100])
    team = make.team(area, words[:100])
    person = make.person(area, *Role, name=words[:110], team=team)
    other = make.lead(area, name=words[:110], email="o'brien+x@area.example")
    worker = make.worker(area, name=words[:110], team=team)
    clinic = make.clinic(
        area, [person, other], teams=[team], place=place, online_link="https://meet.example/a"
    )
    request = make.request(
        area, worker, **dict.fromkeys(("known", "worrying", "going_well", "question"), words)
    )
    signed = make.request(
        area, person, **dict.fromkeys(("known", "worrying", "going_well", "question"), words)
    )
    texts = ("hypotheses", "evidence_for", "advice", "say_to_child", "manager_decision", "lead_note")
    record = make.consultation(signed, other, signed_at=clock.now(), **dict.fromkeys(texts, words))
    make.action(record, description=words)
    draft = make.request(area, worker)
    make.consultation(draft, person, **dict.fromkeys(texts, words))
    browser, asker = new_client().sign_in(person), new_client().sign_in(worker)
    slot = make.slots_of(clinic)[0]
    asker.post(f"/requests/{request.reference}/slots", data={"choice": str(slot.id)})
    asker.post(f"/requests/{request.reference}/cancel", data={"reason": words, "afterwards": "keep"})
    asker.post(f"/requests/{request.reference}/slots", data={"choice": str(slot.id)})
    things: dict[str, Any] = {
        "reference": [request.reference, signed.reference, draft.reference],
        "clinic_id": [clinic.id],
        "slot_id": [slot.id],
        "person_id": [other.id, person.id],
        "area_id": [area.id],
        "team_id": [team.id],
    }

    wrong = []
    for rule in rules(app, "GET"):
        for address in addresses(rule, things):
            for reader in (browser, asker):
                answer = reader.get(address)
                wrong += [f"{address}: {flaw}" for flaw in flaws(answer, words)]

    assert failures == []
    assert wrong == []
    assert not broken()


def flaws(answer: Any, words: str) -> list[str]:
    """What is dangerous about an answer, in a few words."""
    found = [f"header {name}" for name, value in answer.headers if "\n" in value or "\r" in value]
    found += [f"header {name}" for name, _ in answer.headers if name.lower() == "bcc"]
    body = answer.get_data()
    if answer.mimetype == "text/html":
        page = body.decode()
        found += ["script"] if "<script>alert" in page else []
        found += ["image"] if "<img src=x" in page else []
        found += ["evaluated"] if "{{7*7}}" in words and ">49" in page else []
        found += ["closed attribute"] if '="">' in page and '"><script' in page else []
    elif answer.mimetype == "text/csv":
        lines = body.decode("utf-8-sig")
        found += ["formula"] if re.search(r'(^|[,\n"])[=+@]', lines) else []
    elif answer.mimetype == "text/calendar":
        entry = Calendar.from_ical(body).walk("VEVENT")
        found += ["calendar"] if len(entry) != 1 or b"\nBcc:" in body.replace(b"\r\n ", b"") else []
        found += ["long line"] if any(len(line) > 75 for line in body.split(b"\r\n")) else []
    elif "wordprocessing" in answer.mimetype:
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            written = file.read("word/document.xml").decode()
        found += ["word"] if "<script>" in written else []
    return found


def test_mails_to_people_with_hostile_names_have_one_recipient_and_the_headers_of_ours(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    area = make.area(HEADER)
    worker = make.worker(area, name=HEADER)
    clinic = make.clinic(area, [make.lead(area, name=EVIL)], place=RTL)
    request = make.request(area, worker)
    slot = make.slots_of(clinic)[0]
    browser = new_client().sign_in(worker)
    browser.post(f"/requests/{request.reference}/slots", data={"choice": str(slot.id)})
    browser.post("/forgotten-password", data={"email": worker.email})

    while deliver_batch(threading.Event()):
        pass

    mails = [file.read_bytes() for file in Path(app.config["MAIL_FOLDER"]).iterdir()]
    assert len(mails) == 3
    for mail in mails:
        head = mail.partition(b"\n\n")[0] if b"\r\n\r\n" not in mail else mail.partition(b"\r\n\r\n")[0]
        assert not re.search(rb"^bcc:", head, re.IGNORECASE | re.MULTILINE)
        assert len(re.findall(rb"^To:", head, re.MULTILINE)) == 1
    assert failures == []


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u200b=", "＝", "%=", "|="]
)
def test_a_cell_is_never_a_formula(start: str) -> None:
    line = csv_of(["h"], [[f"{start}cmd|' /C calc'!A0"]]).split("\r\n", 1)[1]
    cell = line.strip().strip('"')

    assert not re.match(r"[=+\-@＝\t\r\n]", cell)
    assert not re.match(r"\s*[=+\-@]", cell)


@pytest.mark.parametrize(
    "mark", ["\x01", "\x0b", "\x1b[31m", "\x7f", "\x1f", "\ufffe", "\x85", "\u2028", "\r\n"]
)
def test_a_control_character_that_was_pasted_along_keeps_nobody_from_booking(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str], mark: str
) -> None:
    area = make.area()
    lead, worker = make.lead(area), make.worker(area)
    form = {
        "lead_1": str(lead.id), "repeats": "once", "starts": "9am", "ends": "11am", "slot_minutes": "40",
        "gap_minutes": "10", "place": f"Room{mark}2{mark}", "step": "publish",
        "on-day": "2", "on-month": "12", "on-year": "2026",
    }  # fmt: skip
    made = new_client().sign_in(lead).post("/clinics/new", data=form)
    clinic = db.session.get_one(Clinic, UUID(made.location.rpartition("/")[2]))
    slot = make.slots_of(clinic)[0]
    request = make.request(area, worker)

    booked = (
        new_client()
        .sign_in(worker)
        .post(f"/requests/{request.reference}/slots", data={"choice": str(slot.id)})
    )

    assert failures == []
    assert booked.status_code == 302


LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://meet.example/a",
    "https://",
    "https:///evil",
    "https://user:password@meet.example/",
    "https://meet.example@evil.example/",
    "https://meet.example\\@evil.example/",
    "//evil.example",
    "https://[",
    'https://meet.example/"onclick="x',
    " https:// meet.example",
    "vbscript:x",
]


@pytest.mark.parametrize("link", LINKS)
def test_an_online_link_leads_to_a_meeting_or_is_refused(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str], link: str
) -> None:
    area = make.area()
    lead = make.lead(area)
    browser = new_client().sign_in(lead)
    form = {
        "lead_1": str(lead.id), "repeats": "once", "starts": "9am", "ends": "11am", "slot_minutes": "40",
        "gap_minutes": "10", "online_link": link, "step": "publish",
        "on-day": "2", "on-month": "12", "on-year": "2026",
    }  # fmt: skip

    assert browser.post("/clinics/new", data=form).status_code == 422
    assert failures == []


NARRATIVE = "teaspoon drawer"  # each marker is of everyday words, which the screening lets pass
THINGS = ("table", "chair", "window", "carpet", "kettle", "pillow", "ladder", "basket", "bottle", "cushion")
MARKER = rf"{NARRATIVE} (?:{'|'.join(THINGS)}) (?:{'|'.join(THINGS)})"


def test_narrative_is_nowhere_but_on_the_pages_of_those_who_may_read_it(
    app: Flask,
    make: Factory,
    new_client: Callable[[], PageClient],
    failures: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Typed through the pages into every field there is, each with a marker of its own; then looked for everywhere."""
    caplog.set_level(logging.DEBUG)
    area = make.area()
    worker, lead, co_lead = make.worker(area), make.lead(area), make.lead(area)
    coordinator, manager, programme = (
        make.coordinator(area),
        make.manager(area, of=[worker]),
        make.person(None, Role.PROGRAMME_TEAM),
    )
    auditor = make.person(None, Role.AUDITOR)
    clinic = make.clinic(area, [lead, co_lead], starts_at=clock.now() + timedelta(minutes=30))
    slots = make.slots_of(clinic)
    numbers = iter(range(100))
    typed: dict[str, str] = {}

    def mark(field: str) -> str:
        number = next(numbers)
        typed[field] = f"{NARRATIVE} {THINGS[number // 10]} {THINGS[number % 10]}"
        return f"{typed[field]} & <b>child</b>"

    asks, leads, co_leads = (new_client().sign_in(one) for one in (worker, lead, co_lead))
    coordinates = new_client().sign_in(coordinator)
    begun = asks.post("/ask", data={"in_danger": "no"})
    reference = begun.location.split("/")[2]
    ask = f"/ask/{reference}"
    for step, data in (
        ("concern", {"concern": "online"}),
        ("age", {"age_band": "under_5"}),
        ("stage", {"stage": "early_help"}),
        ("situation", {name: mark(name) for name in ("known", "worrying", "going_well")}),
        ("question", {"question": mark("question")}),
        ("confidence", {"confidence_before": "5"}),
    ):
        assert asks.post(f"{ask}/{step}/autosave", data=data).status_code == 200
        assert asks.post(f"{ask}/{step}", data=data).status_code == 302, step
    asks.post(f"{ask}/send")
    page, record = f"/requests/{reference}", f"/records/{reference}"
    asks.post(f"{page}/slots", data={"choice": str(slots[0].id)})
    asks.post(f"{page}/cancel", data={"reason": mark("cancel"), "afterwards": "keep"})
    asks.post(f"{page}/slots", data={"choice": str(slots[1].id)})
    leads.post(f"{page}/cancel", data={"reason": mark("cancel as lead")})
    asks.post(f"{page}/slots", data={"choice": "queue"})
    leads.post(f"{page}/accept")
    leads.post(f"{page}/record")
    fields = (
        "hypotheses",
        "evidence_for",
        "evidence_against",
        "protective_factors",
        "advice",
        "say_to_child",
        "manager_decision",
        "lead_note",
    )
    content = {name: mark(name) for name in fields} | {
        "agency-0-agency": "police",
        "agency-0-role": mark("agency role"),
        "action-0-description": mark("action"),
        "action-0-owner_role": "social_worker",
    }
    assert (
        leads.post(f"{record}/draft", data=content | {"version": "1", "page_key": "key"}).status_code == 200
    )
    assert leads.post(f"{record}/edit", data=content | {"version": "2", "page_key": "key"}).status_code == 302
    assert leads.post(f"{record}/sign", data={"version": "3"}).status_code == 302
    assert (
        leads.post(
            f"{record}/amend", data={"text": mark("amendment"), "reason": mark("why amended")}
        ).status_code
        == 302
    )
    assert (
        asks.post(
            f"{record}/feedback",
            data={"confidence_after": "7", "external_advice": "yes", "comment": mark("comment")},
        ).status_code
        == 302
    )
    assert coordinates.post(f"{record}/break-glass", data={"reason": mark("glass")}).status_code == 302
    assert (
        coordinates.post(
            f"/clinics/{clinic.id}/cancel", data={"reason": mark("clinic"), "scope": "this"}
        ).status_code
        == 302
    )
    for _ in range(4):
        make.consultation(make.request(area, worker), lead, signed_at=clock.now())
    number = share_for_learning(leads, coordinates, f"{record}/sharing", mark)
    declined = make.request(area, worker, state="queued")
    leads.post(f"/requests/{declined.reference}/decline", data={"reason": mark("declined")})
    withdrawn = make.request(area, worker)
    asks.post(f"/requests/{withdrawn.reference}/withdraw", data={"reason": mark("withdrawn")})
    hold_what_is_typed_too_late(app, new_client(), worker, reference, mark("held"))
    while deliver_batch(threading.Event()):
        pass

    everything = (
        everything_stored(app)
        + caplog.text.encode()
        + b"".join(file.read_bytes() for file in Path(app.config["MAIL_FOLDER"]).rglob("*") if file.is_file())
    )
    assert reference.encode() in everything, "the search itself must be able to find something"
    assert NARRATIVE.encode() not in everything
    assert NARRATIVE.encode() not in base64_of(everything)
    for browser in (asks, leads, co_leads, coordinates):
        assert NARRATIVE not in cookie_words(app, browser)
    readers = {"asks": asks, "leads": leads, "co_leads": co_leads, "coordinates": coordinates} | {
        name: new_client().sign_in(one)
        for name, one in (
            ("manages", manager),
            ("programme", programme),
            ("audits", auditor),
            ("colleague", make.worker(area)),
            ("other lead", make.lead(area)),
        )
    }
    seen = {
        name: markers_seen(
            app, browser, area, clinic, number, reference, declined.reference, withdrawn.reference
        )
        for name, browser in readers.items()
    }
    words = {marker: field for field, marker in typed.items()}
    fields_seen = {name: {words[marker] for marker in found} for name, found in seen.items()}
    assert failures == []
    for name in ("manages", "programme", "audits", "colleague", "other lead"):
        assert fields_seen[name] == set(), name
    assert "lead_note" in fields_seen["leads"]
    assert all("lead_note" not in found for name, found in fields_seen.items() if name != "leads")
    assert {"advice", "question", "declined", "withdrawn", "amendment", "comment"} <= fields_seen["asks"]
    assert "glass" not in fields_seen["asks"]
    assert not {
        field for field in fields_seen["asks"] | fields_seen["co_leads"] if field.startswith("shared")
    }
    assert {f"shared {name}" for name in NAMES} <= fields_seen["leads"]
    assert {f"shared {name}" for name in NAMES} <= fields_seen["coordinates"]  # who opened it
    assert not {"question", "known", "comment", "lead_note", "glass"} & fields_seen["coordinates"]
    assert not {"advice", "hypotheses", "known"} & fields_seen["co_leads"], (
        "signed: it is its lead's and its worker's"
    )


def share_for_learning(
    leads: PageClient, coordinates: PageClient, own: str, mark: Callable[[str], str]
) -> str:
    """The number of a version that was sent back once, changed in every part, and is shared."""
    broad = {"age": "any_age", "concern": "any_concern", "stage": "any_stage", "period": "any_time"}
    answers = {question.value: "no" for question in Question}
    leads.post(own)
    for step, change in (("send-back", mark("what to change")), ("confirm", "")):
        texts = {name: mark(f"shared {name}") for name in NAMES}
        form = read(leads.get(f"{own}/edit")).form_values()
        assert leads.post(f"{own}/edit", data=form | texts | {"step": "check"}).status_code == 302
        form = read(leads.get(f"{own}/check")).form_values()
        assert leads.post(f"{own}/check", data=form | broad | {"step": "propose"}).status_code == 302
        review = str(
            read(coordinates.get("/shared-records/to-review")).html.select("main table a")[0]["href"]
        )
        coordinates.post(review.replace("/review", "/open"))
        form = read(coordinates.get(review)).form_values() | answers
        sent = coordinates.post(review, data=form | {"what_to_change": change, "step": step})
        assert sent.status_code == 302
    number = review.split("/")[2]
    assert coordinates.post(f"/shared-records/{number}/open").status_code == 302
    return number


def hold_what_is_typed_too_late(
    app: Flask, browser: PageClient, worker: Any, reference: str, words: str
) -> None:
    browser.sign_in(worker)
    with clock.at(clock.now() + timedelta(hours=2)):
        answer = browser.post(
            f"/records/{reference}/feedback", data={"comment": words}, headers={"Origin": "http://localhost"}
        )
    assert answer.location.startswith("/sign-in?next=")


def everything_stored(app: Flask) -> bytes:
    """Every table as the driver gives it, and the files of SQLite as they are."""
    found = []
    db.session.rollback()
    for table in inspect(db.engine).get_table_names():
        for row in db.session.execute(text(f'SELECT * FROM "{table}"')):
            found += [
                bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                for value in row
            ]
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        found += [file.read_bytes() for file in path.parent.glob(f"{path.name}*") if file.is_file()]
        assert sqlite3.sqlite_version
    return b"\n".join(found)


def base64_of(everything: bytes) -> bytes:
    """The parts that look like base64, opened."""
    parts = re.findall(rb"[A-Za-z0-9+/]{40,}={0,2}", everything)
    return b"\n".join(
        base64.b64decode(part + b"=" * (-len(part) % 4)) for part in parts if len(part) % 4 != 1
    )


def cookie_words(app: Flask, browser: PageClient) -> str:
    with browser.session_transaction() as session:
        return json.dumps(dict(session), default=str)


def markers_seen(
    app: Flask, browser: PageClient, area: Any, clinic: Any, number: str, *references: str
) -> set[str]:
    things: dict[str, Any] = {
        "reference": list(references),
        "clinic_id": [clinic.id],
        "area_id": [area.id],
        "number": [number],
    }
    found: set[str] = set()
    for rule in rules(app, "GET"):
        for address in addresses(rule, things):
            answer = browser.get(address)
            body = answer.get_data()
            if "wordprocessing" in answer.mimetype:
                with zipfile.ZipFile(io.BytesIO(body)) as file:
                    body = file.read("word/document.xml")
            found |= set(re.findall(MARKER, body.decode(errors="replace")))
            assert NARRATIVE not in str(answer.headers)
    return found


def test_tables_know_nothing_that_this_test_forgot(app: Flask) -> None:
    """A new sealed column needs a marker above, or a story in its own room; each alone is tried in test_sealed_columns."""
    sealed = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed") or column.name == "sealed"
    }
    assert Clinic.__tablename__ + ".cancelled_reason_sealed" in sealed
    assert len([name for name in sealed if name.startswith(Consultation.__tablename__ + ".")]) == 9
    assert len(
        [name for name in sealed if name.startswith(("learning_versions.", "learning_reviews."))]
    ) >= len(NAMES)
    assert len(sealed) == 49, sorted(sealed)
