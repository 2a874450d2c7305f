"""Fields forgive what people type, say plainly what is wrong, and show again what was typed."""

from collections.abc import Iterator
from datetime import date, time
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    EmailField,
    Hidden,
    Integer,
    LocalTime,
    LongText,
    PasswordField,
    RadioField,
    Scale,
    SelectField,
    Text,
    Tick,
    choices_of,
    read_time,
)


class Stage(Enum):
    EARLY = "early"
    STRATEGY = "strategy"


STAGES = {Stage.EARLY: "Early help", Stage.STRATEGY: "Strategy discussion"}


class ClinicForm(CsaForm):
    name = Text("Name of the clinic", required="Enter the name of the clinic", max_length=20)
    about = LongText("What it is about")
    email = EmailField("Email address")
    password = PasswordField("Password")
    stage = RadioField(
        "Stage", choices=choices_of(STAGES), coerce=Stage, required="Select the stage", default=Stage.EARLY
    )
    team = SelectField("Team", choices=[(1, "Assessment"), (2, "Fostering")], coerce=int)
    agencies = CheckboxesField("Agencies", choices=[("police", "Police"), ("health", "Health")])
    held_on = DateParts("Date", subject="Date of the clinic", required="Enter the date of the clinic")
    starts = LocalTime("Start time", required="Enter the start time")
    length = Integer("Slot length", minimum=10, maximum=120)
    confidence = Scale("Confidence", low="none", high="full")
    checked = Tick("I have checked it", required="Tick the box once you have checked it")
    version = Hidden()


GOOD = {
    "name": "Northmere",
    "stage": "strategy",
    "held_on-day": "2",
    "held_on-month": "12",
    "held_on-year": "2026",
    "starts": "1:30pm",
    "checked": "1",
}


@pytest.fixture(autouse=True)
def _request() -> Iterator[None]:
    app = Flask(__name__)
    app.secret_key = "for this test"
    with app.test_request_context():
        yield


def sent(**changes: Any) -> ClinicForm:
    form = ClinicForm(
        MultiDict(GOOD | {name.replace("__", "-"): value for name, value in changes.items()}),
        meta={"csrf": False},
    )
    form.validate()
    return form


def test_a_form_filled_in_well_has_no_errors_and_typed_values_of_the_right_kind() -> None:
    form = sent(length="40", confidence="7", team="2", agencies="police")

    assert form.error_list() == []
    assert form.stage.data is Stage.STRATEGY
    assert form.held_on.data == date(2026, 12, 2)
    assert form.starts.data == time(13, 30)
    assert (form.length.data, form.confidence.data, form.team.data) == (40, 7, 2)
    assert form.agencies.data == ["police"]


def test_an_empty_form_names_each_missing_answer_in_the_order_of_the_page() -> None:
    form = ClinicForm(MultiDict({"version": "1"}), meta={"csrf": False})
    form.validate()

    assert form.error_list() == [
        ("Enter the name of the clinic", "#name"),
        ("Select the stage", "#stage"),
        ("Enter the date of the clinic", "#held_on-day"),
        ("Enter the start time", "#starts"),
        ("Tick the box once you have checked it", "#checked"),
    ]


def test_text_loses_its_edges_and_long_text_keeps_its_lines() -> None:
    form = sent(name="  North \t mere ", about=" first  \r\n\r\nsecond\r")

    assert form.name.data == "North mere"
    assert form.about.data == "first\n\nsecond"


def test_text_over_its_limit_is_refused_and_shown_again() -> None:
    form = sent(name="x" * 21)

    assert form.name.errors == ["Name of the clinic must be 20 characters or fewer"]
    assert form.name.typed == "x" * 21
    assert sent(name="x" * 20).name.errors == []


@pytest.mark.parametrize("address", ["worker@northmere.example", "o'neil@northmere.gov.uk", ""])
def test_an_email_address_is_taken(address: str) -> None:
    assert list(sent(email=address).email.errors) == []


