"""The second check, before words that draw on what others wrote stand in the library: the questions of a motivated intruder."""

from csaleads.core.forms import CsaForm, Hidden, Tick


class SecondCheckForm(CsaForm):
    """Could somebody who is determined to find out know who this is about?"""

    rare = Tick(
        "It tells of no rare event that was in the news or that people would remember",
        required="Confirm that it tells of no rare event",
    )
    place = Tick(
        "It names and describes no place, service or school that is small enough to be known",
        required="Confirm that no small place can be known",
    )
    family = Tick(
        "No unusual family, role or background could be recognised in it",
        required="Confirm that no family could be recognised",
    )
    dates = Tick(
        "No dates, ages or order of events line up with something that others know",
        required="Confirm that no dates or ages line up",
    )
    version = Hidden(max_length=12)
