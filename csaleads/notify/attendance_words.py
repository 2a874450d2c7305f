"""The words of messages about attendance, completion, certificates, and days and cohorts that do not take place."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

ATTENDANCE_WORDS: dict[MessageKind, Words] = {
    MessageKind.ATTENDANCE_CORRECTED: Words(
        "Your attendance was corrected",
        "What is recorded of you for a learning day was corrected. The reason is with it.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.COMPLETION_IN_DANGER: Words(
        "Your learning days: please look now",
        "You may not have enough learning days to complete your cohort.",
        ("Your page says how many you have. Your line manager is told too, so that you can find the time.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.COMPLETION_OUT_OF_REACH: Words(
        "Your learning days: please talk to your coordinator",
        "The learning days that are left are too few to complete your cohort.",
        ("Talk to your coordinator about what is possible. Your line manager is told too.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.MEMBER_IN_DANGER: Words(
        "A colleague may need more time for learning days",
        "Somebody you look after may not have enough learning days to complete their cohort.",
        ("Ask what they need to be there on the days that are left.",),
        "Sign in to see who: {address}",
    ),
    MessageKind.MEMBER_OUT_OF_REACH: Words(
        "A colleague cannot complete their cohort as planned",
        "For somebody you look after, the learning days that are left are too few to complete their cohort.",
        ("Talk to them and to the coordinator about what is possible.",),
        "Sign in to see who: {address}",
    ),
    MessageKind.CERTIFICATE_ISSUED: Words(
        "You have completed your cohort",
        "You have completed your cohort, and your certificate is there to print.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.CERTIFICATE_WITHDRAWN: Words(
        "Your certificate is withdrawn",
        "Your certificate does not hold any more. The reason is with it.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.LEAD_ROLE_GOES_ON: Words(
        "A certificate is withdrawn, and the role goes on",
        "A certificate in your area is withdrawn. The role of Practice Lead that began with it goes on until you end it.",
        ("What they have agreed to do as a lead comes first: the role can end on a day to come.",),
        "Sign in to see whose: {address}",
    ),
    MessageKind.COHORT_CANCELLED: Words(
        "A cohort is cancelled",
        "The cohort “{what}” is cancelled. Its learning days do not take place.",
        ("Your coordinator can say whether there is another one.",),
        "Sign in to see your learning: {address}",
    ),
    MessageKind.COHORT_OF_TEAM_CANCELLED: Words(
        "A cohort of a colleague is cancelled",
        "The cohort “{what}” is cancelled. A colleague whom you manage was to take part, and does not need the time.",
        (),
        "Sign in to see the cohorts: {address}",
    ),
    MessageKind.DAY_REMOVED: Words(
        "A learning day does not take place{at_short}",
        "The learning day{at} does not take place.",
        ("Who presents when may have changed.",),
        "Sign in to see your days: {address}",
    ),
    MessageKind.DAY_CHANGED: Words(
        "A learning day has changed{at_short}",
        "The learning day{at} has changed. Your page says when and where it is now.",
        ("If you cannot come then, say so on your page.",),
        "Sign in to see your days: {address}",
    ),
}
