"""`flask --app app audit verify`: does every chain of the audit trail still hold?"""

import sys

import click
from flask.cli import AppGroup

from csaleads.audit.queries import find_break, list_chains

group = AppGroup("audit", help="The audit trail.")


@group.command("verify")
def verify() -> None:
    """Walk every chain; end with status 1 and the first broken place of each where one does not hold."""
    breaks = [found for found in map(find_break, list_chains()) if found]
    for found in breaks:
        click.echo(f"Chain {found.chain} does not hold at event {found.sequence}.", err=True)
    if breaks:
        sys.exit(1)
    click.echo("Every chain of the audit trail holds.")
