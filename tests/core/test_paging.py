"""Pages of a list and the addresses of their neighbours."""

import pytest
from flask import Flask

from csaleads.core.paging import Page


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 0, [1]),
        (1, 50, [1]),
        (1, 51, [1, 2]),
        (1, 5000, [1, 2, 100]),
        (3, 5000, [1, 2, 3, 4, 100]),
        (100, 5000, [1, 99, 100]),
        (500, 5000, [1, 100]),
    ],
)
def test_a_long_list_shows_few_page_numbers(number: int, total: int, shown: list[int]) -> None:
    app = Flask("paging")
    app.add_url_rule("/things", "things", lambda: "")

    with app.test_request_context("/things"):
        assert Page([], number, total).place.shown_numbers == shown


def test_the_addresses_keep_the_filters() -> None:
    app = Flask("paging")
    app.add_url_rule("/things/<kind>", "things", lambda kind: "")

    with app.test_request_context("/things/old?colour=red&page=2&colour=blue%26green"):
        page: Page[str] = Page([], 2, 500)

        assert page.place.url_for_page(3) == "/things/old?colour=red&colour=blue%26green&page=3"
        assert page.place.url_for_page(1) == "/things/old?colour=red&colour=blue%26green&page=1"
