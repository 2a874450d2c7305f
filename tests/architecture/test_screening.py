"""No text is forgotten: every field that is typed and every narrative column says how it is screened, or why it need not be."""

import importlib

import pytest
from wtforms.fields.core import UnboundField

from csaleads.core.encryption import narratives_of
from csaleads.core.fields import LongText, Text
from csaleads.core.forms import CsaForm
from csaleads.core.resealing import narrative_models
from tests.architecture.source import calls, dotted, modules

FORM_MODULES = [module for module in modules() if module.is_page and module.name.endswith("forms")]
ENTERS_BY = {
    "csaleads/screening/service.py": {"Screened", "vouch_for_fiction"},
    "csaleads/demo/story.py": {"fiction"},
    "csaleads/demo/sharing.py": {"fiction"},
    "csaleads/demo/learning_days.py": {"fiction"},
}


def typed_fields() -> list[tuple[str, UnboundField]]:
    """(form.field, field) of each Text and LongText of each form."""
    found = []
    for module in FORM_MODULES:
        names = vars(importlib.import_module(module.where.removesuffix(".py").replace("/", ".")))
        forms = [value for value in names.values() if isinstance(value, type) and issubclass(value, CsaForm)]
        for form in forms:
            for name in dir(form):
                field = getattr(form, name, None)
                if isinstance(field, UnboundField) and field.field_class in (Text, LongText):
                    found.append((f"{module.room}.{form.__name__}.{name}", field))
    return found


def test_there_are_fields_to_look_at() -> None:
    assert len(typed_fields()) > 20


@pytest.mark.parametrize(
    ("where", "field"), typed_fields(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_field_that_is_typed_is_screened_or_says_why_not(where: str, field: UnboundField) -> None:
    is_screened, exempt = field.kwargs.get("screened", False), field.kwargs.get("exempt", "")

    assert bool(is_screened) != bool(exempt), f'{where}: say screened=True, or exempt="why"'


def test_no_long_text_is_exempt_but_the_list_that_teaches_the_screening() -> None:
    exempt = [
        where
        for where, field in typed_fields()
        if field.field_class is LongText and field.kwargs.get("exempt")
    ]

    assert exempt == ["vocabulary.ImportForm.lines"]


def test_strictly_marked_is_only_what_is_screened_and_all_that_the_forum_asks() -> None:
    strict = {where for where, field in typed_fields() if field.kwargs.get("strict")}
    screened = {where for where, field in typed_fields() if field.kwargs.get("screened")}

    assert strict <= screened
    assert {where for where in screened if where.startswith("forum.")} <= strict


def test_every_narrative_column_says_when_it_is_screened() -> None:
    silent = [
        f"{model.__name__}.{narrative.sealed_name}"
        for model in narrative_models()
        for narrative in narratives_of(model)
        if narrative.screening is None
    ]

    assert silent == []


def test_only_screening_makes_screened_texts() -> None:
    wrong = [
        f"{module.where}:{call.lineno}"
        for module in modules()
        for call in calls(module.tree)
        if dotted(call.func).rpartition(".")[2] in ("Screened", "vouch_for_fiction", "fiction")
        and dotted(call.func).rpartition(".")[2] not in ENTERS_BY.get(module.where, set())
    ]

    assert wrong == []
