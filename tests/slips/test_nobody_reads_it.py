"""A word that was reported is read by nobody: every page and every file of the table of pages, as everybody."""

import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import undefer_group
from werkzeug.test import TestResponse

from csaleads.accounts import held_forms
from csaleads.core.database import db
from csaleads.core.errors import HiddenNow
from csaleads.core.unit_of_work import unit_of_work
from csaleads.slips.hidden_page import show_hidden
from tests.access.test_who_may_open_what import GET, address
from tests.access.world import NOBODY
from tests.page_client import read
from tests.slips.conftest import MARKER, REFERENCES, Stage, signed_record

OF_A_REQUEST = ("", "/slots", "/booked", "/queued", "/cancel", "/withdraw", "/decline", "/clinic.ics")
OF_A_RECORD = ("", "/edit", "/review", "/print", "/word", "/text", "/amend", "/feedback", "/break-glass")
OF_ASKING = ("/situation", "/question", "/check")
SHOW_WORDS = {
    "advice.show",
    "advice.running_order",
    "consultations.show",
    "consultations.edit",
    "consultations.review",
    "consultations.print_page",
    "consultations.text",
    "consultations.word",
}
# Versions for learning: tests/slips/test_versions.py. Entries of CPD are their owner's alone. What is prepared for a learning day
# has a way of its own to be hidden: tests/programmes. Drafts of the forum are their author's alone, and it hides posts by itself.
OF_NO_REQUEST = ("slips.", "sharing.", "development.", "programmes.", "forum.")
# Where people write, or read a draft that nobody else can see, they change their own words at once.
OWN_BOXES = ("/ask/", "advice.step", "advice.check")
OWN_PAGES = {
    "/requests/DRA-FT2",
    "/records/SGN-ED2/feedback",
    "consultations.feedback",
    "advice.identify",
    "consultations.identify",
}
SENT: list[tuple[str, dict[str, str]]] = [
    ("/records/WRT-NG2/edit", {"version": "0", "advice": "mine alone"}),
    ("/records/WRT-NG2/draft", {"version": "0", "advice": "mine alone"}),
    ("/records/WRT-NG2/sign", {"version": "0"}),
    ("/records/SGN-ED2/feedback", {}),
    ("/records/SGN-ED2/amend", {"text": ""}),
    ("/records/SGN-ED2/break-glass", {"reason": "A complaint came in."}),
    ("/ask/BKK-ED2/situation", {"version": "0", "known": "mine alone", "worrying": "m", "going_well": "m"}),
    ("/requests/ACC-EP2/decline", {"reason": ""}),
]


def addresses(app: Flask, stage: Stage) -> dict[str, str]:
    """Every page that there is, by name, and the pages of every request and record."""
    found = {
        name: address(app, stage.world, name, visit)
        for name, visit in GET.items()
        if not name.startswith(OF_NO_REQUEST)
    }
    for reference in REFERENCES:
        paths = [f"/requests/{reference}{page}" for page in OF_A_REQUEST]
        paths += [f"/records/{reference}{page}" for page in OF_A_RECORD]
        paths += [f"/ask/{reference}{page}" for page in OF_ASKING]
        found |= {path: path for path in paths}
    return found


