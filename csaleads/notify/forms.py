"""The form on which people choose their emails."""

from csaleads.core.forms import CheckboxesField, CsaForm
from csaleads.notify.models import MessageKind


class MailChoicesForm(CsaForm):
    """Its choices are what is offered to the person."""

    wanted = CheckboxesField("Which of these do you want?", coerce=MessageKind)
