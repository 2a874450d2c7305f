"""Browsers that forget between two requests who asked last, so that one test can be several people."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, g

from tests.page_client import PageClient


class OwnBrowser(PageClient):
    """The test holds one application context open, and with it whom Flask-Login found first; a server does not."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        g.pop("_login_user", None)
        return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Flask) -> PageClient:
    return OwnBrowser(app)


@pytest.fixture
def new_client(app: Flask) -> Callable[[], PageClient]:
    return lambda: OwnBrowser(app)
