"""The whole loop with every script blocked."""

from tests.journeys import loop
from tests.journeys.hands import Pointer
from tests.journeys.loop import SignIn
from tests.journeys.server import RunningService


def test_the_loop_with_every_script_blocked(sign_in: SignIn, service: RunningService) -> None:
    loop.tell(sign_in, service, Pointer, scripts=False)
