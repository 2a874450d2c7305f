"""What pages of this room say when the room refuses something."""

from csaleads.accounts.errors import PasswordRefused
from csaleads.accounts.passwords import LONGEST, SHORTEST

PASSWORD_MESSAGES = {
    "short": f"Password must be {SHORTEST} characters or more",
    "long": f"Password must be {LONGEST} characters or fewer",
    "weak": "Choose a longer password that is harder to guess: three random words work well",
    "same": "The new password must be different from the current one",
}
CHANGED_ALREADY = "That had been done already. This is how things stand now."
LAST_COORDINATOR = "The area would have no coordinator. Invite another one, or give a colleague the role, before this one ends"

STILL_IN_HAND = "Hand over first what they have in hand, or choose today or a day to come"
HAS_A_SLOT = "They have booked a slot of their own in one of these clinics. Select somebody else, or see to that clinic first"
HANDED_OVER = "It is handed over. Your colleagues and whoever asked have been told."
NOTHING_TO_HAND_OVER = "There was nothing that this colleague could take over. This is how things stand now."


def password_message(refused: PasswordRefused) -> str:
    """What to do about a password that was refused."""
    return PASSWORD_MESSAGES[refused.reason]
