"""Commands of the index of search: `search reindex` makes it anew, `search tidy` keeps it quick."""

import itertools

import click
from flask.cli import AppGroup

from csaleads.core.full_text import service
from csaleads.core.unit_of_work import unit_of_work

group = AppGroup("search", help="The index of what can be found.")


@group.command("reindex")
def reindex() -> None:
    """Put every document in again and make the index anew; people search meanwhile and find what was there before."""
    with unit_of_work():
        counts = service.reindex()
    for kind, count in counts.items():
        click.echo(f"{count} documents of kind {kind}.")
    click.echo("The index is new.")


@group.command("tidy")
def tidy() -> None:
    """Put together what the index was written in, a little at a time: for every night. Nobody waits for more than a moment."""
    for step in itertools.count():
        with unit_of_work():
            if not service.merge_some(begins=step == 0):
                break
    click.echo("The index is tidy.")
