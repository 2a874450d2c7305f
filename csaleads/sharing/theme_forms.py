"""What several consultations taught, as an entry of the library: the form of whoever proposes it. All areas will read it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from csaleads.core.forms import CheckboxesField, CsaForm, Hidden, LongText, SelectField, Text
from csaleads.sharing.broadening import (
    AGE_GROUP_LABELS,
    CONCERN_GROUP_LABELS,
    STAGE_GROUP_LABELS,
    AgeGroup,
    ConcernGroup,
    StageGroup,
)
from csaleads.sharing.theme_models import LONGEST_SUMMARY, LONGEST_TITLE
from csaleads.sharing.theme_service import NewTheme


def _group(label: str, groups: Any, labels: Mapping[Any, str], widest: str, required: str) -> SelectField:
    choices = [(widest, labels[widest]), *((key, words) for key, words in labels.items() if key != widest)]
    return SelectField(label, choices=choices, coerce=groups, blank=None, required=required)


class ThemeForm(CsaForm):
    """The records it rests on, whom it is about in broad words, and what they taught."""

    versions = CheckboxesField(
        "On which records does it rest?",
        required="Select at least 5 records",
        hint="At least 5. Their leads are asked first. Nobody who reads the theme learns which they are.",
    )
    about_age = _group("Age of the child", AgeGroup, AGE_GROUP_LABELS, AgeGroup.ANY_AGE, "Select an age")
    about_concern = _group(
        "Kind of concern",
        ConcernGroup,
        CONCERN_GROUP_LABELS,
        ConcernGroup.ANY_CONCERN,
        "Select a kind of concern",
    )
    about_stage = _group(
        "Stage of the response", StageGroup, STAGE_GROUP_LABELS, StageGroup.ANY_STAGE, "Select a stage"
    )
    title = Text(
        "Title in the library",
        required="Enter a title",
        hint="What somebody would look for.",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    summary = LongText(
        "What was learnt",
        required="Enter what was learnt",
        hint="Write what these consultations have in common, in general: nothing that only one family, place or colleague "
        "could fit, no ages but in bands, and no place below a region.",
        rows=12,
        max_length=LONGEST_SUMMARY,
        screened=True,
        strict=True,
    )
    topics = CheckboxesField("Topics", coerce=UUID, required="Select at least one topic")
    once_key = Hidden()

    def theme(self) -> NewTheme:
        """What was typed. Ask for it once everything is right."""
        return NewTheme(
            self.title.typed,
            self.summary.typed,
            tuple(self.topics.data),
            self.about_age.data,
            self.about_concern.data,
            self.about_stage.data,
            tuple(self.versions.data),
        )
