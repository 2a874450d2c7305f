"""`flask --app app network digest`: every night, titles of what is new go to those who chose a mail a day or a week."""

import click
from flask.cli import AppGroup

from csaleads.core import clock
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import digest_queries, digest_service

group = AppGroup("network", help="The network and its forum.")


@group.command("digest")
def digest() -> None:
    """Mail what is new to whoever chose so: a day, or a week on Mondays. Running it again mails nobody twice."""
    now, count = clock.now(), 0
    for due in digest_queries.list_due(now):
        with unit_of_work():
            count += digest_service.send_digest(due, now=now)
    click.echo(f"{count} mails of what is new in the network are in the outbox.")
