"""`flask --app app programmes remind`: every day, presenters are reminded of their turns."""

import click
from flask.cli import AppGroup

from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes import turn_service

group = AppGroup("programmes", help="Cohorts and their learning days.")


@group.command("remind")
def remind() -> None:
    """Tell whoever presents within two weeks, and again within two days. Running it again tells nobody twice."""
    with unit_of_work():
        count = turn_service.remind_presenters()
    click.echo(f"{count} presenters were reminded.")
