"""`flask --app app learning check-links` and `tidy`: what the library needs every night."""

import click
from flask.cli import AppGroup

from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import file_service, link_service
from csaleads.learning.errors import NoSiteAnswers
from csaleads.learning.material_models import FAILURES, LinkOutcome

group = AppGroup("learning", help="The library of the curriculum: its links and files.")


@group.command("check-links")
@click.option(
    "--minutes", default=60, show_default=True, type=click.IntRange(1, 600), help="After these it ends."
)
def check_links(minutes: int) -> None:
    """Ask every link of an approved resource whether it still opens. Running it again the same day asks only what is left."""
    try:
        counts = link_service.check_links(most_seconds=minutes * 60)
    except NoSiteAnswers:
        raise click.ClickException(
            "No site answered, so this machine may not be able to go out. Nothing was noted; see docs/operating.md."
        ) from None
    failed = sum(counts[outcome] for outcome in FAILURES)
    unsure = counts[LinkOutcome.UNSURE] + counts[LinkOutcome.NOT_ASKED]
    click.echo(
        f"{counts[LinkOutcome.WORKS]} links opened, {failed} did not, {unsure} could not be told from here."
    )


@group.command("tidy")
def tidy() -> None:
    """Remove the files that somebody chose for a resource and did not save within a week."""
    with unit_of_work():
        count = file_service.forget_waiting()
    click.echo(f"{count} files that were never saved were removed.")
