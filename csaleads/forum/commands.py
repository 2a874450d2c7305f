"""`flask --app app network …`: what is kept for a while only."""

import click
from flask.cli import AppGroup

from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import draft_service

group = AppGroup("network", help="The network of Practice Leads.")


@group.command("tidy")
def tidy() -> None:
    """Delete drafts that nobody saved for ninety days, and those of people who belong to the network no longer."""
    with unit_of_work():
        count = draft_service.forget_old()
    click.echo(f"Deleted: {count} drafts.")
