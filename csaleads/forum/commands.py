"""`flask --app app network …`: every night, titles of what is new are mailed, and what is kept for a while only is deleted."""

import click
from flask.cli import AppGroup

from csaleads.core import clock
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following import digest_queries, digest_service
from csaleads.forum.posts import draft_service

group = AppGroup("network", help="The network and its forum.")


@group.command("digest")
def digest() -> None:
    """Mail what is new to whoever chose so: a day, or a week on Mondays. Running it again mails nobody twice."""
    now, count = clock.now(), 0
    for due in digest_queries.list_due(now):
        with unit_of_work():
            count += digest_service.send_digest(due, now=now)
    click.echo(f"{count} mails of what is new in the network are in the outbox.")


@group.command("tidy")
def tidy() -> None:
    """Delete drafts that nobody saved for ninety days, and those of people who belong to the network no longer."""
    with unit_of_work():
        count = draft_service.forget_old()
    click.echo(f"Deleted: {count} drafts.")