def words_of(answer: TestResponse) -> str:
    """Everything that an answer says, a Word document unpacked."""
    if answer.data[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
        return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return answer.get_data(as_text=True)


def where_it_is_read(app: Flask, stage: Stage) -> set[tuple[str, str]]:
    """(who, where) of every answer that says the word."""
    found = set()
    for part in stage.world.visitors:
        client = stage.new_client() if part == NOBODY else stage.browser(part)
        for name, url in addresses(app, stage).items():
            answer = client.get(url)
            assert answer.status_code < 500, url
            if MARKER in words_of(answer):
                found.add((part, name))
        for url, data in SENT:
            answer = client.post(url, data=data)
            assert answer.status_code < 500, url
            if MARKER in words_of(answer):
                found.add((part, f"POST {url}"))
    return found


def test_what_was_reported_is_on_no_page_and_in_no_file_for_anybody(app: Flask, stage: Stage) -> None:
    before = where_it_is_read(app, stage)
    readers = {"QUE-UE2": "lead", "ACC-EP2": "lead", "BKK-ED2": "lead", "WRT-NG2": "lead"}
    for reference in REFERENCES:
        stage.report(reference, by=readers.get(reference, "asker"))

    after = where_it_is_read(app, stage)

    assert {name for _, name in before} >= SHOW_WORDS, "the search itself must find what is shown"
    assert ("coordinator", "consultations.show") in before
    assert {"POST /records/WRT-NG2/edit", "POST /records/WRT-NG2/sign"} <= {name for _, name in before}
    assert after == set()


def test_every_page_that_shows_words_offers_to_report_them(app: Flask, stage: Stage) -> None:
    without = set()
    for part in ("asker", "lead", "coordinator"):
        client = stage.browser(part)
        for name, url in addresses(app, stage).items():
            answer = client.get(url)
            is_page = answer.mimetype == "text/html"
            if (
                is_page
                and MARKER in answer.get_data(as_text=True)
                and "/report/" not in answer.get_data(as_text=True)
            ):
                without.add((part, name))
    others = {name for _, name in without if not name.startswith(OWN_BOXES) and name not in OWN_PAGES}

    assert without, "pages on which one writes hold words and no link"
    assert others == set()


def test_hidden_pages_are_calm_and_say_what_stays(stage: Stage) -> None:
    stage.report("BKK-ED2", by="lead")
    stage.report("SGN-ED2")

    request = stage.browser("asker").get_page("/requests/BKK-ED2")
    record = stage.browser("lead").get_page("/records/SGN-ED2")
    order = stage.browser("co_lead").get_page(f"/clinics/{stage.world.names['clinic']}/running-order")

    assert "This text is hidden while something in it is being corrected" in request.main
    assert "Cancel the booking" in request.main
    assert record.h1 == "This text is hidden while something in it is being corrected"
    assert "Look at the words" in record.main
    assert "The slot stays booked" in order.main


def test_whoever_was_writing_gets_back_what_they_typed_and_nothing_is_saved(stage: Stage) -> None:
    lead = stage.browser("lead")
    stage.report("WRT-NG2", by="lead")

    page = read(
        lead.post("/records/WRT-NG2/edit", data={"version": "1", "advice": "Talk with the nursery."}), 409
    )

    assert "Nothing was saved: copy what you typed" in page.main
    assert "Talk with the nursery." in page.main


def test_signing_and_opening_a_record_wait(stage: Stage) -> None:
    lead = stage.browser("lead")
    stage.report("WRT-NG2", by="lead")
    stage.report("ACC-EP2", by="lead")

    assert lead.post("/records/WRT-NG2/sign", data={"version": "1"}).status_code == 409
    assert lead.post("/requests/ACC-EP2/record").status_code == 409


def test_a_booking_can_be_cancelled_while_the_words_are_hidden(stage: Stage) -> None:
    stage.report("BKK-ED2", by="lead")

    data = {"reason": "Court at the same time.", "afterwards": "keep"}
    answer = stage.browser("asker").post("/requests/BKK-ED2/cancel", data=data)

    assert answer.status_code == 302


def test_what_was_held_for_a_page_is_not_put_back_while_it_is_hidden(app: Flask, stage: Stage) -> None:
    lead = stage.person("lead")
    data = {"advice": f"{MARKER} typed late"}
    with (
        app.test_request_context("/records/WRT-NG2/edit", method="POST", data=data) as context,
        unit_of_work(),
    ):
        held_forms.hold(context.request, person_id=lead.id)
    client = stage.new_client()
    client.sign_in(lead)
    with client.session_transaction() as session:
        session[held_forms.COOKIE_KEY] = ["/records/WRT-NG2/edit"]
    stage.report("WRT-NG2", by="lead")

    page = client.get_page("/records/WRT-NG2/edit")

    assert MARKER not in page.text


@pytest.mark.parametrize("part", ["manager", "programme", "auditor", "their_coordinator", "other_worker"])
def test_nobody_else_learns_that_there_is_a_slip(stage: Stage, part: str) -> None:
    slip_id = stage.report()
    client = stage.browser(part)

    assert client.get(f"/slips/{slip_id}").status_code == 404
    assert client.get("/report/SGN-ED2").status_code == 404
    assert client.get("/records/SGN-ED2").status_code == 404
    listed: Any = client.get("/slips")
    assert listed.status_code == 404 or "SGN-ED2" not in listed.get_data(as_text=True)


def test_a_page_that_forgot_to_ask_answers_404_and_no_words(stage: Stage, app: Flask) -> None:
    """What opens hidden words is refused beneath every page; where that page is of no single request, it does not exist."""
    stage.report()

    with app.test_request_context("/clinics"):
        row = db.session.scalars(signed_record().options(undefer_group("narrative"))).one()
        with pytest.raises(HiddenNow):
            _ = row.advice
        answer = show_hidden(HiddenNow())

    assert isinstance(answer, tuple)
    assert answer[1] == 404
