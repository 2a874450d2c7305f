"""Commands for stored files: `files sweep`, `files scan`, `files check`."""

import sys

import click
from flask.cli import AppGroup

from csaleads.core.stored_files import scanner, upkeep
from csaleads.core.stored_files.models import ScanState
from csaleads.core.stored_files.stores import StoreUnavailable

group = AppGroup("files", help="Files that people have sent: sweep, scan, check.")
NO_STORE = "The store does not answer. Look at CSALEADS_FILES and try again; what was done so far stands."


@group.command("sweep")
def sweep() -> None:
    """Remove from the store what no row names and is older than a day: rests of what was cut short."""
    try:
        click.echo(f"{upkeep.sweep()} rests were removed.")
    except StoreUnavailable:
        raise click.ClickException(NO_STORE) from None


@group.command("scan")
@click.option("--again", is_flag=True, help="Every file, not only those that wait: after new signatures.")
def scan(again: bool) -> None:
    """Send to clamd what it has not seen yet. Status 1 if it found something or did not answer."""
    if not scanner.is_set_up():
        raise click.ClickException("No scanner is set up. CSALEADS_CLAMD names it; see docs/operating.md.")
    try:
        counts = upkeep.scan_waiting(again=again)
    except StoreUnavailable:
        raise click.ClickException(NO_STORE) from None
    click.echo(
        f"{counts[ScanState.CLEAN]} files are clean, {counts[ScanState.INFECTED]} are infected and stay here, "
        f"{counts[ScanState.NOT_SCANNED]} were not scanned."
    )
    if counts[ScanState.INFECTED] or counts[ScanState.NOT_SCANNED]:
        sys.exit(1)


@group.command("check")
def check() -> None:
    """Compare every file with what was saved. Status 1 if one is missing or has changed."""
    try:
        health = upkeep.look_at_all()
    except StoreUnavailable:
        raise click.ClickException(NO_STORE) from None
    for file_id in health.missing:
        click.echo(f"{file_id} is missing from the store.", err=True)
    for file_id in health.changed:
        click.echo(f"{file_id} is not what was saved.", err=True)
    click.echo(f"{health.sound_count} files are as they were saved.")
    if health.missing or health.changed:
        sys.exit(1)
