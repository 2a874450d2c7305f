"""`flask --app app lending expire`: every night, what was lent until a day that is over goes back."""

import click
from flask.cli import AppGroup

from csaleads.core.unit_of_work import unit_of_work
from csaleads.lending import service

group = AppGroup("lending", help="What areas lend one another.")


@group.command("expire")
def expire() -> None:
    """End loans whose last day is over. Nobody reads them from that day on anyway; this tells people. Can be repeated."""
    with unit_of_work():
        count = service.end_what_is_past()
    click.echo(f"{count} loans ended.")
