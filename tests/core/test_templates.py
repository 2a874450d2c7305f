"""The quicker templates render what Jinja renders, and escape what markupsafe escapes."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateAssertionError
from markupsafe import Markup, escape

from csaleads.core import templates
from csaleads.core.templates import html_of

MEAN = "<script>\"'&"
SOURCES = {
    "layout.html": "<html>{% block title %}none{% endblock %} | {{ word }}"
    "{% block content %}[{{ word }}]{% block inner %}inner {{ word }}{% endblock %}{% endblock %}</html>",
    "page.html": "{% extends 'layout.html' %}{% from 'parts.html' import part %}"
    "{% block title %}{{ word }}{% endblock %}"
    "{% block content %}{{ super() }}{% for row in rows %}<td title='{{ row }}'>{{ row }}{{ part(row) }}</td>"
    "{% if loop.last %}last{% endif %}{% else %}no rows{% endfor %}{% set kept %}<i>{{ word }}</i>{% endset %}{{ kept }}"
    "{% include 'included.html' %}{% call part(1) %}{{ word }}{% endcall %}{{ word|safe }}{{ word|upper }}{{ missing }}"
    "{% filter lower %}{{ word }}{% endfilter %}{% endblock %}"
    "{% block inner %}mine {{ word }}{% for row in rows recursive %}{{ row }}{% endfor %}{% endblock %}",
    "parts.html": "{% macro part(value) %}<b>{{ value }}{% if caller %}{{ caller() }}{% endif %}</b>{% endmacro %}",
    "kept.html": "{% from 'parts.html' import part %}{% for row in rows %}{% set first = row[0] %}"
    "{% call keep(first, word) %}<i>{{ first }}{{ word }}{{ part(first) }}"
    "{% for letter in word %}{{ loop.index }}{% endfor %}</i>"
    "{% endcall %}{% endfor %}",
    "included.html": "{% if rows %}included {{ word }}{% endif %}",
    "plain.txt": "{% block content %}{{ word }}{% endblock %}",
}


class Marked:
    """Something that is HTML by its own account."""

    def __html__(self) -> str:
        return "<b>marked</b>"


def _render(app: Flask, name: str, **values: Any) -> str:
    app.jinja_env.loader = DictLoader(SOURCES)
    with app.app_context():
        return app.jinja_env.get_template(name).render(values)


@pytest.mark.parametrize("name", ["page.html", "layout.html", "plain.txt"])
@pytest.mark.parametrize("rows", [[], [MEAN, 1, None, Markup("<br>"), Marked()]])
def test_a_template_renders_what_plain_jinja_renders(name: str, rows: list[Any]) -> None:
    quick, plain = Flask("quick"), Flask("plain")
    templates.install(quick)

    assert _render(quick, name, word=MEAN, rows=rows) == _render(plain, name, word=MEAN, rows=rows)


def test_what_was_typed_is_never_markup() -> None:
    app = Flask("quick")
    templates.install(app)

    html = _render(app, "page.html", word=MEAN, rows=[MEAN])

    assert html.count("<script>") == 1  # the one that the template itself calls safe


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.none(), st.builds(Markup, st.text()), st.just(Marked())
    )
)
def test_html_of_answers_what_escape_answers(value: Any) -> None:
    assert html_of(value) == str(escape(value))


@given(st.text(alphabet="<>&'\"a"))
def test_html_of_escapes_every_special_character(text: str) -> None:
    assert html_of(text) == str(escape(text))


KEPT_ROWS = [("a", 1), (MEAN, 2), ("a", 3), (MEAN, 4)]


def test_what_is_kept_reads_as_plain_jinja_writes_it() -> None:
    quick, plain = Flask("quick"), Flask("plain")
    templates.install(quick)
    plain.jinja_env.globals["keep"] = templates.keep

    for word in ("one", "two", MEAN):
        wanted = _render(plain, "kept.html", word=word, rows=KEPT_ROWS)
        assert _render(quick, "kept.html", word=word, rows=KEPT_ROWS) == wanted
        assert _render(quick, "kept.html", word=word, rows=KEPT_ROWS) == wanted


class Written:
    """A value that counts how often it is written."""

    def __init__(self) -> None:
        self.count = 0

    def __str__(self) -> str:
        self.count += 1
        return "written"


def test_a_piece_is_written_once_for_each_key() -> None:
    app, value = Flask("quick"), Written()
    templates.install(app)

    for _ in range(3):
        _render(app, "kept.html", word="w", rows=[(value, 1), (value, 2)])

    assert value.count == 2  # by the piece, and by the macro in it


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("{% call keep(a) %}{{ a }}{{ viewer }}{% endcall %}", "viewer"),
        ("{% call keep(a) %}<a href='{{ url_for('x') }}'>{% endcall %}", "url_for"),
        ("{% call keep(a) %}{{ csrf_token() }}{% endcall %}", "csrf_token"),
        ("{% call keep(a.b) %}{{ a }}{% endcall %}", "plain names"),
        ("{% call keep(a, other=b) %}{{ a }}{{ b }}{% endcall %}", "plain names"),
        ("{% call keep(*a) %}{{ a }}{% endcall %}", "plain names"),
    ],
)
def test_a_piece_that_knows_more_than_its_key_is_refused(source: str, named: str) -> None:
    app = Flask("quick")
    templates.install(app)

    with pytest.raises(TemplateAssertionError, match=named):
        app.jinja_env.from_string(source)
