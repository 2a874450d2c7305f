"""A cohort from its plan to the first place in it, without scripts: coordinator, social worker, coordinator again."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from csaleads.core import clock
from csaleads.core.working_days import is_working_day


def a_working_day_in(weeks: int) -> date:
    day = clock.today() + timedelta(weeks=weeks)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def test_a_cohort_is_planned_opened_and_joined(sign_in: Callable[..., Page]) -> None:
    coordinator = sign_in("coordinator@northmere.example", scripts=False)
    coordinator.goto("/cohorts")
    coordinator.get_by_role("button", name="Plan a cohort").click()
    day_one = a_working_day_in(20)
    coordinator.get_by_label("What is it called?").fill("Next year")
    for part, value in (("Day", day_one.day), ("Month", day_one.month), ("Year", day_one.year)):
        coordinator.get_by_label(part, exact=True).fill(str(value))
    coordinator.get_by_role("button", name="Make the cohort").click()
    expect(coordinator.get_by_role("heading", name="Next year", level=1)).to_be_visible()
    address = coordinator.url
    coordinator.get_by_role("button", name="Mark as done").first.click()
    expect(coordinator.get_by_text("3 things are still to be seen to")).to_be_visible()
    coordinator.get_by_role("button", name="Plan the days").click()
    coordinator.get_by_label("Place (optional)").fill("Civic Centre")
    coordinator.get_by_role("button", name="See the dates").click()
    coordinator.get_by_role("button", name="Plan these days").click()
    coordinator.get_by_role("button", name="Open for members").click()

    worker = sign_in("worker@northmere.example", scripts=False)
    worker.goto(address)
    worker.get_by_role("button", name="Apply for a place").click()
    expect(worker.get_by_role("heading", name="Your part in Next year")).to_be_visible()
    part = worker.url

    coordinator.goto(part)
    coordinator.get_by_role("button", name="Agree the time").click()
    coordinator.get_by_role("button", name="Give the place").click()
    worker.goto("/my-learning")
    expect(worker.get_by_role("heading", name="Next year")).to_be_visible()
    expect(worker.locator("main")).to_contain_text("Civic Centre")


def test_a_member_agrees_to_swap_a_turn(sign_in: Callable[..., Page]) -> None:
    worker = sign_in("worker@northmere.example", scripts=False)
    worker.get_by_role("button", name="Answer – ").filter(has_text="swap turns").click()
    worker.get_by_role("button", name="Agree to swap").first.click()

    expect(worker.get_by_text("You have swapped")).to_be_visible()
