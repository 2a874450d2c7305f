"""Commands of this room: the first people of an installation, and tidying up."""

import click
from flask import current_app
from flask.cli import AppGroup

from csaleads.access.permissions import Role
from csaleads.accounts import held_forms, invitations_service, links, role_ends, sessions, throttle
from csaleads.accounts.models import LinkPurpose
from csaleads.core.unit_of_work import unit_of_work

group = AppGroup("accounts", help="The first people of an installation, and tidying up.")


@group.command("create-coordinator")
@click.argument("email")
@click.argument("full_name")
@click.option("--area", "area_name", required=True, help="Name of the area; it is made where it is missing.")
def create_coordinator(email: str, full_name: str, area_name: str) -> None:
    """Invite the coordinator of an area, and print the link."""
    _invite(email, full_name, Role.COORDINATOR, area_name)


@group.command("create-programme-member")
@click.argument("email")
@click.argument("full_name")
def create_programme_member(email: str, full_name: str) -> None:
    """Invite a member of the programme team, and print the link."""
    _invite(email, full_name, Role.PROGRAMME_TEAM, None)


@group.command("create-auditor")
@click.argument("email")
@click.argument("full_name")
def create_auditor(email: str, full_name: str) -> None:
    """Invite an auditor, and print the link."""
    _invite(email, full_name, Role.AUDITOR, None)


def _invite(email: str, full_name: str, role: Role, area_name: str | None) -> None:
    with unit_of_work():
        link = invitations_service.invite_from_command_line(
            email=email, full_name=full_name, role=role, area_name=area_name
        )
    click.echo("This link works once, for seven days. It was sent by email too.")
    click.echo(current_app.config["PUBLIC_URL"] + links.address_of(LinkPurpose.INVITATION, link.token))


@group.command("tidy")
def tidy() -> None:
    """Delete what is kept for a while only: old failures to sign in, held forms, closed links and sessions.

    And tell the rooms of roles whose last day has passed.
    """
    with unit_of_work():
        failures = throttle.forget_old()
        forms = held_forms.forget_old()
        closed = links.forget_old()
        ended = sessions.forget_old()
        role_ends.announce_past_ends()
    click.echo(f"Deleted: {failures} failures, {forms} held forms, {closed} links, {ended} sessions.")
