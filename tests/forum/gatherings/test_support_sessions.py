"""Network support sessions: who notes who was there, what each sees of it, and what is counted by area."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import presence_service
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringAnswer, GatheringKind
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.forum.gatherings.stage import in_hours, setting_in, viewer_of
from tests.page_client import PageClient
from tests.statements import count_statements


def session(
    forum: Forum, person: Person, *coming: Person, kind: GatheringKind = GatheringKind.SUPPORT_SESSION
) -> int:
    """A support session that was an hour ago, to which these people said that they come."""
    with clock.at(in_hours(-24)):
        thread_id = gatherings.event(person, forum.space(), kind=kind, setting=setting_in(22))
        for each in coming:
            gatherings.say(each, thread_id, Answer.COMING)
    return thread_id


def note(
    actor: Person, thread_id: int, *there: Person, added: tuple[Person, ...] = (), version: int = 1
) -> int:
    with unit_of_work():
        return presence_service.mark_presence(
            viewer_of(actor),
            thread_id=thread_id,
            version=version,
            present_ids=[person.id for person in there],
            added_ids=[person.id for person in added],
        )


def noted(thread_id: int) -> dict[int, Any]:
    db.session.rollback()
    rows = db.session.scalars(select(GatheringAnswer).where(GatheringAnswer.thread_id == thread_id))
    return {row.person_id: row.was_there for row in rows}


def test_the_programme_team_ticks_who_was_there_and_adds_somebody_by_name(
    forum: Forum, client: PageClient
) -> None:
    programme = forum.programme()
    came, stayed_away, more = forum.lead(), forum.lead(), forum.lead(name="Ana Reed")
    thread_id = session(forum, programme, came, stayed_away)
    address = f"/network/threads/{thread_id}/attendance"
    client.sign_in(programme)
    form = client.get_page(address).form_values()

    unknown = client.post_page(address, form | {"present": [came.id], "others": "Nobody Known"}, status=422)
    done = client.post_page(address, form | {"present": [came.id], "others": "ana  reed"})

    assert unknown.errors == ["No member, or more than one, is called Nobody Known"]
    assert "It is noted that 2 members were there." in done.text
    assert noted(thread_id) == {came.id: True, stayed_away.id: False, more.id: True}


def test_each_sees_what_is_noted_of_them(forum: Forum, client: PageClient) -> None:
    programme, came, stayed_away, other = forum.programme(), forum.lead(), forum.lead(), forum.lead()
    thread_id = session(forum, programme, came, stayed_away)
    note(programme, thread_id, came)

    said = []
    for person in (came, stayed_away, other):
        page = client.sign_in(person).get_page(f"/network/threads/{thread_id}")
        over = client.get_page("/network/events?show=past")
        said.append(("you were there" in page.main, "you were not there" in page.main))
        assert ("you were there" in over.main) == said[-1][0]

    assert said == [(True, False), (False, True), (False, False)]


def test_a_correction_is_a_trace_of_its_own(forum: Forum) -> None:
    programme, came, late = forum.programme(), forum.lead(), forum.lead()
    thread_id = session(forum, programme, came, late)

    note(programme, thread_id, came)
    note(programme, thread_id, late, version=2)

    noted_events = select(AuditEvent).where(AuditEvent.verb.endswith("who_was_there")).order_by(AuditEvent.id)
    events = db.session.scalars(noted_events).all()
    assert [(event.verb, event.details) for event in events] == [
        ("mark_who_was_there", {"there": 1, "added": 1, "taken_away": 0}),
        ("correct_who_was_there", {"there": 1, "added": 1, "taken_away": 1}),
    ]
    assert noted(thread_id) == {came.id: False, late.id: True}


def test_only_the_programme_team_and_whoever_made_it_note_who_was_there(forum: Forum) -> None:
    programme, lead = forum.programme(), forum.lead()
    thread_id, event = session(forum, programme, lead), session(forum, lead, kind=GatheringKind.EVENT)

    with pytest.raises(NotFound):
        note(lead, thread_id, lead)
    with pytest.raises(NotFound):
        note(programme, event)
    assert note(forum.programme(), thread_id, lead) == 1


def test_nobody_is_noted_before_it_begins_or_when_it_is_cancelled(forum: Forum) -> None:
    programme, lead = forum.programme(), forum.lead()
    ahead = gatherings.event(programme, forum.space(), kind=GatheringKind.SUPPORT_SESSION)
    cancelled = session(forum, programme, lead)
    with unit_of_work():
        db.session.get_one(Gathering, cancelled).cancelled_at = clock.now()

    for thread_id in (ahead, cancelled):
        with pytest.raises(WrongState):
            note(programme, thread_id)


def test_two_who_note_at_once_do_not_write_over_one_another(forum: Forum, client: PageClient) -> None:
    programme, came = forum.programme(), forum.lead()
    thread_id = session(forum, programme, came)
    client.sign_in(programme)
    address = f"/network/threads/{thread_id}/attendance"
    sent = client.get_page(address).form_values()
    note(forum.programme(), thread_id, came)

    page = client.post_page(address, sent)

    assert "Somebody else noted who was there" in page.text
    assert noted(thread_id) == {came.id: True}
    with pytest.raises(ChangedMeanwhile):
        note(programme, thread_id, version=1)


def test_only_members_are_noted(forum: Forum) -> None:
    programme, stranger = forum.programme(), forum.make.worker(forum.make.area())
    thread_id = session(forum, programme)

    with pytest.raises(InvalidChoice):
        note(programme, thread_id, added=(stranger,))
    with pytest.raises(InvalidChoice):
        note(programme, thread_id, stranger)


def file_of(client: PageClient, thread_id: int) -> list[list[str]]:
    answer = client.get(f"/network/threads/{thread_id}/attendance.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert f"attendance-{thread_id}.csv" in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_who_was_there_can_be_taken_away_as_a_file_by_whoever_notes_it(
    forum: Forum, client: PageClient
) -> None:
    programme, area = forum.programme(), forum.make.area("Bramfield")
    came, stayed_away = forum.lead(area, name="Ana Reed"), forum.lead(area, name="=1+1")
    added, no = forum.lead(area, name="Bo Reed"), forum.lead()
    thread_id = session(forum, programme, came, stayed_away)
    with clock.at(in_hours(-24)):
        gatherings.say(no, thread_id, Answer.NOT_COMING)
    note(programme, thread_id, came, added=(added,))

    rows = file_of(client.sign_in(programme), thread_id)

    assert client.get_page(f"/network/threads/{thread_id}/attendance").href("Download who was there")
    assert rows[0] == ["Member", "Areas", "What they had said", "Was there"]
    assert rows[1:] == [
        ["Ana Reed", "Bramfield", "Coming", "Yes"],
        ["'=1+1", "Bramfield", "Coming", "No"],
        ["Bo Reed", "Bramfield", "", "Yes"],
    ]
    other = client.sign_in(came).get(f"/network/threads/{thread_id}/attendance.csv")
    assert other.status_code == 404


def test_before_a_session_begins_there_is_no_file(forum: Forum, client: PageClient) -> None:
    programme = forum.programme()
    ahead = gatherings.event(programme, forum.space(), kind=GatheringKind.SUPPORT_SESSION)

    answer = client.sign_in(programme).get(f"/network/threads/{ahead}/attendance.csv")

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/network/threads/{ahead}"


@pytest.mark.parametrize("count", [4, 5])
def test_areas_with_fewer_than_five_leads_there_show_no_number(
    forum: Forum, client: PageClient, count: int
) -> None:
    programme, area = forum.programme(), forum.make.area("Bramfield")
    leads = [forum.lead(area) for _ in range(count)]
    for _ in range(2):
        note(programme, session(forum, programme, *leads), *leads)

    page = client.sign_in(programme).get_page("/network/events/attendance")

    shown = f"Bramfield {count} {2 * count}" if count == 5 else "Bramfield fewer than 5 not shown"
    assert shown in page.rows()
    assert client.sign_in(leads[0]).get("/network/events/attendance").status_code == 404


def test_attendance_asks_no_more_of_the_database_for_more_people(forum: Forum, client: PageClient) -> None:
    programme, area = forum.programme(), forum.make.area()
    small = session(forum, programme, forum.lead(area))
    large = session(forum, programme, *(forum.lead(area) for _ in range(6)))
    client.sign_in(programme)

    for page in ("attendance", "attendance.csv"):
        counts = []
        for thread_id in (small, large):
            address = f"/network/threads/{thread_id}/{page}"
            client.get(address)
            with count_statements() as statements:
                client.get(address)
            counts.append(statements.count)
        assert counts[0] == counts[1] <= 10
