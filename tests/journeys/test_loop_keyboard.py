"""The whole loop with the keyboard alone."""

from tests.journeys import loop
from tests.journeys.hands import Keyboard
from tests.journeys.loop import SignIn
from tests.journeys.server import RunningService


def test_the_loop_with_the_keyboard_alone(sign_in: SignIn, service: RunningService) -> None:
    loop.tell(sign_in, service, Keyboard)
