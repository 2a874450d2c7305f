"""Choices that were picked when the session had run out: after signing in again they are still picked."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from csaleads.demo.password import DEMONSTRATION_PASSWORD
from tests.journeys.server import RunningService
from tests.journeys.test_client_side import begin_to_ask, let_every_session_run_out

Enter = Callable[..., Page]
PAUSE = 2500  # milliseconds: longer than the page waits before it saves by itself


@pytest.mark.parametrize("scripts", [True, False])
def test_a_choice_outlives_the_session(sign_in: Enter, service: RunningService, scripts: bool) -> None:
    page = sign_in("worker@northmere.example", scripts=scripts)
    page.goto(re.sub(r"/[a-z]+$", "/concern", begin_to_ask(page)))
    let_every_session_run_out(service)
    page.get_by_role("radio", name="Online").check()
    page.wait_for_timeout(PAUSE if scripts else 0)

    page.get_by_role("button", name="Save and continue").click()
    sign_in_again(page)

    expect(page.get_by_role("main")).to_contain_text("We kept what you typed")
    expect(page.get_by_role("radio", name="Online")).to_be_checked()


def test_the_first_question_outlives_the_session(sign_in: Enter, service: RunningService) -> None:
    page = sign_in("worker@northmere.example", scripts=False)
    page.goto("/ask")
    let_every_session_run_out(service)
    page.get_by_role("radio", name="No", exact=True).check()

    page.get_by_role("button", name="Continue").click()
    sign_in_again(page)

    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()


def sign_in_again(page: Page) -> None:
    page.get_by_label("Email address").fill("worker@northmere.example")
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
