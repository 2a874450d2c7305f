"""`flask --app app demo load`: the demonstration data, once, and never in production."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from csaleads.demo import loader

group = AppGroup("demo", help="Demonstration data.")


@group.command("load")
def load() -> None:
    """Fill an empty database with two fictional areas."""
    if not current_app.config["IS_DEMONSTRATION"]:
        click.echo("Demonstration data is not loaded in production.", err=True)
        sys.exit(1)
    if not loader.is_empty():
        click.echo("There are people here already; nothing was changed.")
        return
    loader.load()
    click.echo("Loaded.")
