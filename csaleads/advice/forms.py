"""The forms of asking and booking: what is asked, in which words, with a hint how to write without identifying anybody."""

from csaleads.advice.models import STAGE_LABELS, STATE_LABELS, RequestState, Stage
from csaleads.advice.steps import LONGEST_ANSWER, Step
from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, Scale, SelectField, choices_of
from csaleads.practice.models import AGE_LABELS, CONCERN_LABELS, AgeBand, Concern

CONCERN_HINTS = {
    Concern.INTRA_FAMILIAL: "By a parent, step-parent, brother or sister, or somebody else in the family or household",
    Concern.EXTRA_FAMILIAL: "By somebody the child knows outside the family, or by a stranger",
    Concern.CHILD_SEXUAL_EXPLOITATION: "The child is used sexually in exchange for something they need or want",
    Concern.HARMFUL_SEXUAL_BEHAVIOUR: "A child behaves in a sexual way that harms themselves or somebody else",
    Concern.ONLINE: "Contact, images or pressure through the internet or a phone",
    Concern.PEER_ON_PEER: "Between children at school, in a relationship or in a group",
}
AGE_HINTS = {AgeBand.SEVERAL_CHILDREN: "Say more about their ages in your own words later"}
STAGE_HINTS = {
    Stage.FIRST_CONCERN: "Somebody has noticed something and nothing is decided",
    Stage.EARLY_HELP: "The family has support by agreement",
    Stage.STRATEGY_DISCUSSION: "It is planned, or has just taken place, with police and health",
    Stage.SECTION_47: "You are finding out whether the child is suffering significant harm",
    Stage.CHILD_PROTECTION_PLAN: "A conference has made a plan",
    Stage.CHILD_IN_NEED: "There is a plan under section 17",
    Stage.CARE_PROCEEDINGS: "The court is involved, or pre-proceedings have begun",
    Stage.LOOKED_AFTER: "The child lives with foster carers, relatives or in a home",
    Stage.CRIMINAL_INVESTIGATION: "The police are investigating and the child may be a witness",
    Stage.AFTER_THE_INVESTIGATION: "It has ended, whether or not anybody was charged",
}
DANGER_CHOICES = [
    ("yes", "Yes, or I am not sure", "You will see what to do now"),
    ("no", "No", "You will go on to the questions"),
]
TOO_LONG = f"must be {LONGEST_ANSWER:,} characters or fewer"


class StartForm(CsaForm):
    in_danger = RadioField(
        "Is a child in immediate danger?",
        choices=DANGER_CHOICES,
        required="Select yes if a child is in immediate danger",
        hint="For example: somebody who may harm the child can reach them today, or the child needs a doctor now.",
    )
    area_id = SelectField(
        "Area", coerce=int, hint="Where you work with this child. Leads of that area will answer."
    )
    slot = Hidden()
    once_key = Hidden()


class ConcernForm(CsaForm):
    concern = RadioField(
        "What kind of concern is it?",
        choices=choices_of(CONCERN_LABELS, CONCERN_HINTS),
        coerce=Concern,
        required="Select the kind of concern",
        hint="Choose the nearest one. It does not have to be certain.",
    )
    version = Hidden()


class AgeForm(CsaForm):
    age_band = RadioField(
        "How old is the child?",
        choices=choices_of(AGE_LABELS, AGE_HINTS),
        coerce=AgeBand,
        required="Select how old the child is",
        hint="A range is enough: an exact age or a birthday could identify the child.",
    )
    version = Hidden()


class StageForm(CsaForm):
    stage = RadioField(
        "Where does the response stand?",
        choices=choices_of(STAGE_LABELS, STAGE_HINTS),
        coerce=Stage,
        required="Select where the response stands",
        hint="If more than one fits, choose the one that matters most for your question.",
    )
    version = Hidden()


