"""Forms of this room."""

from csaleads.core.forms import CsaForm, Hidden, Tick
from csaleads.core.input_bounds import whole_number


class AgreeForm(CsaForm):
    """Somebody agrees to the code as the page showed it, and goes on to where they were going."""

    agrees = Tick(
        "I have read the code of conduct and will keep it",
        required="Tick the box if you will keep the code of conduct",
    )
    number = Hidden(max_length=12)
    next = Hidden(max_length=400)

    @property
    def sent_number(self) -> int:
        return whole_number(self.number.typed)
