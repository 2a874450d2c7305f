"""Every field is drawn with a label, and says its hint and its error to screen readers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from csaleads.core import forms

TEMPLATES = Path(__file__).parents[2] / "csaleads" / "templates"
CHOICES = [("a", "First", "A hint"), ("b", "Second"), ("c", "Other")]


class EveryField(forms.CsaForm):
    text = forms.Text("Text", required="Enter text", hint="A hint")
    long = forms.LongText("Long", required="Enter long", counted=True, hint="A hint")
    email = forms.EmailField("Email", required="Enter email", hint="A hint")
    password = forms.PasswordField("Password", required="Enter password", hint="A hint")
    number = forms.Integer("Number", required="Enter number", hint="A hint")
    radios = forms.RadioField("Radios", required="Select radios", hint="A hint", choices=CHOICES)
    ticks = forms.CheckboxesField("Ticks", required="Select ticks", hint="A hint", choices=CHOICES)
    select = forms.SelectField("Select", required="Select select", hint="A hint", choices=CHOICES)
    date = forms.DateParts("Date", required="Enter date")
    time = forms.LocalTime("Time", required="Enter time")
    scale = forms.Scale("Scale", low="none", high="full", required="Select scale", hint="A hint")
    tick = forms.Tick("Tick", required="Tick it", hint="A hint")
    other = forms.Text("More")


NAMES = [
    "text",
    "long",
    "email",
    "password",
    "number",
    "radios",
    "ticks",
    "select",
    "date",
    "time",
    "scale",
    "tick",
]


@pytest.fixture
def form() -> Iterator[EveryField]:
    app = Flask(__name__)
    app.secret_key = "for this test"
    with app.test_request_context():
        given = EveryField(MultiDict({"other": "<script>"}), meta={"csrf": False})
        given.validate()
        yield given


def drawn(source: str, form: EveryField) -> BeautifulSoup:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.from_string('{% from "components/field.html" import field %}' + source)
    return BeautifulSoup(template.render(form=form), "html.parser")


@pytest.mark.parametrize("name", NAMES)
def test_every_input_has_a_label_and_hears_of_its_hint_and_error(form: EveryField, name: str) -> None:
    html = drawn("{{ field(form[name]) }}".replace("name", f'"{name}"'), form)

    labelled = {label["for"] for label in html.select("label[for]")}
    assert all(box["id"] in labelled for box in html.select("input, textarea, select"))
    described = " ".join(str(tag["aria-describedby"]) for tag in html.select("[aria-describedby]")).split()
    assert f"{name}-error" in described
    assert f"{name}-hint" in described
    assert all(html.find(id=target) is not None for target in described)
    assert len({tag["id"] for tag in html.select("[id]")}) == len(html.select("[id]"))


@pytest.mark.parametrize("name", NAMES)
def test_the_error_summary_leads_to_an_input_that_exists(form: EveryField, name: str) -> None:
    html = drawn("{{ field(form[name]) }}".replace("name", f'"{name}"'), form)

    href = next(error.href for error in form.error_list() if error.href in (f"#{name}", f"#{name}-day"))
    target = html.find(id=href[1:])
    assert target is not None
    assert target.name in ("input", "textarea", "select")


def test_a_field_can_stand_under_one_choice_and_what_was_typed_is_escaped(form: EveryField) -> None:
    html = drawn('{{ field(form.radios, reveals={"c": form.other}) }}', form)

    under = html.select(".csa-reveal")
    assert len(under) == 1
    assert under[0].select("input")[0]["value"] == "<script>"
    assert html.select("script") == []


def test_a_label_can_be_the_heading_of_the_page(form: EveryField) -> None:
    assert drawn("{{ field(form.text, as_heading=true) }}", form).select("h1 label")
    assert drawn("{{ field(form.radios, as_heading=true) }}", form).select("legend h1")
    assert not drawn("{{ field(form.radios) }}", form).select("h1")
