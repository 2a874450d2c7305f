"""What can be typed and picked about a session, and about the pack of a day."""

from typing import Any
from uuid import UUID

from csaleads.core.forms import CheckboxesField, CsaForm, Hidden, LongText, Text, Tick
from csaleads.core.web_address import check_link
from csaleads.programmes.days.session_models import (
    DAYS_OF_CURRICULUM,
    LONGEST_LINK,
    LONGEST_PREPARATION,
    LONGEST_SPEAKER,
    MOST_SPEAKERS,
)

SPEAKERS = range(1, MOST_SPEAKERS + 1)


class SessionForm(CsaForm):
    """A session. The route hands in topics and resources."""

    topic_ids = CheckboxesField("Which topics is it about?", coerce=UUID)
    materials_link = Text(
        "Link to its materials",
        hint="For example, the slides. Starts with https://",
        max_length=LONGEST_LINK,
        exempt="an address of the organisation",
        validators=[check_link],
    )
    resource_ids = CheckboxesField(
        "Which resources of the library are its materials?",
        coerce=UUID,
        hint="Members find those that are within their reach",
    )
    is_released = Tick("Its materials are released: members find them in the pack of the day")
    version = Hidden(max_length=10)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for number in SPEAKERS:
            has_more = self[f"organisation_{number}"].data or self[f"confirmed_{number}"].data
            if has_more and not self[f"name_{number}"].data:
                self.fail(f"name_{number}", f"Enter the name of speaker {number}")
        if self.is_released.data and not self.materials_link.data and not self.resource_ids.data:
            self.fail("is_released", "Enter a link or select a resource before you release the materials")
        return not self.errors


def _speaker(number: int) -> dict[str, Any]:
    return {
        f"name_{number}": Text(
            f"Speaker {number}",
            max_length=LONGEST_SPEAKER,
            exempt="a professional who speaks in public, by name",
        ),
        f"organisation_{number}": Text(
            f"Organisation of speaker {number}",
            max_length=LONGEST_SPEAKER,
            exempt="where a professional who speaks in public works",
        ),
        f"confirmed_{number}": Tick(f"Speaker {number} has confirmed"),
    }


for _number in SPEAKERS:
    for _name, _field in _speaker(_number).items():
        setattr(SessionForm, _name, _field)


class PreparationForm(CsaForm):
    """What members do before a day."""

    text = LongText(
        "What should members do before the day?",
        hint="For example, what to read first and what to bring. Leave it empty if there is nothing.",
        rows=6,
        counted=True,
        max_length=LONGEST_PREPARATION,
        screened=True,
    )
    version = Hidden(max_length=10)


class ResourceDaysForm(CsaForm):
    """On which days of a curriculum a resource is handed out. The route hands in the days."""

    days = CheckboxesField(
        "Which learning days does it belong to?",
        hint="Tick none, and it is in the pack of every day that teaches one of its topics",
    )


NUMBERS = range(1, DAYS_OF_CURRICULUM + 1)
