"""Where things of the forum are read: what messages, mails and calendars lead to. They are written where there is no request."""

CONSENTS = "/network/consents"
MY_ACTS = "/network/acts"
MY_QUESTIONS = "/network/questions/mine"
NEW_OF_FOLLOWED = "/network/following?show=new"
QUEUE = "/network/moderation"
APPEALS = "/network/moderation/appeals"


def of_thread(thread_id: int) -> str:
    """The page of a thread."""
    return f"/network/threads/{thread_id}"


def first_unread_of(thread_id: int) -> str:
    """The first post of a thread that its reader has not read."""
    return f"{of_thread(thread_id)}/first-unread"


def of_post(post_id: int) -> str:
    """The permanent link to a post, wherever it stands by now."""
    return f"/network/posts/{post_id}"
