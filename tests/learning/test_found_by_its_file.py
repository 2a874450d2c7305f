"""A resource is found by the words of the file that it has now, and by no other."""

from uuid import UUID

from flask import Flask

from csaleads.core.full_text import queries as full_text
from csaleads.core.full_text.queries import Scope
from csaleads.core.full_text.service import reindex
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import resource_service, search_texts
from csaleads.learning.models import Audience
from tests import sample_files as sample
from tests.learning.conftest import Cast
from tests.learning.test_resources import said


def found(cast: Cast, typed: str) -> list[UUID]:
    scope = Scope(
        frozenset({cast.here.id}),
        frozenset(audience.value for audience in Audience),
        frozenset({search_texts.KIND}),
    )
    return [search_texts.id_of(hit.key) for hit in full_text.search(typed, scope).page.rows]


def test_the_text_of_its_file_is_found_until_it_has_another(app: Flask, cast: Cast) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    first = cast.make.file(lead, sample.docx("zebra crossing"))
    resource = cast.make.resource(topic, cast.here, owner=lead, link="", file=first, summary="*Bold* words")
    cast.make.resource(topic, cast.here)

    def change(version: int, **changes: object) -> None:
        with unit_of_work():
            resource_service.edit_resource(
                cast.actor("lead"),
                resource_id=resource.id,
                content=said(topic, **changes),
                version=version,
            )

    assert found(cast, "zebra") == [resource.id]
    with unit_of_work():
        reindex()
    assert found(cast, "zebra bold") == [resource.id]
    change(1, link="", file=cast.make.file(lead, sample.pdf("pebble note")))
    assert found(cast, "zebra") == []
    assert found(cast, "pebble") == [resource.id]
    change(2, link="https://new.example/")
    assert found(cast, "pebble") == []
    assert found(cast, "drawing") == [resource.id]


def test_what_is_shown_of_it_has_no_signs_of_markdown(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, cast.here, summary="Use it **before** the visit & after:\n\n- alone")
    scope = Scope(frozenset({cast.here.id}), frozenset(Audience), frozenset({search_texts.KIND}))

    snippet = full_text.search("visit", scope).page.rows[0].snippet

    assert "**" not in snippet
    assert "before the <mark>visit</mark> &amp; after" in snippet
