"""Every column of narrative, whichever room it stands in: sealed under its own row, and looked at before it takes a text."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from csaleads.core.database import Base
from csaleads.core.encryption import CannotOpen, Narrative, NotScreened, Screened, Screening, narratives_of

MARKER = "zebra crossing"
MODELS = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
COLUMNS = [
    pytest.param(model, narrative, id=f"{table}.{narrative.sealed_name}")
    for table, model in sorted(MODELS.items())
    for narrative in narratives_of(model)
]
SEALED_OTHERWISE = {
    "held_forms.sealed"
}  # what was typed when a session ended, sealed by the room of accounts


@pytest.mark.parametrize(("model", "narrative"), COLUMNS)
def test_what_is_written_is_sealed_under_its_own_row(app: Flask, model: Any, narrative: Narrative) -> None:
    row, other = model(id=uuid4()), model(id=uuid4())
    narrative.__set__(row, Screened(MARKER))
    sealed = getattr(row, narrative.sealed_name)

    assert MARKER.encode() not in sealed
    assert narrative.__get__(row, model) == MARKER
    setattr(other, narrative.sealed_name, sealed)
    with pytest.raises(CannotOpen):
        narrative.__get__(other, model)
    narrative.__set__(row, "")
    assert getattr(row, narrative.sealed_name) is None


@pytest.mark.parametrize(("model", "narrative"), COLUMNS)
def test_what_is_screened_at_once_takes_no_text_as_typed(
    app: Flask, model: Any, narrative: Narrative
) -> None:
    row = model(id=uuid4())
    assert narrative.screening in Screening
    if narrative.screening is Screening.AT_ONCE:
        with pytest.raises(NotScreened):
            narrative.__set__(row, MARKER)
        assert getattr(row, narrative.sealed_name) is None
    else:
        narrative.__set__(row, MARKER)
        assert narrative.__get__(row, model) == MARKER


def test_every_sealed_column_is_of_a_narrative_or_known_by_name(app: Flask) -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name == "sealed" or column.name.endswith("_sealed")
    }
    narratives = {
        f"{table}.{narrative.sealed_name}"
        for table, model in MODELS.items()
        for narrative in narratives_of(model)
    }
    assert narratives < sealed
    assert sealed - narratives == SEALED_OTHERWISE
