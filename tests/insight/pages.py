"""Reading pages that hold a chart, whose drawing has a title of its own beside the one of the page."""

import csv
import io

from tests.page_client import Page, PageClient, squeeze


def get(client: PageClient, url: str) -> Page:
    """The page at `url`, which must answer with 200, one h1 and a title that starts with it."""
    page = Page(client.get(url))
    assert page.status == 200, page.status
    assert squeeze(page.one("head > title").get_text()).startswith(page.h1)
    assert not page.html.select("[style], script:not([src]), style")
    return page


def table(page: Page, key: str) -> dict[str, list[str]]:
    """The table of that key: cells by the name of the row, the total line included."""
    section = page.one(f"section[aria-labelledby=table-{key}]")
    found = {}
    for row in section.select("tbody tr, tfoot tr"):
        cells = [squeeze(cell.get_text()) for cell in row.select("th, td")]
        found[cells[0]] = cells[1:]
    return found


def read_csv(client: PageClient, url: str) -> list[list[str]]:
    """The rows of the file at `url`."""
    response = client.get(url)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
