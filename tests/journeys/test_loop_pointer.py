"""The whole loop with a pointer and scripts."""

from tests.journeys import loop
from tests.journeys.hands import Pointer
from tests.journeys.loop import SignIn
from tests.journeys.server import RunningService


def test_the_loop_with_a_pointer_and_scripts(sign_in: SignIn, service: RunningService) -> None:
    loop.tell(sign_in, service, Pointer)
