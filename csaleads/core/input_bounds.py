"""What may come in at all: no control or half characters, which databases, mails and documents refuse, and no number that is
no key of a table.

Fields lose such characters silently, for nobody types them: they come along with text pasted from a damaged document. An
address that holds one names nothing, and is answered 404 like every address that names nothing.
"""

import re
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST_KEY = 2**31 - 1  # PostgreSQL's integer
LONGEST_ADDRESS = 4000
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Values(ImmutableMultiDict[str, Any]):
    """Fields of a form or an address as they came, without characters that nobody types and not every place can keep."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__([(_clean(name), _clean(value)) for name, value in iter_multi_items(mapping or ())])


class BoundedRequest(Request):
    """A request whose fields can be stored."""

    parameter_storage_class = Values


class KeyConverter(IntegerConverter):
    """`<int:...>` in an address: a number that can be the key of a row; any other names nothing."""

    def to_python(self, value: str) -> int:
        if len(value) > len(str(LARGEST_KEY)) or not value.isascii():
            raise ValidationError
        number: int = super().to_python(value)
        if number > LARGEST_KEY:
            raise ValidationError
        return number


def install(app: Flask) -> None:
    """Let every request of `app` pass these bounds."""
    app.request_class = BoundedRequest
    app.url_map.converters["int"] = KeyConverter


def is_outside(request: Request) -> bool:
    """Whether the address of `request` is too long, or holds what no address of ours holds."""
    return len(request.full_path) > LONGEST_ADDRESS or REFUSED.search(request.path) is not None


def whole_number(typed: str | None) -> int:
    """The number that a page of ours carried along (a version); 0 for whatever is none, or larger than any of ours."""
    text = typed or ""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_KEY))
    return number if is_number and (number := int(text)) <= LARGEST_KEY else 0


def _clean(value: Any) -> Any:
    return REFUSED.sub("", value) if isinstance(value, str) else value
