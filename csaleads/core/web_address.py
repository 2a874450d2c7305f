"""A check for fields in which people put the address of an online meeting."""

from typing import Any
from urllib.parse import urlsplit

from wtforms.validators import ValidationError


def check_link(form: Any, field: Any) -> None:
    """An address that begins with https:// and names a host; nothing hidden in front of the host."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        host = parts.hostname or ""
    except ValueError as refused:
        raise ValidationError("Online link must be a web address, like https://meet.example/abc") from refused
    if parts.scheme != "https":
        raise ValidationError("Online link must start with https://")
    is_odd = parts.username is not None or any(char.isspace() or char in '<>"\\' for char in field.data)
    if "." not in host.strip(".") or is_odd:
        raise ValidationError("Online link must be a web address, like https://meet.example/abc")
