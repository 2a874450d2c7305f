"""Entries of CPD: sealed, screened when they are finished, seen by nobody but their owner, and never lost."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from csaleads.audit.models import NETWORK_CHAIN, AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import list_queries, queries, service
from csaleads.development.content import EntryContent
from csaleads.development.errors import NotComplete, NotOnThisDay
from csaleads.development.models import CpdEntry, EntryKind, EntryState, PeerRole
from csaleads.development.years import CpdYear
from csaleads.screening.models import Because, KeptException
from csaleads.screening.service import Answers, CouldIdentify
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

YEAR = CpdYear(2025)
DAY = date(2026, 11, 3)
TEXTS = {
    "what_and_why": "A course, for I wanted to learn more.",
    "learnt": "To listen longer: pebble note.",
    "effect": "I ask more openly.",
    "peer": "",
}


def content(**changed: object) -> EntryContent:
    said = {"kind": EntryKind.COURSE, "done_on": DAY, "texts": TEXTS}
    return EntryContent(**said | changed)  # type: ignore[arg-type]


def begun(cast: Cast, part: str = "worker") -> UUID:
    with unit_of_work():
        return service.begin_entry(cast.actor(part), kind=EntryKind.COURSE, done_on=DAY)


def finish(cast: Cast, entry_id: UUID, said: EntryContent | None = None, part: str = "worker") -> None:
    actor = cast.actor(part)
    version = queries.get_entry(actor, entry_id).version
    with unit_of_work():
        service.finish_entry(actor, entry_id=entry_id, content=said or content(), version=version)


def test_an_entry_is_begun_saved_and_finished(cast: Cast) -> None:
    entry_id = begun(cast)
    actor = cast.actor("worker")

    with unit_of_work():
        version = service.save_entry(actor, entry_id=entry_id, content=content(), version=1)
    finish(cast, entry_id)

    entry = queries.get_entry(actor, entry_id)
    assert version == 2
    assert entry.is_finished
    assert entry.content.text("learnt") == TEXTS["learnt"]
    assert queries.get_year(actor, YEAR).tally == (1, 0, 0)


def test_what_is_written_lies_sealed(cast: Cast) -> None:
    entry_id = begun(cast)
    finish(cast, entry_id)

    sealed = db.session.scalar(select(CpdEntry.learnt_sealed).where(CpdEntry.id == entry_id))

    assert sealed is not None
    assert b"pebble" not in sealed


@pytest.mark.parametrize("part", ["lead", "manager", "coordinator", "their_lead"])
def test_nobody_but_its_owner_finds_an_entry(cast: Cast, part: str) -> None:
    entry_id = begun(cast)
    other = cast.actor(part)

    with pytest.raises(NotFound):
        queries.get_entry(other, entry_id)
    with pytest.raises(NotFound), unit_of_work():
        service.save_entry(other, entry_id=entry_id, content=content(), version=1)
    with pytest.raises(NotFound), unit_of_work():
        service.remove_entry(other, entry_id=entry_id)
    assert list_queries.list_entries(other, YEAR, page=1).total_count == 0
    assert queries.list_finished(other, YEAR) == []
    assert queries.get_entry(cast.actor("worker"), entry_id).version == 1


def test_a_draft_may_hold_anything_and_is_not_finished_with_it(cast: Cast) -> None:
    entry_id = begun(cast)
    named = content(texts=TEXTS | {"learnt": "Kayleigh Thompson of Elm Grove taught me."})
    with unit_of_work():
        service.save_entry(cast.actor("worker"), entry_id=entry_id, content=named, version=1)

    with pytest.raises(CouldIdentify):
        finish(cast, entry_id, named)

    assert not queries.get_entry(cast.actor("worker"), entry_id).is_finished


def test_an_entry_with_gaps_is_not_finished(cast: Cast) -> None:
    entry_id = begun(cast)

    with pytest.raises(NotComplete) as refused:
        finish(cast, entry_id, content(texts=TEXTS | {"effect": ""}))

    assert [gap.field for gap in refused.value.gaps] == ["effect"]


def test_an_entry_counts_with_its_peer_once_it_is_finished(cast: Cast) -> None:
    entry_id = begun(cast)
    said = content(peer_role=PeerRole.REFLECTIVE_GROUP, texts=TEXTS | {"peer": "How to begin."})
    with unit_of_work():
        service.save_entry(cast.actor("worker"), entry_id=entry_id, content=said, version=1)
    assert queries.get_year(cast.actor("worker"), YEAR).tally == (0, 0, 1)

    finish(cast, entry_id, said)

    assert queries.get_year(cast.actor("worker"), YEAR).tally == (1, 1, 0)


@pytest.mark.parametrize("day", [date(2018, 1, 1), clock.today() + timedelta(days=400)])
def test_an_entry_tells_of_something_done(cast: Cast, day: date) -> None:
    with pytest.raises(NotOnThisDay), unit_of_work():
        service.begin_entry(cast.actor("worker"), kind=EntryKind.COURSE, done_on=day)


def test_two_windows_do_not_overwrite_each_other(cast: Cast) -> None:
    entry_id = begun(cast)
    actor = cast.actor("worker")
    with unit_of_work():
        service.save_entry(actor, entry_id=entry_id, content=content(), version=1)

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.save_entry(actor, entry_id=entry_id, content=content(texts={}), version=1)

    assert queries.get_entry(actor, entry_id).content.text("learnt") == TEXTS["learnt"]


def test_a_double_click_saves_once_and_is_no_conflict(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    address = f"/cpd/entries/{begun(cast)}/edit"
    form = client.get_page(address).form_values() | TEXTS | {"step": "later"}

    answers = [client.post(address, data=form).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_an_open_page_goes_on_saving_what_it_saved_itself(cast: Cast) -> None:
    entry_id = begun(cast)
    actor = cast.actor("worker")
    for typed in ("one", "one two"):  # the answer to the first was lost, so the page still shows version 1
        with unit_of_work():
            service.autosave_entry(
                actor, entry_id=entry_id, content=content(texts={"learnt": typed}), version=1, page_key="page"
            )

    assert queries.get_entry(actor, entry_id).content.text("learnt") == "one two"
    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.autosave_entry(actor, entry_id=entry_id, content=content(), version=1, page_key="other")


def test_a_finished_entry_is_changed_only_once_it_is_open_again(cast: Cast) -> None:
    entry_id = begun(cast)
    finish(cast, entry_id)
    actor = cast.actor("worker")
    with pytest.raises(WrongState):
        finish(cast, entry_id)

    with unit_of_work():
        service.reopen_entry(actor, entry_id=entry_id)

    assert queries.get_entry(actor, entry_id).state is EntryState.DRAFT
    with pytest.raises(WrongState), unit_of_work():
        service.reopen_entry(actor, entry_id=entry_id)


def test_a_removed_entry_leaves_nothing(cast: Cast) -> None:
    entry_id = begun(cast)
    finish(cast, entry_id)

    with unit_of_work():
        service.remove_entry(cast.actor("worker"), entry_id=entry_id)

    assert db.session.scalar(select(func.count()).select_from(CpdEntry)) == 0
    assert db.session.scalar(select(func.count()).select_from(KeptException)) == 0


def test_the_pages_take_an_entry_from_the_first_click_to_the_file(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    page = client.get_page("/cpd/entries/new")
    sent = page.form_values() | {"kind": "briefing_given", "done_on-day": "3", "done_on-month": "11"}
    answer = client.post("/cpd/entries/new", data=sent | {"done_on-year": "2026"})
    again = client.post("/cpd/entries/new", data=sent | {"done_on-year": "2026"})
    assert answer.headers["Location"] == again.headers["Location"]

    address = answer.headers["Location"]
    form = client.get_page(address).form_values()
    gaps = client.post_page(address, data=form | {"step": "finish"}, status=422)
    assert "Say what you learnt" in gaps.errors
    done = client.post(address, data=form | TEXTS | {"step": "finish"})

    assert done.status_code == 302
    shown = client.get_page(done.headers["Location"])
    assert "pebble note" in shown.main
    text = client.get("/cpd/text?year=2025").get_data(as_text=True)
    headings = ["Kind of CPD", "What I did and why", "What I learnt", "The effect on my practice"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert client.get("/cpd/word?year=2025").data.startswith(b"PK")
    assert "pebble note" in client.get_page("/cpd/print?year=2025").main
    assert "pebble note" not in client.get_page("/cpd").main
    assert "pebble note" not in client.get("/cpd/text?year=2024").get_data(as_text=True)


def test_a_finding_is_asked_about_and_the_answer_finishes_the_entry(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    entry_id = begun(cast)
    address = f"/cpd/entries/{entry_id}/edit"
    form = client.get_page(address).form_values() | TEXTS
    form |= {"learnt": "Kayleigh Thompson taught me to listen.", "step": "finish"}

    asked = client.post_page(address, data=form, status=422)
    assert "Kayleigh" in asked.main
    assert "Nobody in your area sees it." in asked.main
    assert "looks at it" not in asked.main
    back = client.post_page(address, data=asked.form_values() | {"go_back": "1"}, status=422)
    assert back.h1 == "Write your entry"
    assert "Kayleigh" in back.form_values()["learnt"]

    done = client.post(address, data=asked.form_values() | {"use_all": "1"})

    assert done.headers["Location"] == f"/cpd/entries/{entry_id}"
    entry = queries.get_entry(cast.actor("worker"), entry_id)
    assert entry.is_finished
    assert "Kayleigh" not in entry.content.text("learnt")


def test_autosave_keeps_a_draft_and_refuses_a_finished_entry(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    entry_id = begun(cast)
    form = client.get_page(f"/cpd/entries/{entry_id}/edit").form_values() | TEXTS

    saved = client.post(f"/cpd/entries/{entry_id}/draft", data=form)

    assert saved.status_code == 200
    assert saved.get_json()["fields"] == {"version": "2"}
    finish(cast, entry_id)
    assert client.post(f"/cpd/entries/{entry_id}/draft", data=form).status_code == 409


def test_what_somebody_else_saved_stands_beside_what_was_typed(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    entry_id = begun(cast)
    form = client.get_page(f"/cpd/entries/{entry_id}/edit").form_values()
    with unit_of_work():
        service.save_entry(cast.actor("worker"), entry_id=entry_id, content=content(), version=1)

    both = client.post_page(
        f"/cpd/entries/{entry_id}/edit", data=form | {"learnt": "zebra crossing", "step": "later"}, status=409
    )

    assert "pebble note" in both.main
    assert both.form_values()["learnt"] == "zebra crossing"


def test_words_typed_while_the_entry_was_finished_elsewhere_are_not_lost(
    client: PageClient, cast: Cast
) -> None:
    client.sign_in(cast.person["worker"])
    entry_id = begun(cast)
    address = f"/cpd/entries/{entry_id}/edit"
    form = client.get_page(address).form_values() | TEXTS
    finish(cast, entry_id)

    same = client.post(address, data=form | {"step": "finish"})
    other = client.post_page(address, data=form | {"learnt": "zebra crossing", "step": "later"}, status=409)

    assert same.headers["Location"] == f"/cpd/entries/{entry_id}"
    assert "zebra crossing" in other.main
    assert "pebble note" not in other.main
    assert queries.get_entry(cast.actor("worker"), entry_id).content.text("learnt") == TEXTS["learnt"]


def test_the_list_costs_the_same_however_many_entries_there_are(
    client: PageClient, cast: Cast, make: Factory
) -> None:
    client.sign_in(cast.person["worker"])
    counts = []
    for _ in range(2):
        for _ in range(4):
            make.cpd_entry(cast.person["worker"], cast.here)
        client.get_page("/cpd")
        with count_statements() as seen:
            page = client.get_page("/cpd")
        counts.append(seen.count)

    assert counts[0] == counts[1] <= 6, seen
    assert len(page.rows()) == 8


def test_what_was_kept_in_an_entry_is_asked_once_and_seen_by_nobody(client: PageClient, cast: Cast) -> None:
    named = content(texts=TEXTS | {"learnt": "To listen, by Kayleigh Thompson."})
    entry_id, actor = begun(cast), cast.actor("worker")
    with pytest.raises(CouldIdentify) as stopped:
        finish(cast, entry_id, named)
    marks = [mark for question in stopped.value.questions for mark in question.marks.values()]
    kept = Answers(dict.fromkeys(marks, Because.NATIONAL_BODY))
    with unit_of_work():
        service.finish_entry(actor, entry_id=entry_id, content=named, version=1, screened=kept)
    with unit_of_work():
        service.reopen_entry(actor, entry_id=entry_id)

    finish(cast, entry_id, named)

    events = db.session.execute(select(AuditEvent.verb, AuditEvent.chain)).all()
    assert ("keep_finding", NETWORK_CHAIN) in events
    assert {chain for _, chain in events} == {NETWORK_CHAIN}, "no area learns of it"
    page = client.sign_in(cast.person["lead"]).get_page("/kept")
    assert page.rows() == []
    assert "kept as identifying nobody" not in client.get_page("/").main
    rows = client.sign_in(cast.person["coordinator"]).get_page("/audit").rows()
    assert not [row for row in rows if cast.person["worker"].full_name in row]
