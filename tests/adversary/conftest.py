"""What the attacks share: one of each thing with a person to whom all of it belongs, and a note of every failure."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.core.test_bad_input import everything, failures, inside  # noqa: F401 - fixtures
from tests.page_client import PageClient


@pytest.fixture
def new_client(app: Flask) -> Callable[[], Any]:
    """Browsers of people who have nothing in common."""
    return lambda: PageClient(app)