@pytest.mark.parametrize("address", ["worker", "worker@", "a b@northmere.example", "a@b@c.example"])
def test_what_is_no_email_address_is_refused_and_shown_again(address: str) -> None:
    form = sent(email=address)

    assert form.email.errors == ["Enter an email address in the correct format, like name@example.com"]
    assert form.email.typed == address


def test_a_password_is_kept_exactly_and_never_shown_again() -> None:
    form = sent(password="  two  spaces  ")

    assert form.password.data == "  two  spaces  "
    assert form.password.typed == ""


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("2", "12", "2026"), ("02", "Dec", "2026"), (" 2 ", "december", "2026"), ("2", "DEC.", "2026")],
)
def test_a_date_is_understood_as_people_write_it(day: str, month: str, year: str) -> None:
    form = sent(held_on__day=day, held_on__month=month, held_on__year=year)

    assert form.held_on.data == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "first_wrong"),
    [
        ("", "12", "2026", "Date of the clinic must include a day", "day"),
        ("2", "", "", "Date of the clinic must include a month and year", "month"),
        ("2", "12", "26", "Year must include 4 numbers", "year"),
        ("2", "13", "2026", "Date of the clinic must include a real month, like 12 or December", "month"),
        ("2", "ju", "2026", "Date of the clinic must include a real month, like 12 or December", "month"),
        ("x", "12", "2026", "Date of the clinic must include a real day, like 2", "day"),
        ("31", "2", "2026", "Date of the clinic must be a real date", "day"),
        ("29", "2", "2027", "Date of the clinic must be a real date", "day"),
        ("1", "1", "0000", "Date of the clinic must be a real date", "day"),
    ],
)
def test_a_wrong_date_says_which_part_is_wrong_and_keeps_what_was_typed(
    day: str, month: str, year: str, message: str, first_wrong: str
) -> None:
    form = sent(held_on__day=day, held_on__month=month, held_on__year=year)

    assert form.error_list() == [(message, f"#held_on-{first_wrong}")]
    assert form.held_on.typed == {"day": day, "month": month, "year": year}
    assert form.held_on.data is None


def test_a_date_before_the_earliest_is_refused_and_the_earliest_itself_is_not() -> None:
    def errors(earliest: date) -> list[str]:
        form = ClinicForm(MultiDict(GOOD), meta={"csrf": False})
        form.held_on.earliest = earliest
        form.validate()
        return list(form.held_on.errors)

    assert errors(date(2026, 12, 2)) == []
    assert errors(date(2026, 12, 3)) == ["Date of the clinic must be on or after 3 December 2026"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1:30pm", time(13, 30)),
        ("1.30 PM", time(13, 30)),
        ("13.30", time(13, 30)),
        ("1330", time(13, 30)),
        ("13:30", time(13, 30)),
        ("130pm", time(13, 30)),
        ("9am", time(9)),
        ("9 a.m.", time(9)),
        ("09:05", time(9, 5)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_understood_as_people_write_it(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "9", "25:00", "13:60", "13pm", "0am", "half past one", "1:3pm", "１:30"]
)
def test_what_is_no_time_or_could_be_two_is_not_understood(typed: str) -> None:
    assert read_time(typed) is None


def test_a_wrong_time_is_shown_again() -> None:
    form = sent(starts="25:00")

    assert form.error_list() == [("Start time must be a time, like 1:30pm or 13:30", "#starts")]
    assert form.starts.typed == "25:00"


@pytest.mark.parametrize(("typed", "meant"), [("40", 40), (" 40 ", 40), ("10", 10), ("120", 120), ("", None)])
def test_a_whole_number_within_its_limits_is_taken(typed: str, meant: int | None) -> None:
    form = sent(length=typed)

    assert (form.length.data, list(form.length.errors)) == (meant, [])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("forty", "Slot length must be a whole number, like 4"),
        ("4.5", "Slot length must be a whole number, like 4"),
        ("9" * 40, "Slot length must be a whole number, like 4"),
        ("1-2", "Slot length must be a whole number, like 4"),
        ("9", "Slot length must be 10 or more"),
        ("121", "Slot length must be 120 or fewer"),
    ],
)
def test_what_is_no_such_number_is_refused_and_shown_again(typed: str, message: str) -> None:
    form = sent(length=typed)

    assert (form.length.errors, form.length.typed) == ([message], typed)