class SituationForm(CsaForm):
    known = LongText(
        "What do you know?",
        screened=True,
        required="Enter what you know",
        rows=6,
        counted=True,
        max_length=LONGEST_ANSWER,
        too_long=f"What you know {TOO_LONG}",
        hint="What was seen, said or found, by whom and roughly when. Write “Child A”, “the mother”, “a teacher”; "
        "no names, schools, streets or exact dates.",
    )
    worrying = LongText(
        "What is worrying you?",
        screened=True,
        required="Enter what is worrying you",
        rows=6,
        counted=True,
        max_length=LONGEST_ANSWER,
        too_long=f"What is worrying you {TOO_LONG}",
        hint="Your own view counts, even if you cannot prove it. Describe people by their part: “the father’s friend”, "
        "not by name, job or nickname.",
    )
    going_well = LongText(
        "What is going well?",
        screened=True,
        required="Enter what is going well, or that you do not know yet",
        rows=6,
        counted=True,
        max_length=LONGEST_ANSWER,
        too_long=f"What is going well {TOO_LONG}",
        hint="Who or what keeps the child safe? “A relative” or “a club” is enough: leave out what it is called.",
    )
    version = Hidden()


class QuestionForm(CsaForm):
    question = LongText(
        "What would you like to ask the Practice Lead?",
        screened=True,
        required="Enter your question for the Practice Lead",
        rows=6,
        counted=True,
        max_length=LONGEST_ANSWER,
        too_long=f"Your question {TOO_LONG}",
        hint="For example: “How do I talk with Child A without leading them?” Leave out anything that says who they are.",
    )
    version = Hidden()


class ConfidenceForm(CsaForm):
    confidence_before = Scale(
        "How confident do you feel about this now?",
        low="not at all confident",
        high="very confident",
        required="Select a number from 1 to 10",
        hint="There is no right answer. We ask again after the consultation, to see whether it helped.",
    )
    version = Hidden()


STEP_FORMS: dict[Step, type[CsaForm]] = {
    Step.CONCERN: ConcernForm,
    Step.AGE: AgeForm,
    Step.STAGE: StageForm,
    Step.SITUATION: SituationForm,
    Step.QUESTION: QuestionForm,
    Step.CONFIDENCE: ConfidenceForm,
}


class ChooseForm(CsaForm):
    """A time, or the queue. The route hands in the times as choices."""

    choice = RadioField(
        "Choose a time, or ask between clinics", required="Select a time, or advice between clinics"
    )


class CancelForm(CsaForm):
    reason = LongText(
        "Why are you cancelling?",
        screened=True,
        required="Enter why you are cancelling",
        rows=4,
        max_length=1000,
        hint="One sentence is enough, without names. For example: “Court hearing at the same time”.",
    )
    afterwards = RadioField(
        "What would you like to do with your request?",
        choices=[
            ("keep", "Keep it and choose another time", "Your answers stay as they are"),
            ("withdraw", "Withdraw it", "You need no advice on it any more"),
        ],
        required="Select what you would like to do with your request",
    )


class CancelAsLeadForm(CsaForm):
    reason = LongText(
        "Why are you cancelling?",
        screened=True,
        required="Enter why you are cancelling",
        rows=4,
        max_length=1000,
        hint="Your colleague reads this with the request. Leave out anything that identifies the child.",
    )


class WithdrawForm(CsaForm):
    reason = LongText(
        "Why do you need no advice any more?",
        screened=True,
        rows=4,
        max_length=1000,
        hint="For example: “The plan has changed”. Leave out anything that identifies the child.",
    )


class DeclineForm(CsaForm):
    reason = LongText(
        "Why can this not be taken on?",
        screened=True,
        required="Enter why this cannot be taken on",
        rows=5,
        max_length=1000,
        hint="Your colleague reads this. Say where they can turn instead. Leave out anything that identifies the child.",
    )


class MyRequestsFilter(CsaForm):
    state = SelectField("State", choices=choices_of(STATE_LABELS), coerce=RequestState, blank="All states")
    concern = SelectField(
        "Kind of concern", choices=choices_of(CONCERN_LABELS), coerce=Concern, blank="All kinds"
    )
