"""`flask --app app notify deliver`: the worker that sends the mails of the outbox."""

import click
from flask import current_app
from flask.cli import AppGroup

from csaleads.notify.delivery import deliver_until_stopped, deliver_what_is_due, stop_on_signals
from csaleads.notify.mail import SmtpServer

group = AppGroup("notify", help="Messages and mail.")


@group.command("deliver")
@click.option("--once", is_flag=True, help="Send what is due now, then end.")
def deliver(once: bool) -> None:
    """Send the mails of the outbox, until SIGTERM or SIGINT. Several such workers may run at once."""
    if current_app.config["SMTP_URL"]:
        try:
            SmtpServer.from_url(current_app.config["SMTP_URL"])
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    stop = stop_on_signals()
    if once:
        click.echo(f"{deliver_what_is_due(stop)} mails were due.")
    else:
        deliver_until_stopped(stop)
