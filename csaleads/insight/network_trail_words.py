"""What the audit trail says of the network and the forum, in plain words."""

NETWORK_VERBS: dict[str, str] = {
    "agree_to_code": "Agreed to the code of conduct",
    "publish_code": "Published a version of the code of conduct",
    "choose_for_network": "Chose mails and name for the network",
    "save_entry": "Saved their entry in the directory",
    "take_off_entry": "Took their entry out of the directory",
    "put_back_entry": "Put their entry back into the directory",
    "end_membership": "Membership of the network ended with the role",
    "name_moderator": "Named a moderator",
    "end_moderator": "Ended that somebody moderates",
    "hold_member": "Decided that a member’s posts are read before they are shown",
    "suspend_member": "Suspended a member of the network",
    "tick_announcement": "Ticked an announcement off as read",
    "ask_to_read": "Asked every member to read an announcement",
    "end_ask_to_read": "Asked members no longer to read an announcement",
    "remind_of_announcement": "Reminded members of an announcement",
    "lift_restriction": "Lifted what was laid on a member",
    "begin_thread": "Began a thread in the forum",
    "answer_thread": "Answered a thread in the forum",
    "edit_post": "Changed a post of their own",
    "correct_post": "Added a correction to a post of their own",
    "remove_own_post": "Removed a post of their own",
}
NETWORK_SUBJECTS: dict[str, str] = {
    "code": "Code of conduct, version",
    "restriction": "Restriction",
    "space": "Space",
    "thread": "Thread",
    "post": "Post",
}
