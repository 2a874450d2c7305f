"""`flask --app app slips …`: scrub the files every night, and hide again what an older backup brought back."""

import sys
from typing import TextIO

import click
from flask.cli import AppGroup

from csaleads.core import scrubbing
from csaleads.slips import carrying, cleaning

group = AppGroup("slips", help="What could identify somebody: wiping it, also after a restore.")


@group.command("scrub")
def scrub() -> None:
    """Take what was corrected out of the database's files. Every night; on PostgreSQL it locks each table for a moment."""
    waiting = cleaning.count_waiting()
    if not waiting:
        click.echo("Nothing waits to be scrubbed.")
        return
    if not scrubbing.scrub_files(is_quick=False):
        click.echo("Somebody reads an old state of the database. Run this again.", err=True)
        sys.exit(1)
    click.echo(f"{cleaning.mark_scrubbed()} slips are gone from the database's files.")


@group.command("export")
@click.argument("file", type=click.File("w"))
def export(file: TextIO) -> None:
    """Write to FILE ("-" for the screen) what was reported: ids and times, no names and no words. Keep it beside the backups."""
    click.echo(f"{carrying.write_slips(file)} slips were written.", err=True)


@group.command("purge-again")
@click.argument("file", type=click.File())
def purge_again(file: TextIO) -> None:
    """After an older backup was restored, before anybody works with it: hide again what FILE says was reported since.

    Can be repeated. The corrected words are not in the old backup, so the authors are asked to correct again.
    """
    try:
        result = carrying.hide_again(file)
    except carrying.NotAnExport as error:
        raise click.ClickException(f"Line {error.line} of the file is not from `slips export`.") from None
    click.echo(
        f"{result.hidden} requests are hidden again and wait for their authors; "
        f"{result.known} needed nothing; {result.absent} are not in this database."
    )
