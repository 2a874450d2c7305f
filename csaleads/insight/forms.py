"""What can be chosen on the pages of uptake and of the audit trail. All of it stands in the address bar."""

from typing import Any

from csaleads.core.forms import CsaForm, DateParts, SelectField, Text

PERIODS = ((12, "Last 12 months"), (6, "Last 6 months"), (3, "Last 3 months"))


class UptakeFilter(CsaForm):
    """Whose figures, of which lead, since when. The route hands in the choices."""

    scope = SelectField("Whose uptake", blank=None)
    lead = SelectField("Lead", coerce=int, blank="All leads")
    period = SelectField("Period", coerce=int, blank=None, choices=PERIODS, default=PERIODS[0][0])


class NetworkFilter(CsaForm):
    """Which quarter of all areas."""

    scope = SelectField("Whose uptake", blank=None)
    quarter = SelectField("Quarter", blank=None)


class TrailFilterForm(CsaForm):
    """Which events of the audit trail."""

    verb = SelectField("What happened", blank="Everything")
    person = Text("Who did it (part of a name)", max_length=120, exempt="looked for and not stored")
    area = SelectField("Area", coerce=int, blank="All areas")
    since = DateParts("From", subject="From", hint="")
    until = DateParts("To", subject="To", hint="")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything can be understood, and the last day is not before the first."""
        is_right = bool(super().validate(extra_validators=extra_validators))
        if self.since.data and self.until.data and self.until.data < self.since.data:
            self.fail("until", "“To” must be the same day as “From” or later")
            return False
        return is_right
