"""`flask --app app learning digest`: once a week, the titles of what is new go to those who want them."""

import click

from csaleads.core import clock
from csaleads.core.unit_of_work import unit_of_work
from csaleads.finding import digest_queries, digest_service
from csaleads.learning.commands import group as learning


@learning.command("digest")
def digest() -> None:
    """Mail what is new or changed to whoever wants it. Running it again in the same week mails nobody twice."""
    week_on = digest_service.first_day_of_week(clock.today())
    count = 0
    for waiting in list(digest_queries.list_waiting(week_on, until=clock.now())):
        with unit_of_work():
            count += digest_service.send_digest(waiting, week_on=week_on)
    click.echo(f"{count} mails of what is new are in the outbox.")
