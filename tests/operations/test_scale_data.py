"""What the benchmark measures: its data still fits the tables, and every page that it asks for is there with its rows."""

import re

from flask import Flask

from benchmarks import scale
from benchmarks.pages import PAGES
from benchmarks.scale import Cast, Size
from csaleads.core import clock
from csaleads.core.database import db
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

MOST_STATEMENTS = 10  # the bar of docs/speed.md
MOST_BYTES = 80_000


def test_every_measured_page_is_there_within_its_statements(
    app: Flask, client: PageClient, make: Factory
) -> None:
    for _ in range(12):
        make.topic()
    make.spaces()
    db.session.rollback()
    cast = Cast(**scale.load(db.engine, Size(0.0001), today=clock.today()))  # type: ignore[arg-type]

    wrong = []
    for page in PAGES:
        client.sign_in(getattr(cast, page.role))
        client.get(page.address(cast))  # what a process keeps of a first reading is kept
        with count_statements() as asked:
            answer = client.get(page.address(cast))
        html = answer.get_data(as_text=True)
        rows = len(re.findall(page.row, html)) if page.rows else None
        if answer.status_code != 200 or page.marker_for(cast) not in html:
            wrong.append(f"{page.name}: {answer.status_code}, its words are missing")
        elif rows != page.rows:
            wrong.append(f"{page.name}: {rows} rows instead of {page.rows}")
        elif asked.count > MOST_STATEMENTS or len(html.encode()) > MOST_BYTES:
            wrong.append(f"{page.name}: {asked.count} statements, {len(html.encode())} bytes")
    assert not wrong, "\n".join(wrong)
