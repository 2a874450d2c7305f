"""Tables as files for a spreadsheet. No cell of them is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # wide ones begin formulas too
BREAKS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # so that spreadsheets read names outside ASCII


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The cells as CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def csv_file(name: str, text: str) -> Response:
    """The answer that a browser saves as `name`.csv."""
    disposition = f'attachment; filename="{name}.csv"'
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": disposition})


def _harmless(cell: str) -> str:
    is_formula = cell.lstrip().startswith(FORMULA_STARTS) or cell.startswith(BREAKS)
    return f"'{cell}" if is_formula else cell
