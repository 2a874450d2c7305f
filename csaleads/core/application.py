"""Flask as it is, except where every request would ask again what never changes while the process lives."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from flask.globals import _cv_request

from csaleads.core.signing import SessionCookies

ADDRESSES = 8192  # that are remembered, of all pages together


class Application(Flask):
    """The class of the application."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.session_interface = SessionCookies()
        self._addresses: dict[tuple[object, ...], str] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: nothing here is a coroutine, and Flask would look anew at each call of each view and hook."""
        return func

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """Flask's address. Within one mount point the same endpoint and values have the same one, as long as what is equal
        is also written alike: True is 1, and is not.
        """
        context = _cv_request.get(None)
        if context is None or context.url_adapter is None or endpoint[:1] == ".":
            return super().url_for(endpoint, **values)
        known: list[object] = [context.url_adapter.script_name, endpoint]
        for name, value in values.items():
            if value is None:  # Flask's own default, and a value that no address shows
                continue
            if name[0] == "_" or not (isinstance(value, str | UUID) or type(value) is int):
                return super().url_for(endpoint, **values)
            known += (name, value)
        return self._kept_address(tuple(known), endpoint, values)

    def _kept_address(self, key: tuple[object, ...], endpoint: str, values: dict[str, Any]) -> str:
        address = self._addresses.get(key)
        if address is None:
            address = super().url_for(endpoint, **values)
            if len(self._addresses) >= ADDRESSES:
                self._addresses.clear()
            self._addresses[key] = address
        return address
