"""The whole loop on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.journeys import loop, server
from tests.journeys.hands import Pointer
from tests.journeys.loop import SignIn
from tests.journeys.server import RunningService
from tests.services.postgres import Postgres


@pytest.fixture(scope="module")
def service(
    browser: object, postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningService]:
    """The service on a PostgreSQL database of its own."""
    url = postgres.create_database("journey")
    running = server.start(tmp_path_factory.mktemp("service"), url)
    yield running
    running.stop()
    postgres.drop_database("journey")


@pytest.mark.postgresql
def test_the_loop_on_postgresql(sign_in: SignIn, service: RunningService) -> None:
    loop.tell(sign_in, service, Pointer)
