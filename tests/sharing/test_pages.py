"""The pages of sharing, as a person without scripts uses them."""

from collections.abc import Callable
from datetime import timedelta

from csaleads.core import clock
from csaleads.sharing.models import Question, SharingState
from tests.consultations.conftest import NOTE_MARKER, REFERENCE, ROLE_WORD, WORDS
from tests.page_client import PageClient
from tests.sharing.conftest import CHANGE, Sharing

OWN = f"/records/{REFERENCE}/sharing"
NewClient = Callable[[], PageClient]


def test_a_lead_and_a_colleague_share_a_record_from_page_to_page(
    sharing: Sharing, new_client: NewClient
) -> None:
    sharing.alike(4)
    lead, colleague = new_client().sign_in(sharing.scene.lead), new_client().sign_in(sharing.scene.stranger)

    start = lead.get_page(lead.get_page(f"/records/{REFERENCE}").href("Share it for learning"))
    form = lead.post_page(OWN)
    checked = lead.post_page(f"{OWN}/edit", form.form_values() | {"advice": "vaguer advice", "step": "check"})
    asked = lead.post_page(f"{OWN}/check", checked.form_values() | {"step": "propose"})

    assert "You can take it back at any time" in start.main
    assert form.h1 == "Edit your version for learning"
    assert "5 to 9 records of your area fit" in checked.main
    assert "A colleague reads it first" in asked.main

    today = colleague.get_page("/")
    intro = colleague.get_page(today.href("Read it first"))
    review = colleague.post_page(f"/shared-records/{sharing.number}/open")
    answers = {question.value: "no" for question in Question}
    done = colleague.post_page(
        review.response.request.path, review.form_values() | answers | {"step": "confirm"}
    )

    assert "vaguer advice" not in intro.main
    assert "vaguer advice" in review.main
    assert "It is shared with the leads of your area" in done.main

    reader = new_client().sign_in(sharing.scene.co_lead)
    shown = reader.get_page(reader.get_page("/shared-records").href("In the family"))
    read = reader.post_page(f"/shared-records/{sharing.number}/open")

    assert "vaguer advice" not in shown.main
    assert "vaguer advice" in read.main
    assert "confirmed on" in lead.get_page(OWN).main


def test_readers_never_see_the_reference_the_note_or_who_it_was(
    sharing: Sharing, new_client: NewClient
) -> None:
    sharing.shared()
    scene = sharing.scene
    sharing.open("co_lead")
    sharing.open("coordinator")
    for person in (scene.co_lead, scene.coordinator):
        reader = new_client().sign_in(person)
        for path in ("/shared-records", f"/shared-records/{sharing.number}"):
            text = reader.get_page(path).response.get_data(as_text=True)
            for secret in (REFERENCE, NOTE_MARKER, scene.worker.full_name, scene.lead.full_name):
                assert secret not in text, (path, secret)
    assert WORDS["advice"] in reader.get_page(f"/shared-records/{sharing.number}").main
    assert ROLE_WORD in reader.get_page(f"/shared-records/{sharing.number}").main


def test_a_reviewer_never_sees_the_reference_the_note_or_who_it_was(
    sharing: Sharing, client: PageClient
) -> None:
    sharing.waiting()
    sharing.open("stranger")
    reviewer = client.sign_in(sharing.scene.stranger)
    scene = sharing.scene
    for path in ("/", "/messages", "/shared-records/to-review", f"/shared-records/{sharing.number}/review"):
        text = reviewer.get_page(path).response.get_data(as_text=True)
        for secret in (REFERENCE, NOTE_MARKER, scene.worker.full_name, scene.lead.full_name):
            assert secret not in text, (path, secret)


def test_too_few_alike_is_said_beside_the_field_and_nothing_is_lost(
    sharing: Sharing, client: PageClient
) -> None:
    sharing.prepare()
    lead = client.sign_in(sharing.scene.lead)
    form = lead.get_page(f"{OWN}/check").form_values()

    page = lead.post_page(f"{OWN}/check", form | {"age": "under_11", "step": "propose"}, status=422)

    assert page.errors == [
        "Fewer than 5 records of your area answer to this description. Choose a broader one."
    ]
    assert page.form_values()["age"] == "under_11"
    assert sharing.own().version.state is SharingState.DRAFT


def test_a_description_that_is_not_true_is_refused(sharing: Sharing, client: PageClient) -> None:
    sharing.prepare()
    lead = client.sign_in(sharing.scene.lead)
    form = lead.get_page(f"{OWN}/check").form_values()

    page = lead.post_page(f"{OWN}/check", form | {"age": "secondary_school_age"}, status=422)

    assert page.errors == ["Select an age"]


def test_a_count_under_five_is_shown_as_fewer_than_five(sharing: Sharing, client: PageClient) -> None:
    sharing.alike(2)
    sharing.prepare()

    page = client.sign_in(sharing.scene.lead).get_page(f"{OWN}/check")

    assert "Fewer than 5 records of your area fit" in page.main
    assert {row.rsplit("fewer")[-1] for row in page.rows("main table tbody tr")} == {" than 5"}


def test_questions_left_open_are_named_and_what_was_typed_is_kept(
    sharing: Sharing, client: PageClient
) -> None:
    sharing.waiting()
    sharing.open("stranger")
    reviewer = client.sign_in(sharing.scene.stranger)
    address = f"/shared-records/{sharing.number}/review"
    form = reviewer.get_page(address).form_values()

    page = reviewer.post_page(
        address, form | {"what_to_change": CHANGE, "quote": "yes", "step": "send-back"}, status=422
    )

    assert len(page.errors) == len(Question) - 1
    assert page.form_values()["what_to_change"] == CHANGE
    assert page.form_values()["quote"] == ["yes"]


