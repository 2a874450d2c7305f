"""`flask --app app development tidy`: every night, what people who left a year ago kept for themselves is deleted."""

import click
from flask.cli import AppGroup

from csaleads.core.formatting import plural
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import leaving

group = AppGroup("development", help="People's own development.")


@group.command("tidy")
def tidy() -> None:
    """Delete the CPD and the ratings of people who left a year ago. It can be repeated."""
    with unit_of_work():
        count = leaving.delete_of_leavers()
    click.echo(f"Deleted: what {plural(count, 'person', 'people')} kept for themselves and left a year ago.")
