"""The audit trail in plain words: what each verb says happened, and to what kind of thing."""

from collections.abc import Mapping
from typing import Any

VERBS: dict[str, str] = {
    # signing in
    "sign_in": "Signed in",
    "sign_in_refused": "Sign-in refused",
    "sign_out": "Signed out",
    "end_session": "Signed another browser out",
    "end_other_sessions": "Signed all other browsers out",
    "ask_for_reset": "Asked for a new password",
    "reset_password": "Chose a new password by link",
    "change_password": "Changed the password",
    # people and areas
    "invite": "Invited somebody",
    "invite_again": "Invited somebody again",
    "withdraw_invitation": "Withdrew an invitation",
    "join": "Joined",
    "leave": "Recorded that somebody left",
    "change_name": "Changed a name",
    "give_role": "Gave a role",
    "end_role": "Ended a role",
    "set_manager": "Set a line manager",
    "set_teams": "Set the teams of a person",
    "create_area": "Created an area",
    "change_area": "Changed an area",
    "add_team": "Added a team",
    "rename_team": "Renamed a team",
    "close_team": "Closed a team",
    "reopen_team": "Opened a team again",
    # words of an area
    "teach_word": "Added a word for the screening",
    "forget_word": "Removed a word of the screening",
    "import_words": "Added a list of words for the screening",
    "undo_import": "Took a list of words back",
    # clinics
    "create": "Created",
    "edit": "Edited",
    "publish": "Published",
    "publish_clinic": "Published a clinic",
    "hold": "Marked as held",
    "cancel": "Cancelled",
    "take_slot": "Took a slot",
    "free_slot": "Freed a slot",
    "withdraw_slot": "Withdrew a slot",
    "offer_slot": "Offered a slot again",
    # requests
    "stop_for_emergency": "Was shown the emergency steps",
    "start": "Began a request",
    "submit": "Sent a request",
    "book": "Booked a slot",
    "move": "Moved to another slot",
    "lose_slot": "Lost the slot to a change of clinic",
    "join_queue": "Asked for advice between clinics",
    "accept": "Took a request from the queue",
    "hand_back": "Gave a request back to the queue",
    "decline": "Did not take a request on",
    "withdraw": "Withdrew a request",
    "cancel_booking": "Cancelled a booking",
    "mark_attendance": "Marked who came",
    "mark_did_not_attend": "Marked that somebody did not come",
    "attend": "Marked as attended",
    "miss": "Marked as not attended",
    "undo_miss": "Took back that somebody did not attend",
    "consult": "Consultation begun",
    # records
    "open_record": "Opened a record",
    "save_record": "Saved a record",
    "sign_record": "Signed a record",
    "amend_record": "Added to a signed record",
    "read_advice": "Read the advice",
    "read_record": "Read a record",
    "take_away": "Took the advice away",
    "give_feedback": "Said how confident they are now",
    "finish_action": "Marked an action as done",
    "undo_action": "Marked an action as not done",
    "break_glass": "Opened a record by break-glass",
    # screening
    "keep_finding": "Kept something that was found, as identifying nobody",
    "agree_kept": "Agreed that something kept identifies nobody",
    "ask_to_look_again": "Asked an author to look again at something kept",
    # slips
    "report_slip": "Hid a request in which something could identify somebody",
    "correct_slip": "Corrected words that could identify somebody",
    "send_back_slip": "Asked to correct words again",
    "purge_slip": "Confirmed a correction and wiped the old words",
    "dismiss_slip": "Found nothing that identifies anybody",
    "wipe_reason": "Took out why a clinic was cancelled",
    "hide_again": "Hid a request again after a restore",
    # sharing for learning
    "prepare_learning_version": "Prepared a version for learning",
    "save_learning_version": "Saved a version for learning",
    "describe_learning_version": "Described a version for learning",
    "propose_sharing": "Proposed to share for learning",
    "take_back_sharing": "Took back what was shared for learning",
    "confirm_sharing": "Confirmed that it identifies nobody",
    "send_back_sharing": "Sent a version for learning back",
    "stop_sharing": "Stopped the sharing for learning",
    "return_sharing": "Returned what waited for a review, for its lead has left",
    "keep_sharing": "Kept sharing it, though its lead has left",
    "hide_learning_version": "Hid a version for learning",
    "show_learning_version": "Showed a version for learning again",
    "wipe_learning_version": "Wiped a version for learning",
    "open_shared_record": "Opened a version for learning",
    # learning
    "add_start_data": "Added what csaleads ships with",
    "edit_topic": "Changed what a topic says",
    "move_topic": "Moved a topic in its track",
    "add_resource": "Added a resource",
    "edit_resource": "Changed what a resource says",
    "approve_resource": "Approved a resource",
    "approve_for_network_resource": "Approved a resource for every area",
    "take_from_network_resource": "Took a resource back to its area",
    "archive_resource": "Archived a resource",
    "reopen_resource": "Took up an archived resource again",
    "hand_over_resource": "Said who looks after a resource",
    "check_resource": "Checked that a resource is still right",
    "order_resources": "Moved a resource in its topic",
    "mark_resource": "Marked a resource for themselves",
    "see_new_resources": "Saw what is new in learning",
    # cohorts
    "make_cohort": "Planned a cohort",
    "change_cohort": "Changed a cohort",
    "open_cohort": "Opened a cohort for members",
    "start_cohort": "Started a cohort",
    "finish_cohort": "Finished a cohort",
    "cancel_cohort": "Cancelled a cohort",
    "tick_cohort_item": "Ticked something on the list before day one",
    "plan_days": "Planned the learning days of a cohort",
    "add_day": "Added a learning day",
    "change_day": "Changed a learning day",
    "set_morning": "Changed the morning of a learning day",
    "make_groups": "Made the reflective groups of a cohort",
    "place_member": "Put a member into a reflective group",
    "set_facilitator": "Named who sees to a reflective group",
    "deal_rota": "Dealt who presents when",
    "say_wishes": "Said what they would present and when they are away",
    "ask_to_swap": "Asked to swap a turn to present",
    "agree_swap": "Agreed to swap turns",
    "decline_swap": "Did not agree to swap turns",
    "withdraw_swap": "Took back a question about swapping turns",
    "nominate_member": "Nominated somebody for a cohort",
    "apply_to_cohort": "Applied for a cohort",
    "agree_member": "Agreed the time for a cohort",
    "take_up_member": "Gave a place in a cohort",
    "complete_member": "Marked that somebody completed a cohort",
    "defer_member": "Put somebody’s part in a cohort off",
    "leave_member": "Recorded that somebody left a cohort",
    "replace_member": "Replaced a member of a cohort",
    "set_places": "Changed the places of an area in a cohort",
    "remove_day": "Removed a learning day",
    "take_attendance": "Took attendance on a learning day",
    "correct_attendance": "Corrected attendance on a learning day",
    "show_joining_code": "Showed a joining code",
    "join_by_code": "Joined a learning day with the code",
    "wrong_joining_code": "Entered a joining code that was none",
    "set_completion_rule": "Said how many days complete a cohort",
    "issue_certificate": "Issued a certificate",
    "withdraw_certificate": "Withdrew a certificate",
    "make_calendar_address": "Made a private calendar address",
    "remove_calendar_address": "Removed the private calendar address",
    "untick_cohort_item": "Took back a tick on the list before day one",
    # the trail itself
    "verify_audit_trail": "Verified the audit trail",
}
SUBJECTS: dict[str, str] = {
    "person": "Person",
    "area": "Area",
    "team": "Team",
    "clinic": "Clinic",
    "series": "Clinic series",
    "slot": "Slot",
    "request": "Request",
    "consultation": "Record",
    "slip": "Slip",
    "word": "Word",
    "word_import": "List of words",
    "learning_version": "Version for learning",
    "topic": "Topic",
    "resource": "Resource",
    "cohort": "Cohort",
    "turn_swap": "Swap of turns",
    "cohort_member": "Member of a cohort",
    "certificate": "Certificate",
    "audit_trail": "Audit trail",
}
SHORT_ID = 8  # of 32 characters: enough to see which events belong together; files hold all of it


def words_of_verb(verb: str) -> str:
    """What happened."""
    return VERBS.get(verb) or verb.replace("_", " ").capitalize()


def words_of_subject(kind: str, subject_id: str, names: Mapping[int, str]) -> str:
    """What it happened to: a person by name, anything else by kind and the beginning of its id."""
    if kind == "person" and subject_id.isdigit() and int(subject_id) in names:
        return names[int(subject_id)]
    return f"{SUBJECTS.get(kind) or kind.replace('_', ' ').capitalize()} {subject_id[:SHORT_ID]}"


def words_of_details(details: Mapping[str, Any]) -> str:
    """Numbers, yes or no, and single words, each with its name."""
    return ", ".join(f"{name.replace('_', ' ')}: {_word(value)}" for name, value in sorted(details.items()))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value).replace("_", " ")