def test_a_yes_is_not_confirmed(sharing: Sharing, client: PageClient) -> None:
    sharing.waiting()
    sharing.open("stranger")
    reviewer = client.sign_in(sharing.scene.stranger)
    address = f"/shared-records/{sharing.number}/review"
    answers = {question.value: "no" for question in Question} | {"quote": "yes", "step": "confirm"}

    page = reviewer.post_page(address, reviewer.get_page(address).form_values() | answers, status=422)

    assert page.errors == ["Say what should change and send it back, or answer no to every question"]


def test_whoever_comes_second_is_told_and_keeps_what_they_typed(sharing: Sharing, client: PageClient) -> None:
    sharing.waiting()
    sharing.open("stranger")
    reviewer = client.sign_in(sharing.scene.stranger)
    address = f"/shared-records/{sharing.number}/review"
    form = reviewer.get_page(address).form_values()
    sharing.open("coordinator")
    sharing.confirm("coordinator")

    for answers in ({question.value: "no" for question in Question}, {}):
        page = reviewer.post_page(
            address, form | answers | {"what_to_change": CHANGE, "step": "send-back"}, status=409
        )
        assert page.h1 == "This has been settled already"
        assert CHANGE in page.main


def test_a_second_click_on_any_button_finds_the_work_done(sharing: Sharing, client: PageClient) -> None:
    sharing.alike(4)
    lead = client.sign_in(sharing.scene.lead)
    lead.post_page(OWN)
    assert lead.post_page(OWN).h1 == "Edit your version for learning"
    form = lead.get_page(f"{OWN}/check").form_values() | {"step": "propose"}
    lead.post_page(f"{OWN}/check", form)
    assert "You have asked a colleague already" in lead.post_page(f"{OWN}/check", form).text
    lead.post_page(f"{OWN}/take-back")
    assert "It is not with others" in lead.post_page(f"{OWN}/take-back").text


def test_words_typed_while_it_went_to_a_colleague_are_shown(sharing: Sharing, client: PageClient) -> None:
    sharing.alike(4)
    sharing.prepare()
    lead = client.sign_in(sharing.scene.lead)
    form = lead.get_page(f"{OWN}/edit").form_values()
    sharing.propose()

    page = lead.post_page(f"{OWN}/edit", form | {"advice": "typedword"}, status=409)

    assert page.h1 == "This version is not open for editing"
    assert "typedword" in page.main


def test_both_versions_are_shown_where_two_windows_differ(sharing: Sharing, client: PageClient) -> None:
    sharing.prepare()
    lead = client.sign_in(sharing.scene.lead)
    form = lead.get_page(f"{OWN}/edit").form_values()
    sharing.save({**sharing.own().version.texts, "advice": "savedword"})

    page = lead.post_page(f"{OWN}/edit", form | {"advice": "typedword"}, status=409)

    assert "savedword" in page.main
    assert page.form_values()["advice"] == "typedword"
    saved = lead.post_page(f"{OWN}/edit", page.form_values() | {"step": "later"})
    assert "is saved" in saved.text


def test_an_open_page_saves_itself(sharing: Sharing, client: PageClient) -> None:
    sharing.prepare()
    lead = client.sign_in(sharing.scene.lead)
    form = lead.get_page(f"{OWN}/edit").form_values()

    answer = lead.post(f"{OWN}/draft", data=form | {"advice": "halfword"})

    assert answer.get_json()["fields"]["version"] == str(int(form["version"]) + 1)
    assert sharing.own().version.texts["advice"] == "halfword"


def test_what_to_change_is_on_today_and_on_the_leads_pages(sharing: Sharing, client: PageClient) -> None:
    sharing.waiting()
    sharing.open("stranger")
    sharing.send_back()
    lead = client.sign_in(sharing.scene.lead)

    page = lead.get_page(lead.get_page("/").href("See what to change"))

    assert CHANGE in page.main
    assert "words that somebody would know as theirs" in page.main
    assert CHANGE in lead.get_page(f"{OWN}/edit").main


def test_a_coordinator_stops_it_and_says_why(sharing: Sharing, new_client: NewClient) -> None:
    sharing.shared()
    coordinator = new_client().sign_in(sharing.scene.coordinator)
    address = f"/shared-records/{sharing.number}"
    asked = coordinator.get_page(coordinator.get_page(address).href("Stop sharing it"))

    refused = coordinator.post_page(f"{address}/stop", asked.form_values(), status=422)
    coordinator.post_page(f"{address}/stop", asked.form_values() | {"reason": "could_identify"})
    again = coordinator.post_page(f"{address}/stop", asked.form_values() | {"reason": "could_identify"})

    assert refused.errors == ["Select why it should not be shared any more"]
    assert "It is stopped already" in again.text
    assert "Somebody could be recognised in it" in new_client().sign_in(sharing.scene.lead).get_page(OWN).main
    assert coordinator.get(address).status_code == 404


def test_words_show_for_twelve_hours_from_opening(sharing: Sharing, new_client: NewClient) -> None:
    sharing.shared()
    sharing.open("co_lead")
    address = f"/shared-records/{sharing.number}"

    with clock.at(clock.now() + timedelta(hours=11)):
        assert WORDS["advice"] in new_client().sign_in(sharing.scene.co_lead).get_page(address).main
    with clock.at(clock.now() + timedelta(hours=13)):
        assert WORDS["advice"] not in new_client().sign_in(sharing.scene.co_lead).get_page(address).main
