"""Forms of this room: signing in and passwords, inviting, roles, teams and areas."""

from csaleads.access.permissions import AREA_ROLES, Role
from csaleads.accounts.models import AreaKind
from csaleads.accounts.passwords import LONGEST, SHORTEST
from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    EmailField,
    Hidden,
    PasswordField,
    RadioField,
    SelectField,
    Text,
)

NEW_PASSWORD_HINT = (
    f"At least {SHORTEST} characters. Three random words work well. You can paste from a password manager."
)
ROLE_HINTS = {
    Role.SOCIAL_WORKER: "Asks Practice Leads for advice",
    Role.PRACTICE_LEAD: "Gives advice and runs clinics",
    Role.LINE_MANAGER: "Sees how the role is taken up by the leads they manage",
    Role.COORDINATOR: "Looks after the people and clinics of the area",
}
AREA_KINDS = {
    AreaKind.LOCAL_AUTHORITY: "Local authority",
    AreaKind.THIRD_SECTOR: "Third-sector organisation",
}
STATES = {
    "active": "Active",
    "invited": "Invited, not joined yet",
    "left": "Left",
    "all": "Everybody, with those who left",
}


class SignInForm(CsaForm):
    """Address and password. Whatever is wrong with the two gets the same answer."""

    email = EmailField("Email address", required="Enter your email address", autocomplete="username")
    password = PasswordField("Password", required="Enter your password", max_length=1000)


class ForgottenPasswordForm(CsaForm):
    """The address to which a link is sent if it has an account."""

    email = EmailField(
        "Email address", required="Enter your email address", hint="The one that you sign in with"
    )


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        required="Enter a password",
        hint=NEW_PASSWORD_HINT,
        max_length=LONGEST,
        too_long=f"Password must be {LONGEST} characters or fewer",
        autocomplete="new-password",
    )


class NewPasswordForm(CsaForm):
    """A first or another password, chosen by whoever holds the link."""

    new_password = _new_password("Choose a password")


class ChangePasswordForm(CsaForm):
    """Another password, chosen by somebody who shows that they know the current one."""

    current_password = PasswordField(
        "Current password", required="Enter your current password", max_length=1000
    )
    new_password = _new_password("Choose a new password")


class NameForm(CsaForm):
    full_name = Text(
        "Full name",
        exempt="the name of a colleague",
        required="Enter your full name",
        max_length=120,
        autocomplete="name",
        hint="As colleagues know you",
    )


class InviteForm(CsaForm):
    """An invitation by a coordinator. The area is asked for only where they look after several."""

    once_key = Hidden()
    full_name = Text(
        "Full name",
        exempt="the name of a colleague",
        required="Enter the person’s full name",
        max_length=120,
        autocomplete="off",
    )
    email = EmailField(
        "Email address",
        required="Enter the person’s work email address",
        hint="A work address. The invitation is sent there.",
        autocomplete="off",
    )
    area = SelectField("Area", coerce=int, required="Select an area")
    roles = CheckboxesField(
        "Roles",
        choices=[(role, role.label, ROLE_HINTS[role]) for role in AREA_ROLES],
        coerce=Role,
        required="Select at least one role",
        hint="Select all that apply. Roles begin today.",
    )
    teams = CheckboxesField("Teams", coerce=int, hint="Select all that apply")
    manager = SelectField("Line manager", coerce=int, blank="Nobody yet")


class InviteCoordinatorForm(CsaForm):
    """An invitation by the programme team, which makes coordinators and nobody else."""

    once_key = Hidden()
    full_name = Text(
        "Full name",
        exempt="the name of a colleague",
        required="Enter the person’s full name",
        max_length=120,
        autocomplete="off",
    )
    email = EmailField(
        "Email address",
        required="Enter the person’s work email address",
        hint="A work address. The invitation is sent there.",
        autocomplete="off",
    )


class PeopleFilterForm(CsaForm):
    text = Text(
        "Name or email address", max_length=100, autocomplete="off", exempt="looked for and not stored"
    )
    role = SelectField(
        "Role", choices=[(role, role.label) for role in AREA_ROLES], coerce=Role, blank="Any role"
    )
    team = SelectField("Team", coerce=int, blank="Any team")
    state = SelectField("State", choices=list(STATES.items()), blank="Active and invited")


class GiveRoleForm(CsaForm):
    role = RadioField("Which role?", coerce=Role, required="Select a role")
    starts_on = DateParts(
        "First day",
        subject="First day",
        required="Enter the first day in the role",
        hint="Today, or a day to come. For example, 2 12 2026",
    )


class EndRoleForm(CsaForm):
    ends_on = DateParts("Last day in the role", subject="Last day", required="Enter the last day in the role")


class TeamsOfPersonForm(CsaForm):
    teams = CheckboxesField(
        "Teams", coerce=int, hint="Select all that apply. What you change here begins today."
    )


class HandOverForm(CsaForm):
    to = SelectField(
        "Who takes over?",
        coerce=int,
        required="Select who takes over",
        hint="Practice Leads of the area",
    )


class ManagerForm(CsaForm):
    manager = SelectField(
        "Line manager", coerce=int, blank="Nobody", hint="People with the role of line manager in the area"
    )


class TeamForm(CsaForm):
    name = Text(
        "Name of the team",
        exempt="the name of a team of colleagues",
        required="Enter the name of the team",
        max_length=120,
        autocomplete="off",
    )
    area = SelectField("Area", coerce=int)


class AreaForm(CsaForm):
    name = Text(
        "Name of the area",
        exempt="the name of an organisation",
        required="Enter the name of the area",
        max_length=120,
        autocomplete="off",
    )
    kind = RadioField(
        "What kind of organisation is it?",
        choices=list(AREA_KINDS.items()),
        coerce=AreaKind,
        required="Select the kind of organisation",
    )
