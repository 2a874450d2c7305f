"""The stories that journeys tell, each written once for a pair of hands: how it is clicked, typed or read aloud is theirs."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from tests.journeys.hands import Pointer
from tests.journeys.server import RunningService

REFERENCE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b")
KNOWN = "Child A told a teaching assistant about a secret game at bath time."
ADVICE = "Ask for a strategy discussion today, and let that meeting decide who speaks with Child A."
NOTE = "I was tired and listened less well than I wanted to."
SLIP = "Jayden Whitlock"  # a name that the worker types before they think
HARMLESS = "Kayleigh Thornton"  # a name that the lead keeps, for it belongs to nobody


def ask(hand: Pointer, choose_time: Callable[[Pointer], None]) -> str:
    """From Today to a sent request; `choose_time` takes it from there. The reference of the request."""
    hand.follow("Ask for advice")
    hand.choose("No")
    hand.press("Continue")
    if hand.page.get_by_role("radio", name="In the family", exact=True).count() == 0:
        hand.press("Begin a new request")
    hand.choose("In the family")
    hand.press("Save and continue")
    hand.choose("5 to 7")
    hand.press("Save and continue")
    hand.choose("First concern")
    hand.press("Save and continue")
    hand.write("What do you know?", KNOWN)
    hand.write("What is worrying you?", "It is kept from the mother, and Child A is watchful.")
    hand.write("What is going well?", "The school listened and wrote down the exact words.")
    hand.press("Save and continue")
    hand.write(
        "What would you like to ask the Practice Lead?",
        f"Is this enough for a strategy discussion on {SLIP}?",
    )
    hand.press("Save and continue")
    hand.choose("3")
    hand.press("Save and continue")
    hand.sees("Check your answers")
    hand.sees(KNOWN)
    hand.press("Send and choose a time")
    be_stopped_and_use_the_suggestion(hand)
    choose_time(hand)
    found = REFERENCE.search(hand.page.get_by_role("main").inner_text())
    assert found is not None
    return found.group()


def be_stopped_and_use_the_suggestion(hand: Pointer) -> None:
    """A name was typed: nothing is sent until there is an answer, and then it stands nowhere any more."""
    hand.sees("Check what could identify somebody")
    hand.sees(f"Is this enough for a strategy discussion on {SLIP}?")
    hand.press("Continue and send")
    hand.sees(f"Select what you would like to do about “{SLIP}”")
    hand.choose("Use “Person B”")
    hand.press("Continue and send")


def take_first_slot(hand: Pointer) -> None:
    """Book the earliest free slot."""
    first = hand.page.get_by_role("main").get_by_role("radio").first
    name = first.evaluate("e => e.labels[0].innerText.trim()")
    hand.choose(name)
    hand.press("Confirm")
    hand.sees("Your time is booked")


def ask_between_clinics(hand: Pointer) -> None:
    """Leave the request in the queue."""
    hand.choose("Advice between clinics")
    hand.press("Confirm")


def let_the_clinic_begin(service: RunningService, reference: str) -> str:
    """Time passes: the clinic of the booked request began an hour ago. The address of its running order."""
    engine = create_engine(service.database_url)
    with engine.begin() as connection:
        found = connection.execute(
            text(
                "SELECT slots.clinic_id, clinics.starts_at FROM slots JOIN clinics ON clinics.id = slots.clinic_id "
                "JOIN bookings ON bookings.slot_id = slots.id JOIN requests ON requests.id = bookings.request_id "
                "WHERE requests.reference = :reference AND bookings.released_at IS NULL"
            ),
            {"reference": reference},
        ).one()
        starts_at = found.starts_at
        if isinstance(starts_at, str):
            starts_at = datetime.fromisoformat(starts_at).replace(tzinfo=UTC)
        days = (starts_at - datetime.now(UTC)) // timedelta(days=1) + 1
        for table, key in (("slots", "clinic_id"), ("clinics", "id")):
            if engine.dialect.name == "sqlite":
                moved = (
                    "starts_at = strftime('%Y-%m-%d %H:%M:%f000', starts_at, :past), "
                    "ends_at = strftime('%Y-%m-%d %H:%M:%f000', ends_at, :past)"
                )
                past: object = f"-{days} days"
            else:
                moved = "starts_at = starts_at - :past, ends_at = ends_at - :past"
                past = timedelta(days=days)
            connection.execute(
                text(f"UPDATE {table} SET {moved} WHERE {key} = :clinic"),
                {"past": past, "clinic": found.clinic_id},
            )
    engine.dispose()
    clinic_id = found.clinic_id if isinstance(found.clinic_id, UUID) else UUID(found.clinic_id)
    return f"/clinics/{clinic_id}/running-order"


def write_and_sign(hand: Pointer) -> None:
    """Fill in an empty record, with an agency and an action, read it through and sign it."""
    hand.write("Hypotheses", "The stepfather harms Child A at bath time; or the secret is another one.")
    hand.write("Advice", ADVICE)
    hand.write("What to say to the child", "You are not in trouble. You may tell me more whenever you want.")
    hand.press("Add an agency")
    hand.pick("Agency", "Police")
    hand.write("Its role, and what it is waiting for", "To be told; checks on the adults.")
    hand.press("Add an action")
    hand.write("What will be done", "Ask the team manager for a strategy discussion")
    hand.pick("Who will do it", "Social worker")
    hand.write("Your own note", f"{NOTE} It reminded me of the novel by {HARMLESS}.")
    hand.press("Save and read it through")
    hand.sees(ADVICE)
    hand.press("Sign the record")
    hand.sees("Check what could identify somebody")
    hand.choose("Keep it: this identifies nobody")
    hand.pick("Why does it identify nobody?", "It is an author, a character or somebody in the news")
    hand.press("Continue")
    hand.sees("Signed")


def look_at_what_was_kept(hand: Pointer, reference: str) -> None:
    """Another lead of the area agrees with what was kept, without seeing the words or the reference."""
    hand.page.goto("/kept")
    hand.sees("It is an author, a character or somebody in the news")
    assert reference not in hand.page.content()
    assert HARMLESS not in hand.page.content()
    hand.press("Agree")
    hand.sees("Nothing waits to be looked at")


def take_away(hand: Pointer, reference: str) -> None:
    """The worker reads the shared part, marks the action done and says how it helped."""
    hand.page.goto(f"/records/{reference}")
    hand.sees(ADVICE)
    expect(hand.page.locator("body")).not_to_contain_text(NOTE)
    hand.press("I have read this")
    hand.press("Mark as done")
    hand.press("Say if it helped")
    hand.choose("8")
    hand.choose("Yes")
    hand.press("Send your answers")
    hand.sees("8")


def downloads_hold(page: Page, reference: str) -> None:
    """Word and plain text carry the advice and never the lead's own note."""
    for path in (f"/records/{reference}/text", f"/records/{reference}/word"):
        answer = page.request.get(path)
        assert answer.ok
        assert answer.headers["cache-control"] == "no-store"
        assert NOTE.encode() not in answer.body()
    assert ADVICE in page.request.get(f"/records/{reference}/text").text()


def typed_words_are_nowhere(service: RunningService) -> None:
    """Neither the database file nor any mail holds a word of what was typed."""
    if service.database_url.startswith("sqlite"):
        path = service.folder / "journey.sqlite"
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(FULL)")
        raw = b"".join(file.read_bytes() for file in service.folder.glob("journey.sqlite*"))
        assert b"northmere.example" in raw, "the search itself must be able to find something"
        for words in (KNOWN, ADVICE, NOTE, SLIP, HARMLESS):
            assert words.encode() not in raw
            assert words[:24].encode() not in raw
    log = (service.folder / "server.log").read_text()
    for text_of in (*service.mails(), log):
        assert "Child A" not in text_of
        assert "bath time" not in text_of
