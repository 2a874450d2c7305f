"""The audit trail in plain words: what each verb says happened, and to what kind of thing."""

from collections.abc import Mapping
from typing import Any

from csaleads.insight.learning_trail_words import LEARNING_VERBS
from csaleads.insight.network_trail_words import NETWORK_SUBJECTS, NETWORK_VERBS

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
    "hand_over": "Handed over what a Practice Lead had in hand",
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
    # themes of consultations
    "propose_theme": "Proposed a theme of consultations for the library",
    "agree_to_theme": "Agreed that a theme rests on records of theirs",
    "decline_theme": "Did not agree that a theme rests on records of theirs",
    "leave_out_of_theme": "A theme rests on fewer consultations",
    "stop_theme": "A theme was stopped, for it rests on too few consultations",
    "withdraw_theme": "Took a theme of consultations back",
    "turn_down_theme": "Kept a theme of consultations out of the library",
    "publish_theme": "Checked and published a theme of consultations",
    # learning, cohorts, lending and development
    **LEARNING_VERBS,
    # the network and the forum
    **NETWORK_VERBS,
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
    "learning_theme": "Theme of consultations",
    "topic": "Topic",
    "resource": "Resource",
    "cohort": "Cohort",
    "turn_swap": "Swap of turns",
    "cohort_member": "Member of a cohort",
    "cpd_entry": "CPD entry",
    "shadowing": "Shadowing of a clinic",
    "certificate": "Certificate",
    "learning_day": "Learning day",
    "file": "File",
    "vignette": "Reserve case",
    "loan": "Loan",
    "presented_case": "Case for an afternoon",
    "audit_trail": "Audit trail",
    **NETWORK_SUBJECTS,
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
