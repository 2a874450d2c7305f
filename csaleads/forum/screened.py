"""What screening asks of this room. What all areas read is looked at more strictly: ages in bands, no place below a region."""

from uuid import UUID

from csaleads.forum.naming import NOBODY, Meant, known_while_typing
from csaleads.forum.wording import MEMBERS
from csaleads.screening.service import Subject, register_knower

POST = "forum_post"
REPORT = "forum_report"
REASON = "forum_reason"


def report_subject(key: UUID) -> Subject:
    """What somebody says about a post that they report, or against an act of a moderator."""
    return Subject(REPORT, key, None, is_strict=True)


def reason_subject(key: UUID) -> Subject:
    """Why a moderator does something."""
    return Subject(REASON, key, None, is_strict=True)


def post_subject(key: UUID, meant: Meant = NOBODY) -> Subject:
    """Something that is being written for the forum, by the key of its form: it belongs to the network as a whole.

    Members who are named by `@` are not asked about: they are meant to be.
    """
    return Subject(POST, key, None, is_strict=True, known=meant.known)


register_knower(MEMBERS, known_while_typing)
