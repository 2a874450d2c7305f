"""`flask --app app programmes …`: every day, people are reminded and told in time, and what is kept for a while is wiped."""

import click
from flask.cli import AppGroup

from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes.afternoons import group_service, presenting_service, turn_service
from csaleads.programmes.attendance import checkout_service
from csaleads.programmes.cohorts import completion_service

group = AppGroup("programmes", help="Cohorts and their learning days.")


@group.command("remind")
def remind() -> None:
    """Tell whoever presents within two weeks, and again within two days, and whoever has too few days left since yesterday.

    Running it again tells nobody twice.
    """
    with unit_of_work():
        count = turn_service.remind_presenters()
        completion_service.follow_time()
    click.echo(f"{count} presenters were reminded.")


@group.command("tidy")
def tidy() -> None:
    """Wipe cases seven days after their learning day, what people said of themselves after 28, and questions about past turns."""
    with unit_of_work():
        group_service.end_past_swaps()
        cases = presenting_service.wipe_past_cases()
        check_outs = checkout_service.wipe_past_check_outs()
    click.echo(f"Wiped: {cases} cases, {check_outs} answers after a day.")