@pytest.mark.parametrize("field", ["stage", "team", "agencies", "confidence"])
def test_an_answer_that_was_not_offered_is_refused(field: str) -> None:
    form = sent(**{field: "forged"})

    assert len(form.error_list()) == 1
    assert form.error_list()[0].href == f"#{field}"


def test_nothing_picked_where_nothing_is_required_is_none_or_empty() -> None:
    form = sent(team="")

    assert (form.team.data, form.confidence.data, form.agencies.data) == (None, None, [])


def test_an_unticked_list_sent_again_is_not_filled_from_what_was_stored() -> None:
    form = ClinicForm(MultiDict(GOOD), meta={"csrf": False}, data={"agencies": ["police"]})
    form.validate()

    assert (form.agencies.data, form.agencies.chosen) == ([], set())


def test_a_page_opened_for_editing_shows_what_is_stored() -> None:
    stored = {
        "held_on": date(2026, 3, 4),
        "starts": time(13, 30),
        "length": 40,
        "team": 2,
        "agencies": ["health"],
    }
    form = ClinicForm(formdata=None, data=stored)

    assert form.held_on.typed == {"day": "4", "month": "3", "year": "2026"}
    assert (form.starts.typed, form.length.typed) == ("1:30pm", "40")
    assert (form.team.chosen, form.agencies.chosen, form.stage.chosen) == ({"2"}, {"health"}, {"early"})


def test_what_only_the_service_knows_can_be_added_to_a_field_or_the_whole_form() -> None:
    form = sent()
    form.fail("starts", "That slot has just been taken")
    form.fail_whole("The clinic has begun")

    assert form.error_list() == [
        ("The clinic has begun", "#main-content"),
        ("That slot has just been taken", "#starts"),
    ]


def test_hidden_inputs_carry_the_token_and_no_ids_and_escape_their_values() -> None:
    html = str(ClinicForm(formdata=None, data={"version": '"><b>'}).hidden_tag())

    assert 'name="csrf_token" value="' in html
    assert 'name="version" value="&#34;&gt;&lt;b&gt;"' in html
    assert "id=" not in html


class ClinicFilter(CsaForm):
    team = SelectField("Team", coerce=int, blank="All")
    name = Text("Name", max_length=5, exempt="looked for and not stored")


def test_the_form_of_an_address_is_made_once(app: Flask) -> None:
    with app.test_request_context("/"):
        query = MultiDict([("team", "2"), ("name", "too long a name")])

        first = ClinicFilter.of_address(query, team=[(1, "One"), (2, "Two")])
        again = ClinicFilter.of_address(MultiDict(query), team=((1, "One"), (2, "Two")))
        other_choices = ClinicFilter.of_address(query, team=[(1, "One")])
        other_address = ClinicFilter.of_address(MultiDict([("team", "1")]), team=[(1, "One"), (2, "Two")])

    assert again is first
    assert (first.team.data, list(first.team.errors)) == (2, [])
    assert first["name"].errors
    assert other_choices.team.errors
    assert (other_address.team.data, other_address.errors) == (1, {})


def test_the_form_of_a_long_address_is_not_kept(app: Flask) -> None:
    with app.test_request_context("/"):
        query = MultiDict([("name", "a" * 500)])

        assert ClinicFilter.of_address(query) is not ClinicFilter.of_address(query)
