"""Templates only show: no inline code, no queries, one heading, and always inside one of the layouts."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TEMPLATES = ROOT / "csaleads" / "templates"
PARTS = ("layouts", "components")
PAGES = [
    path for path in sorted(TEMPLATES.rglob("*.html")) if path.relative_to(TEMPLATES).parts[0] not in PARTS
]
ALL = sorted(TEMPLATES.rglob("*.html"))


def markup(path: Path) -> str:
    """The template without its comments, which show usage, and without its statements and calls."""
    return re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.S)


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_inline_script_style_or_handler(path: Path) -> None:
    text = markup(path)
    assert not re.search(r"\sstyle=[\"']|\son[a-z]+=[\"']|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_nothing_is_marked_safe_in_a_template(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text())


@pytest.mark.parametrize("path", ALL, ids=name)
def test_templates_ask_no_database(path: Path) -> None:
    assert not re.search(r"\b(db\.|session\.|query\b\.)", path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_page_extends_a_layout(path: Path) -> None:
    if path.name.startswith("_"):
        return
    assert re.search(r"{%-?\s*extends\s+[\"'](layouts|[a-z]+)/", path.read_text())


@pytest.mark.parametrize("path", ALL, ids=name)
def test_every_form_that_posts_carries_its_token(path: Path) -> None:
    forms = re.findall(r"<form[^>]*method=[\"']?post[^>]*>(.*?)</form>", path.read_text(), re.S | re.I)
    for body in forms:
        assert re.search(r"csrf_token|hidden_tag", body), f"a form without a token in {name(path)}"


OF_THE_READER = (
    r"\b(viewer|csrf_token|hidden_tag|request|session|g|config|url_for|get_flashed_messages|navigation)\b"
)
KEEPS = [path for path in ALL if "call keep(" in path.read_text()]


def what_it_draws_with(path: Path, seen: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """The templates whose macros `path` imports, and those that they import in turn."""
    imported = {TEMPLATES / each for each in re.findall(r"{%-?\s*from\s+\"([^\"]+)\"", path.read_text())}
    for found in imported - seen:
        seen = what_it_draws_with(found, seen | {found})
    return seen


@pytest.mark.parametrize("path", KEEPS, ids=name)
def test_what_is_kept_is_drawn_without_knowing_who_reads(path: Path) -> None:
    """A macro within `keep` must not look at the request: what it wrote would be shown to the next reader."""
    text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
    macros = {
        macro: TEMPLATES / source
        for source, names in re.findall(r"{%-?\s*from\s+\"([^\"]+)\"\s+import\s+([\w, ]+?)\s*-?%}", text)
        for macro in re.split(r"\s*,\s*", names)
    }
    for piece in re.findall(r"{%-?\s*call keep\(.*?%}(.*?){%-?\s*endcall\s*-?%}\s*(?:{%|<|$|\n)", text, re.S):
        for macro in set(re.findall(r"\b(\w+)\(", piece)) & macros.keys():
            for source in {macros[macro], *what_it_draws_with(macros[macro])}:
                drawn = re.sub(r"{#.*?#}", "", source.read_text(), flags=re.S)
                named = re.findall(r"{[{%](.*?)[%}]}", drawn, re.S)
                assert not any(re.search(OF_THE_READER, each) for each in named), f"{macro} of {name(source)}"


def test_the_pieces_that_are_kept_are_found() -> None:
    assert len(KEEPS) >= 8
