"""Words of this room for its values."""

from csaleads.network.models import MailRhythm

RHYTHM_LABELS = {
    MailRhythm.AT_ONCE: "At once",
    MailRhythm.DAILY: "Once a day",
    MailRhythm.WEEKLY: "Once a week",
    MailRhythm.NEVER: "Never",
}
RHYTHM_HINTS = {
    MailRhythm.AT_ONCE: "An email for each new post in what you follow",
    MailRhythm.DAILY: "One email with titles, on days on which there is something new",
    MailRhythm.WEEKLY: "One email with titles, in weeks in which there is something new",
    MailRhythm.NEVER: "You find everything in csaleads",
}
