"""Who may open which page and press which button: one table, tried by nobody, each wrong role, the same role of the
other area, and the right ones. An endpoint that is missing from the table fails the census."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.test import TestResponse

from csaleads.access.guards import guard_of
from tests.access.world import HELD_ID, NOBODY, World, make_world
from tests.factories import Factory

HERE = frozenset({"asker", "other_worker", "lead", "co_lead", "other_lead", "manager", "coordinator"})
THERE = frozenset({"their_worker", "their_lead", "their_manager", "their_coordinator"})
NETWORK = frozenset({"programme", "auditor"})
ASKERS = HERE | THERE
ALL = ASKERS | NETWORK
LEADS_HERE = frozenset({"lead", "co_lead", "other_lead"})
LEADS = LEADS_HERE | {"their_lead"}
COORDINATORS = frozenset({"coordinator", "their_coordinator"})
OWN_CLINIC = frozenset({"lead", "co_lead", "coordinator"})
ASKER = frozenset({"asker"})
LEAD = frozenset({"lead"})
COORDINATOR = frozenset({"coordinator"})
PROGRAMME = frozenset({"programme"})
LEARNERS = LEADS | COORDINATORS
LEARNERS_HERE = LEADS_HERE | COORDINATOR
REVIEWERS = LEARNERS_HERE - LEAD  # whoever took no part in the consultation
SEES_UPTAKE = LEADS | COORDINATORS | {"manager", "their_manager", "programme"}
TEACHERS = LEADS | COORDINATORS
READS = ASKERS | PROGRAMME
ADDS = LEADS | COORDINATORS | PROGRAMME
ASKS_THERE = frozenset({"their_lead", "their_coordinator"})
SEES_COHORTS = ASKERS | PROGRAMME
RUNS_COHORTS = COORDINATORS | PROGRAMME
RUNS_COHORTS_HERE = COORDINATOR | PROGRAMME
LOOKS_AFTER = RUNS_COHORTS_HERE | {"manager"}
OF_COHORT = {"cohort_id": "cohort"}
OF_MEMBER = OF_COHORT | {"member_id": "member"}
OF_DAY = OF_COHORT | {"day_id": "day"}
OF_GROUP = OF_COHORT | {"group_id": "group"}
OF_SESSION = OF_DAY | {"position": "position"}
OF_AFTERNOON = OF_GROUP | {"day_id": "day"}
OF_LED_AFTERNOON = OF_COHORT | {"group_id": "led_group", "day_id": "begun_day"}
OF_BEGUN_DAY = OF_COHORT | {"day_id": "begun_day"}
MEMBERS = frozenset({"lead", "other_lead"})
TAKES_SEAT = RUNS_COHORTS_HERE | {"lead", "other_lead", "co_lead"}
OF_AREA = OF_COHORT | {"area_id": "area"}
JOINS = LEADS | {"asker", "other_worker", "their_worker"}
HELD_IT = frozenset({"lead", "co_lead"})
ON_TRACK = {"track": "social-work"}
OF_REGISTER = OF_DAY | {"group_id": "seen_group"}
OF_COMPLETED = {"cohort_id": "running_cohort", "member_id": "completed"}
TAKES_ATTENDANCE = RUNS_COHORTS_HERE | {"co_lead"}
JOINS_COHORTS = LEADS | {"asker", "other_worker", "their_worker"}
MEMBERS_OF_NETWORK = LEADS | PROGRAMME
LOOKS_AFTER_TALK = LEAD | PROGRAMME  # the author and moderators
MODERATORS = PROGRAMME  # whoever was named is nobody of the world's people; tests of the forum try them
LOOKS_AFTER_TALK = LEAD | MODERATORS  # the author, and who moderates
TWO_OF_THEM = frozenset({"lead", "their_lead"})  # who read a one-to-one thread
OF_PERSON = {"person_id": "person", "area_id": "area"}
OTHER_MEMBERS = MEMBERS_OF_NETWORK - LEAD
OF_MODERATED = {"thread_id": "moderated_thread"}
OF_POST = {"post_id": "moderated_post"}
OF_THEME = {"theme_id": "theme"}


@dataclass(frozen=True)
class Visit:
    """A page: which things its address names, and who finds it."""

    allowed: frozenset[str]
    names: dict[str, str] | None = None  # argument of the address → thing of the world
    fixed: dict[str, Any] | None = None
    data: dict[str, str] | None = None  # what the button sends
    leads_on: bool = False  # an address that only leads to a page


def by(reference: str) -> dict[str, str]:
    return {"reference": reference}


GET: dict[str, Visit] = {
    "home.today": Visit(ALL),
    "accounts.my_account": Visit(ALL),
    "accounts.change_name": Visit(ALL),
    "accounts.change_password": Visit(ALL),
    "accounts.people": Visit(COORDINATORS | {"programme"}),
    "accounts.person": Visit(COORDINATOR, {"person_id": "person"}),
    "accounts.invite": Visit(COORDINATORS),
    "accounts.invite_coordinator": Visit(PROGRAMME, {"area_id": "area"}),
    "accounts.give_role": Visit(COORDINATOR, OF_PERSON),
    "accounts.leave": Visit(COORDINATOR, OF_PERSON),
    "accounts.hand_over": Visit(COORDINATOR, OF_PERSON),
    "accounts.teams": Visit(COORDINATORS),
    "accounts.team": Visit(COORDINATOR, {"team_id": "team"}),
    "accounts.areas": Visit(PROGRAMME),
    "accounts.area": Visit(PROGRAMME, {"area_id": "area"}),
    "accounts.create_area": Visit(PROGRAMME),
    "accounts.change_teams": Visit(COORDINATOR, OF_PERSON),
    "accounts.change_manager": Visit(COORDINATOR, OF_PERSON),
    "accounts.end_role": Visit(COORDINATOR, {"person_id": "person", "role_id": "role"}),
    "notify.messages": Visit(ALL),
    "notify.mail_choices": Visit(ALL),
    "clinics.list_clinics": Visit(ASKERS),
    "clinics.calendar": Visit(ASKERS),
    "clinics.create": Visit(LEADS | COORDINATORS),
    "clinics.show": Visit(HERE, {"clinic_id": "clinic"}),
    "clinics.edit": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "clinics.cancel": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "clinics.ask_to_wipe_reason": Visit(OWN_CLINIC, {"clinic_id": "cancelled_clinic"}),
    "clinics.download_calendar_file": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "advice.start": Visit(ASKERS),
    "advice.emergency": Visit(ASKERS),
    "advice.my_requests": Visit(ASKERS),
    "advice.queue": Visit(LEADS),
    "advice.step": Visit(ASKER, by("draft"), {"step": "concern"}),
    "advice.check": Visit(ASKER, by("draft")),
    "advice.identify": Visit(ASKER, by("draft")),
    "advice.show": Visit(ASKER | {"lead", "co_lead"}, by("booked")),
    "advice.choose_slot": Visit(ASKER, by("sent")),
    "advice.booked": Visit(ASKER, by("booked")),
    "advice.queued": Visit(ASKER, by("queued")),
    "advice.calendar_entry": Visit(ASKER | {"lead", "co_lead"}, by("booked")),
    "advice.ask_to_cancel": Visit(ASKER | {"lead", "co_lead"}, by("booked")),
    "advice.ask_to_decline": Visit(LEADS_HERE, by("queued")),
    "advice.ask_to_withdraw": Visit(ASKER, by("sent")),
    "advice.running_order": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "consultations.list_records": Visit(ASKERS),
    "consultations.edit": Visit(LEAD, by("writing")),
    "consultations.review": Visit(LEAD, by("writing")),
    "consultations.identify": Visit(LEAD, by("writing")),
    "consultations.show": Visit(ASKER | LEAD, by("signed")),
    "consultations.print_page": Visit(ASKER | LEAD, by("signed")),
    "consultations.text": Visit(ASKER | LEAD, by("signed")),
    "consultations.word": Visit(ASKER | LEAD, by("signed")),
    "consultations.amend": Visit(LEAD, by("signed")),
    "consultations.feedback": Visit(ASKER, by("signed")),
    "consultations.resources": Visit(LEAD, by("writing")),
    "consultations.amend_with_resource": Visit(LEAD, by("signed") | {"resource_id": "resource"}),
    "consultations.break_glass": Visit(COORDINATOR, by("signed")),
    "consultations.find_to_break_glass": Visit(COORDINATORS),
    "vocabulary.words": Visit(TEACHERS),
    "vocabulary.new_word": Visit(TEACHERS),
    "vocabulary.choose_list": Visit(TEACHERS),
    "vocabulary.ask_to_remove": Visit(LEADS_HERE | COORDINATOR, {"word_id": "word"}),
    "vocabulary.imported": Visit(LEADS_HERE | COORDINATOR, {"import_id": "word_import"}),
    "screening.kept": Visit(LEADS | COORDINATORS),
    "slips.list_slips": Visit(ASKERS),
    "slips.show": Visit(ASKER | LEAD | COORDINATOR, {"slip_id": "slip"}),
    "slips.ask_to_report": Visit(ASKER | LEAD, by("signed")),
    "slips.reported": Visit(ASKER | LEAD, by("slipped")),
    "slips.ask_to_report_learning": Visit(LEARNERS_HERE, {"number": "shared"}),
    "slips.reported_learning": Visit(LEARNERS_HERE, {"number": "hidden_version"}),
    "sharing.own": Visit(LEAD, by("signed")),
    "sharing.edit": Visit(LEAD, by("editing")),
    "sharing.check": Visit(LEAD, by("editing")),
    "sharing.list_shared": Visit(LEARNERS),
    "sharing.list_to_review": Visit(LEARNERS),
    "sharing.list_own": Visit(LEADS),
    "sharing.list_without_lead": Visit(COORDINATORS),
    "sharing.propose_theme": Visit(LEARNERS),
    "sharing.themes": Visit(ADDS),
    "sharing.theme": Visit(frozenset({"other_lead"}) | MODERATORS, OF_THEME),
    "sharing.asked": Visit(LEADS),
    "sharing.read": Visit(LEARNERS_HERE, {"number": "shared"}),
    "sharing.review": Visit(REVIEWERS, {"number": "waiting"}),
    "sharing.ask_to_stop": Visit(COORDINATOR, {"number": "shared"}),
    "learning.topics": Visit(READS),
    "learning.topic": Visit(READS, {"topic_id": "topic"}),
    "learning.topic_editions": Visit(READS, {"topic_id": "topic"}),
    "learning.edit_topic": Visit(PROGRAMME, {"topic_id": "topic"}),
    "learning.order": Visit(PROGRAMME),
    "learning.order_of_topic": Visit(PROGRAMME, {"topic_id": "topic"}),
    "learning.resources": Visit(READS),
    "learning.saved": Visit(READS),
    "learning.add_resource": Visit(ADDS),
    "learning.resource": Visit(HERE | PROGRAMME, {"resource_id": "resource"}),
    "learning.pause": Visit(READS, {"resource_id": "network_resource"}),
    "learning.resource_editions": Visit(LEARNERS_HERE, {"resource_id": "draft_resource"}),
    "learning.file": Visit(HERE | PROGRAMME, {"resource_id": "file_resource"}),
    "learning.edition_file": Visit(HERE | PROGRAMME, {"resource_id": "file_resource"}, {"edition": 1}),
    "learning.edit_resource": Visit(LEAD | COORDINATOR, {"resource_id": "resource"}),
    "learning.hand_over": Visit(COORDINATOR, {"resource_id": "resource"}),
    "lending.catalogue": Visit(LEARNERS),
    "lending.loans": Visit(LEARNERS),
    "lending.ask": Visit(ASKS_THERE, {"resource_id": "resource"}),
    "lending.show": Visit(ASKS_THERE | LEAD | COORDINATOR, {"loan_id": "loan"}),
    "lending.ask_to_recommend": Visit(LEAD, {"loan_id": "loan"}),
    "lending.ask_to_agree": Visit(COORDINATOR, {"loan_id": "loan"}),
    "lending.ask_to_decline": Visit(COORDINATOR, {"loan_id": "loan"}),
    "lending.ask_to_take_back": Visit(COORDINATOR, {"loan_id": "lent"}),
    "finding.search": Visit(READS),
    "finding.colleagues": Visit(LEADS | PROGRAMME, {"topic_id": "topic"}),
    "forum.begin_poll": Visit(MEMBERS_OF_NETWORK, {"space_id": "gathering_space"}),
    "forum.begin_event": Visit(MEMBERS_OF_NETWORK, {"space_id": "gathering_space"}),
    "forum.vote": Visit(MEMBERS_OF_NETWORK, {"thread_id": "poll"}),
    "forum.close_poll": Visit(LOOKS_AFTER_TALK, {"thread_id": "poll"}),
    "forum.events": Visit(MEMBERS_OF_NETWORK),
    "forum.answer_event": Visit(MEMBERS_OF_NETWORK, {"thread_id": "event"}),
    "forum.who_comes": Visit(MEMBERS_OF_NETWORK, {"thread_id": "event"}),
    "forum.event_calendar": Visit(MEMBERS_OF_NETWORK, {"thread_id": "event"}),
    "forum.change_event": Visit(LOOKS_AFTER_TALK, {"thread_id": "event"}),
    "forum.cancel_event": Visit(LOOKS_AFTER_TALK, {"thread_id": "event"}),
    "forum.presence": Visit(PROGRAMME, {"thread_id": "support_session"}),
    "forum.presence_file": Visit(PROGRAMME, {"thread_id": "support_session"}),
    "forum.presence_by_area": Visit(PROGRAMME),
    "network.code": Visit(MEMBERS_OF_NETWORK),
    "network.code_versions": Visit(MEMBERS_OF_NETWORK),
    "network.code_version": Visit(MEMBERS_OF_NETWORK, {"version_number": "code_number"}),
    "network.directory": Visit(MEMBERS_OF_NETWORK),
    "forum.my_acts": Visit(MEMBERS_OF_NETWORK),
    "forum.appeal": Visit(LEAD, {"link": "own_act_link"}),
    "forum.report": Visit(MEMBERS_OF_NETWORK, OF_POST),
    "forum.mend": Visit(LEAD, {"link": "hidden_link"}),
    "forum.moderation": Visit(PROGRAMME),
    "forum.held_posts": Visit(PROGRAMME),
    "forum.appeals": Visit(PROGRAMME),
    "forum.acts": Visit(PROGRAMME),
    "forum.phrases": Visit(PROGRAMME),
    "forum.judge": Visit(PROGRAMME, OF_POST),
    "forum.act_on_author": Visit(PROGRAMME, OF_POST),
    "forum.lift": Visit(PROGRAMME, {"act_id": "laying_act"}),
    "forum.decide_appeal": Visit(PROGRAMME, {"act_id": "appealed_act"}),
    "forum.refuse_held": Visit(PROGRAMME, {"held_id": "held_post"}),
    "forum.switch_thread": Visit(PROGRAMME, OF_MODERATED, {"verb": "lock"}),
    "forum.move_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.merge_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.split_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.spaces": Visit(MEMBERS_OF_NETWORK),
    "forum.space": Visit(LEADS_HERE, {"space_id": "area_space"}),
    "forum.begin_thread": Visit(LEADS_HERE, {"space_id": "area_space"}),
    "forum.thread": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}),
    "forum.unanswered": Visit(MEMBERS_OF_NETWORK),
    "forum.my_questions": Visit(MEMBERS_OF_NETWORK),
    "forum.private_questions": Visit(MEMBERS_OF_NETWORK),
    "forum.ask_privately": Visit(MEMBERS_OF_NETWORK - LEAD, {"person_id": "listed_person"}),
    "forum.who_asked": Visit(PROGRAMME, {"post_id": "unnamed_post"}),
    "forum.manage_spaces": Visit(PROGRAMME),
    "forum.make_space": Visit(PROGRAMME),
    "forum.change_space": Visit(PROGRAMME, {"space_id": "area_space"}),
    "forum.ask_to_archive": Visit(PROGRAMME, {"space_id": "area_space"}),
    "forum.first_unread": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}, leads_on=True),
    "forum.post": Visit(TWO_OF_THEM, {"post_id": "private_post"}, leads_on=True),
    "forum.answer": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}, leads_on=True),
    "forum.following": Visit(MEMBERS_OF_NETWORK),
    "forum.similar": Visit(MEMBERS_OF_NETWORK),
    "forum.my_drafts": Visit(MEMBERS_OF_NETWORK),
    "forum.ask_to_throw_away": Visit(LEAD, {"draft_id": "post_draft"}),
    "forum.edit": Visit(LEAD, {"post_id": "private_post"}),
    "forum.correct": Visit(LEAD, {"post_id": "private_post"}, leads_on=True),
    "forum.ask_to_remove": Visit(LEAD, {"post_id": "private_post"}),
    "forum.editions": Visit(TWO_OF_THEM, {"post_id": "private_post"}),
    "forum.propose": Visit(MEMBERS_OF_NETWORK, {"thread_id": "thread"}),
    "forum.proposals": Visit(MODERATORS),
    "forum.proposal": Visit(MODERATORS | LEAD, {"knowledge_id": "proposal"}),
    "forum.consents": Visit(MEMBERS_OF_NETWORK),
    "forum.ticks": Visit(PROGRAMME, {"thread_id": "to_read"}),
    "network.member": Visit(MEMBERS_OF_NETWORK, {"person_id": "listed_person"}),
    "network.entry": Visit(MEMBERS_OF_NETWORK),
    "network.part": Visit(MEMBERS_OF_NETWORK),
    "network.membership": Visit(PROGRAMME),
    "network.members": Visit(PROGRAMME),
    "network.name_moderator": Visit(PROGRAMME, {"person_id": "listed_person"}),
    "network.end_moderator": Visit(PROGRAMME, {"person_id": "named_person"}),
    "network.publish_code": Visit(PROGRAMME),
    "programmes.list_cohorts": Visit(SEES_COHORTS),
    "programmes.show": Visit(HERE | PROGRAMME, OF_COHORT),
    "programmes.make": Visit(RUNS_COHORTS),
    "programmes.change": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.ask_to_cancel": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.members": Visit(LOOKS_AFTER, OF_COHORT),
    "programmes.groups": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.make_groups": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.group": Visit(RUNS_COHORTS_HERE | LEAD, OF_GROUP),
    "programmes.facilitator": Visit(RUNS_COHORTS_HERE, OF_GROUP),
    "programmes.mine": Visit(SEES_COHORTS),
    "programmes.wishes": Visit(frozenset({"lead", "other_lead"}), OF_COHORT),
    "programmes.swap": Visit(LEAD, {"turn_id": "turn"}),
    "programmes.plan_days": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.add_day": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.day": Visit(HERE | PROGRAMME, OF_DAY),
    "programmes.change_day": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.morning": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.session": Visit(RUNS_COHORTS_HERE, OF_SESSION),
    "programmes.pack": Visit(TAKES_SEAT, OF_DAY),
    "programmes.preparation": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.topic_days": Visit(SEES_COHORTS, {"topic_id": "topic"}),
    "programmes.resource_days": Visit(PROGRAMME, {"resource_id": "network_resource"}),
    "programmes.afternoon": Visit(RUNS_COHORTS_HERE | LEAD, OF_AFTERNOON),
    "programmes.points": Visit(frozenset({"co_lead"}), OF_LED_AFTERNOON),
    "programmes.case": Visit(LEAD, OF_DAY),
    "programmes.ask_to_take_back": Visit(LEAD, OF_DAY),
    "programmes.read_case": Visit(LEAD, {"case_id": "case"}),
    "programmes.ask_to_hold": Visit(LEAD, {"case_id": "case"}),
    "programmes.vignettes": Visit(ADDS),
    "programmes.vignette": Visit(ADDS, {"vignette_id": "vignette"}),
    "programmes.add_vignette": Visit(PROGRAMME),
    "programmes.edit_vignette": Visit(PROGRAMME, {"vignette_id": "vignette"}),
    "programmes.check_out": Visit(MEMBERS, OF_BEGUN_DAY),
    "programmes.contact": Visit(COORDINATOR, {"check_out_id": "check_out"}),
    "programmes.attendance": Visit(TAKES_ATTENDANCE, OF_DAY),
    "programmes.register": Visit(TAKES_ATTENDANCE, OF_REGISTER, {"half": "morning"}),
    "programmes.joining_code": Visit(TAKES_ATTENDANCE, OF_DAY, {"half": "morning"}),
    "programmes.correct_mark": Visit(RUNS_COHORTS_HERE, OF_DAY | OF_MEMBER, {"half": "morning"}),
    "programmes.join": Visit(JOINS_COHORTS),
    "programmes.standings": Visit(LOOKS_AFTER, OF_COHORT),
    "programmes.completion_rule": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.member_attendance": Visit(LOOKS_AFTER | LEAD, OF_MEMBER),
    "programmes.certificate": Visit(RUNS_COHORTS_HERE | {"other_worker"}, OF_COMPLETED),
    "programmes.withdraw_certificate": Visit(RUNS_COHORTS_HERE, OF_COMPLETED),
    "programmes.calendar_address": Visit(JOINS_COHORTS),
    "programmes.remove_day": Visit(RUNS_COHORTS_HERE, OF_COHORT | {"day_id": "next_day"}),
    "programmes.places": Visit(RUNS_COHORTS_HERE, OF_AREA),
    "programmes.nominate": Visit(LOOKS_AFTER, OF_AREA),
    "programmes.member": Visit(LOOKS_AFTER | LEAD, OF_MEMBER),
    "programmes.replace": Visit(RUNS_COHORTS_HERE, OF_MEMBER),
    "development.mine": Visit(ASKERS),
    "development.suggestions": Visit(ASKERS),
    "development.begin": Visit(ASKERS),
    "development.give": Visit(ASKERS, None, {"what": "briefing"}),
    "development.show": Visit(ASKER, {"entry_id": "cpd_entry"}),
    "development.edit": Visit(ASKER, {"entry_id": "cpd_draft"}),
    "development.ask_to_remove": Visit(ASKER, {"entry_id": "cpd_entry"}),
    "development.word": Visit(ASKERS),
    "development.text": Visit(ASKERS),
    "development.print_page": Visit(ASKERS),
    "development.shared": Visit(frozenset({"manager", "their_manager"})),
    "development.readiness": Visit(JOINS),
    "development.rate": Visit(LEADS | {"other_worker"}, None, ON_TRACK),
    "development.shadowing": Visit(LEADS),
    "development.to_shadow": Visit(LEADS),
    "development.ask_to_shadow": Visit(frozenset({"other_lead"}), {"clinic_id": "clinic"}),
    "development.decline": Visit(frozenset({"lead", "co_lead"}), {"shadowing_id": "shadowing"}),
    "development.leads": Visit(COORDINATORS),
    "insight.uptake": Visit(SEES_UPTAKE),
    "insight.uptake_file": Visit(SEES_UPTAKE),
    "insight.audit_trail": Visit(COORDINATORS | {"auditor"}),
    "insight.audit_chain": Visit(COORDINATORS | {"auditor"}),
    "insight.audit_file": Visit(COORDINATORS | {"auditor"}),
}
POST: dict[str, Visit] = {
    "accounts.change_name_send": Visit(ALL),
    "accounts.change_password_send": Visit(ALL),
    "accounts.end_session": Visit(ALL, {"session_id": "session"}),
    "accounts.create_area_send": Visit(PROGRAMME),
    "accounts.change_area": Visit(PROGRAMME, {"area_id": "area"}),
    "accounts.change_teams_send": Visit(COORDINATOR, OF_PERSON),
    "accounts.change_manager_send": Visit(COORDINATOR, OF_PERSON),
    "accounts.end_role_send": Visit(COORDINATOR, {"person_id": "person", "role_id": "role"}),
    "accounts.add_team": Visit(COORDINATORS),
    "accounts.close_team": Visit(COORDINATOR, {"team_id": "team"}),
    "accounts.invite_send": Visit(COORDINATORS),
    "accounts.invite_again": Visit(COORDINATOR, {"person_id": "invited", "area_id": "area"}),
    "accounts.withdraw_invitation": Visit(COORDINATOR, {"person_id": "invited", "area_id": "area"}),
    "accounts.invite_coordinator_send": Visit(PROGRAMME, {"area_id": "area"}),
    "accounts.give_role_send": Visit(COORDINATOR, OF_PERSON),
    "accounts.leave_send": Visit(COORDINATOR, OF_PERSON),
    "accounts.hand_over": Visit(COORDINATOR, OF_PERSON),
    "accounts.rename_team": Visit(COORDINATOR, {"team_id": "team"}),
    "accounts.reopen_team": Visit(COORDINATOR, {"team_id": "closed_team"}),
    "notify.mark_read": Visit(ALL),
    "notify.mail_choices": Visit(ALL),
    "vocabulary.teach_word": Visit(TEACHERS),
    "vocabulary.import_list": Visit(TEACHERS),
    "vocabulary.remove_word": Visit(TEACHERS, {"word_id": "word"}),
    "vocabulary.undo_import": Visit(LEADS_HERE | COORDINATOR, {"import_id": "word_import"}),
    "clinics.create": Visit(LEADS | COORDINATORS),
    "clinics.edit": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "clinics.cancel": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "clinics.wipe_reason": Visit(OWN_CLINIC, {"clinic_id": "cancelled_clinic"}),
    "clinics.hold": Visit(OWN_CLINIC, {"clinic_id": "past_clinic"}),
    "clinics.publish": Visit(OWN_CLINIC, {"clinic_id": "clinic"}),
    "clinics.offer_slot": Visit(OWN_CLINIC, {"clinic_id": "clinic", "slot_id": "free_slot"}),
    "clinics.withdraw_slot": Visit(OWN_CLINIC, {"clinic_id": "clinic", "slot_id": "free_slot"}),
    "advice.begin": Visit(ASKERS),
    "advice.save_step": Visit(ASKER, by("draft"), {"step": "concern"}),
    "advice.autosave": Visit(ASKER, by("draft"), {"step": "situation"}),
    "advice.submit": Visit(ASKER, by("draft")),
    "advice.answer_findings": Visit(ASKER, by("draft")),
    "advice.take_slot": Visit(ASKER, by("sent")),
    "advice.cancel": Visit(ASKER | {"lead", "co_lead"}, by("booked")),
    "advice.withdraw": Visit(ASKER, by("sent")),
    "advice.accept": Visit(LEADS_HERE, by("queued")),
    "advice.decline": Visit(LEADS_HERE, by("queued")),
    "advice.hand_back": Visit(LEAD, by("accepted")),
    "advice.mark_attendance": Visit(
        frozenset({"lead", "co_lead"}), by("booked"), data={"outcome": "attended"}
    ),
    "consultations.start": Visit(LEAD, by("accepted")),
    "consultations.save": Visit(LEAD, by("writing")),
    "consultations.autosave": Visit(LEAD, by("writing")),
    "consultations.sign": Visit(LEAD, by("writing")),
    "consultations.answer_findings": Visit(LEAD, by("writing")),
    "consultations.save_amendment": Visit(LEAD, by("signed")),
    "consultations.give_resource": Visit(LEAD, by("writing") | {"resource_id": "resource"}),
    "consultations.take_out_resource": Visit(LEAD, by("writing") | {"resource_id": "resource"}),
    "consultations.amend_with_resource": Visit(LEAD, by("signed") | {"resource_id": "resource"}),
    "consultations.mark_read": Visit(ASKER, by("signed")),
    "consultations.save_feedback": Visit(ASKER, by("signed")),
    "consultations.mark_action_done": Visit(ASKER | LEAD, {"reference": "signed", "action_id": "action"}),
    "consultations.undo_action": Visit(ASKER | LEAD, {"reference": "signed", "action_id": "action"}),
    "consultations.open_by_break_glass": Visit(COORDINATOR, by("signed")),
    "screening.check": Visit(ALL),
    "screening.agree": Visit(LEADS_HERE | COORDINATOR, {"kept_id": "kept"}),
    "screening.ask_again": Visit(LEADS_HERE | COORDINATOR, {"kept_id": "kept"}),
    "slips.report": Visit(ASKER | LEAD, by("signed")),
    "slips.report_learning": Visit(LEARNERS_HERE, {"number": "shared"}),
    "slips.correct": Visit(ASKER | LEAD | COORDINATOR, {"slip_id": "slip"}),
    "slips.confirm": Visit(COORDINATOR, {"slip_id": "slip"}),
    "slips.send_back": Visit(COORDINATOR, {"slip_id": "slip"}),
    "slips.dismiss": Visit(COORDINATOR, {"slip_id": "slip"}),
    "sharing.prepare": Visit(LEAD, by("signed")),
    "sharing.save": Visit(LEAD, by("editing")),
    "sharing.autosave": Visit(LEAD, by("editing")),
    "sharing.propose": Visit(LEAD, by("editing")),
    "sharing.take_back": Visit(LEAD, by("editing")),
    "sharing.open_to_read": Visit(LEARNERS_HERE, {"number": "shared"}),
    "sharing.answer": Visit(REVIEWERS, {"number": "waiting"}),
    "sharing.propose_theme": Visit(LEARNERS),
    "sharing.publish_theme": Visit(MODERATORS, OF_THEME),
    "sharing.turn_down_theme": Visit(MODERATORS, OF_THEME),
    "sharing.withdraw_theme": Visit(frozenset({"other_lead"}), OF_THEME),
    "sharing.answer_theme": Visit(LEAD, OF_THEME, {"verb": "agree"}),
    "sharing.keep": Visit(COORDINATOR, {"number": "shared"}),
    "sharing.stop": Visit(COORDINATOR, {"number": "shared"}),
    "learning.edit_topic": Visit(PROGRAMME, {"topic_id": "topic"}),
    "learning.move_topic": Visit(PROGRAMME, {"topic_id": "topic"}),
    "learning.order_resource": Visit(
        PROGRAMME, {"topic_id": "topic_of_resource", "resource_id": "network_resource"}
    ),
    "learning.add_resource": Visit(ADDS),
    "learning.send_file": Visit(ADDS),
    "learning.edit_resource": Visit(LEAD | COORDINATOR, {"resource_id": "resource"}),
    "learning.hand_over": Visit(COORDINATOR, {"resource_id": "resource"}),
    "learning.approve": Visit(COORDINATOR, {"resource_id": "draft_resource"}),
    "learning.approve_for_network": Visit(PROGRAMME, {"resource_id": "resource"}),
    "learning.take_from_network": Visit(COORDINATOR | PROGRAMME, {"resource_id": "network_resource"}),
    "learning.archive": Visit(LEAD | COORDINATOR, {"resource_id": "resource"}),
    "learning.reopen": Visit(LEAD | COORDINATOR, {"resource_id": "archived_resource"}),
    "learning.check": Visit(LEAD | COORDINATOR, {"resource_id": "resource"}),
    "learning.mark": Visit(HERE | PROGRAMME, {"resource_id": "resource"}, data={"mark": "read"}),
    "learning.see_new": Visit(READS),
    "lending.ask": Visit(ASKS_THERE, {"resource_id": "resource"}),
    "lending.move": Visit(ASKS_THERE, {"loan_id": "loan"}, data={"verb": "withdraw"}),
    "lending.ask_to_recommend": Visit(LEAD, {"loan_id": "loan"}),
    "lending.ask_to_agree": Visit(COORDINATOR, {"loan_id": "loan"}),
    "lending.ask_to_decline": Visit(COORDINATOR, {"loan_id": "loan"}),
    "lending.ask_to_take_back": Visit(COORDINATOR, {"loan_id": "lent"}),
    "finding.say_known": Visit(READS, {"topic_id": "topic"}),
    "finding.take_back_known": Visit(READS, {"topic_id": "topic"}),
    "forum.begin_poll": Visit(MEMBERS_OF_NETWORK, {"space_id": "gathering_space"}),
    "forum.begin_event": Visit(MEMBERS_OF_NETWORK, {"space_id": "gathering_space"}),
    "forum.vote": Visit(MEMBERS_OF_NETWORK, {"thread_id": "poll"}),
    "forum.take_vote_back": Visit(MEMBERS_OF_NETWORK, {"thread_id": "poll"}),
    "forum.close_poll": Visit(LOOKS_AFTER_TALK, {"thread_id": "poll"}),
    "forum.answer_event": Visit(MEMBERS_OF_NETWORK, {"thread_id": "event"}, data={"coming": "coming"}),
    "forum.change_event": Visit(LOOKS_AFTER_TALK, {"thread_id": "event"}),
    "forum.cancel_event": Visit(LOOKS_AFTER_TALK, {"thread_id": "event"}),
    "forum.presence": Visit(PROGRAMME, {"thread_id": "support_session"}),
    "network.code": Visit(MEMBERS_OF_NETWORK),
    "forum.appeal": Visit(LEAD, {"link": "own_act_link"}),
    "forum.report": Visit(OTHER_MEMBERS, OF_POST, data={"kind": "other"}),
    "forum.mend": Visit(LEAD, {"link": "hidden_link"}),
    "forum.judge": Visit(PROGRAMME, OF_POST),
    "forum.act_on_author": Visit(PROGRAMME, OF_POST),
    "forum.lift": Visit(PROGRAMME, {"act_id": "laying_act"}),
    "forum.decide_appeal": Visit(PROGRAMME, {"act_id": "appealed_act"}),
    "forum.approve_held": Visit(PROGRAMME, {"held_id": "held_post"}),
    "forum.refuse_held": Visit(PROGRAMME, {"held_id": "held_post"}),
    "forum.add_phrase": Visit(PROGRAMME),
    "forum.remove_phrase": Visit(PROGRAMME, {"phrase_id": "phrase"}),
    "forum.switch_thread": Visit(PROGRAMME, OF_MODERATED, {"verb": "lock"}),
    "forum.move_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.merge_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.split_thread": Visit(PROGRAMME, OF_MODERATED),
    "forum.begin_thread": Visit(LEADS_HERE, {"space_id": "area_space"}),
    "forum.ask_privately": Visit(MEMBERS_OF_NETWORK - LEAD, {"person_id": "listed_person"}),
    "forum.who_asked": Visit(PROGRAMME, {"post_id": "unnamed_post"}),
    "forum.accept": Visit(LEAD | PROGRAMME, {"post_id": "answer_post"}),
    "forum.take_back_accepted": Visit(LEAD | PROGRAMME, {"post_id": "answer_post"}),
    "forum.propose": Visit(MEMBERS_OF_NETWORK, {"thread_id": "thread"}),
    "forum.publish_proposal": Visit(MODERATORS, {"knowledge_id": "proposal"}),
    "forum.turn_down_proposal": Visit(MODERATORS, {"knowledge_id": "proposal"}),
    "forum.withdraw_proposal": Visit(LEAD, {"knowledge_id": "proposal"}),
    "forum.answer_consent": Visit(
        frozenset({"their_lead"}), {"knowledge_id": "proposal", "post_id": "answer_post"}, {"verb": "give"}
    ),
    "forum.thank": Visit(LEADS_HERE - {"co_lead"}, {"post_id": "area_post"}),
    "forum.take_back_thanks": Visit(LEADS_HERE - {"co_lead"}, {"post_id": "area_post"}),
    "forum.make_space": Visit(PROGRAMME),
    "forum.change_space": Visit(PROGRAMME, {"space_id": "area_space"}),
    "forum.move_space": Visit(PROGRAMME, {"space_id": "area_space"}, {"way": "up"}),
    "forum.archive_space": Visit(PROGRAMME, {"space_id": "area_space"}),
    "forum.reopen_space": Visit(PROGRAMME, {"space_id": "area_space"}),
    "forum.open_area_space": Visit(LEADS_HERE | PROGRAMME, {"area_id": "area"}),
    "forum.answer": Visit(LEADS_HERE, {"thread_id": "area_thread"}),
    "forum.preview": Visit(MEMBERS_OF_NETWORK),
    "forum.save_answer": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}),
    "forum.save_thread": Visit(LEADS_HERE, {"space_id": "area_space"}),
    "forum.throw_away": Visit(LEAD, {"draft_id": "post_draft"}),
    "forum.edit": Visit(LEAD, {"post_id": "private_post"}),
    "forum.correct": Visit(LEAD, {"post_id": "private_post"}),
    "forum.remove": Visit(LEAD, {"post_id": "private_post"}),
    "forum.ask_to_read_send": Visit(PROGRAMME, {"thread_id": "announcement"}, {"verb": "ask"}),
    "forum.heed_space": Visit(LEADS_HERE, {"space_id": "area_space"}, {"verb": "follow"}),
    "forum.heed_thread": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}, {"verb": "mute"}),
    "forum.read_all": Visit(MEMBERS_OF_NETWORK),
    "forum.read_space": Visit(LEADS_HERE, {"space_id": "area_space"}),
    "forum.read_thread": Visit(TWO_OF_THEM, {"thread_id": "private_thread"}, data={"number": "1"}),
    "forum.remind": Visit(PROGRAMME, {"thread_id": "to_read"}),
    "forum.take_back_read": Visit(MEMBERS_OF_NETWORK),
    "forum.tick": Visit(MEMBERS_OF_NETWORK, {"thread_id": "to_read"}, data={"number": "1"}),
    "network.entry": Visit(MEMBERS_OF_NETWORK),
    "network.take_off": Visit(MEMBERS_OF_NETWORK),
    "network.put_back": Visit(MEMBERS_OF_NETWORK),
    "network.part": Visit(MEMBERS_OF_NETWORK),
    "network.name_moderator": Visit(PROGRAMME, {"person_id": "listed_person"}),
    "network.end_moderator": Visit(PROGRAMME, {"person_id": "named_person"}),
    "network.publish_code": Visit(PROGRAMME),
    "programmes.make": Visit(RUNS_COHORTS),
    "programmes.change": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.move": Visit(RUNS_COHORTS_HERE, {"cohort_id": "planned_cohort"}, data={"verb": "open"}),
    "programmes.tick": Visit(RUNS_COHORTS_HERE, OF_AREA, data={"item": "leads_named"}),
    "programmes.make_groups": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.deal": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.place_member": Visit(RUNS_COHORTS_HERE, OF_COHORT | {"member_id": "unplaced"}),
    "programmes.facilitator": Visit(RUNS_COHORTS_HERE, OF_GROUP),
    "programmes.wishes": Visit(frozenset({"lead", "other_lead"}), OF_COHORT),
    "programmes.swap": Visit(LEAD, {"turn_id": "turn"}),
    "programmes.answer_swap": Visit(LEAD, {"swap_id": "swap"}, data={"verb": "decline"}),
    "programmes.plan_days": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.add_day": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.change_day": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.morning": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.session": Visit(RUNS_COHORTS_HERE, OF_SESSION),
    "programmes.see_pack": Visit(TAKES_SEAT, OF_DAY),
    "programmes.preparation": Visit(RUNS_COHORTS_HERE, OF_DAY),
    "programmes.resource_days": Visit(PROGRAMME, {"resource_id": "network_resource"}),
    "programmes.points": Visit(frozenset({"co_lead"}), OF_LED_AFTERNOON),
    "programmes.case": Visit(LEAD, OF_DAY),
    "programmes.autosave_case": Visit(LEAD, OF_DAY),
    "programmes.stop_sharing": Visit(LEAD, OF_DAY),
    "programmes.take_back": Visit(LEAD, OF_DAY),
    "programmes.hold_case": Visit(LEAD, {"case_id": "case"}),
    "programmes.add_vignette": Visit(PROGRAMME),
    "programmes.edit_vignette": Visit(PROGRAMME, {"vignette_id": "vignette"}),
    "programmes.use_vignette": Visit(PROGRAMME, {"vignette_id": "vignette"}),
    "programmes.check_out": Visit(MEMBERS, OF_BEGUN_DAY),
    "programmes.forget_check_out": Visit(MEMBERS, OF_BEGUN_DAY),
    "programmes.mark_contacted": Visit(COORDINATOR, {"check_out_id": "check_out"}),
    "programmes.register": Visit(TAKES_ATTENDANCE, OF_REGISTER, {"half": "morning"}),
    "programmes.joining_code": Visit(TAKES_ATTENDANCE, OF_DAY, {"half": "morning"}),
    "programmes.correct_mark": Visit(RUNS_COHORTS_HERE, OF_DAY | OF_MEMBER, {"half": "morning"}),
    "programmes.join": Visit(JOINS_COHORTS),
    "programmes.completion_rule": Visit(RUNS_COHORTS_HERE, OF_COHORT),
    "programmes.confirm": Visit(RUNS_COHORTS_HERE, OF_COMPLETED),
    "programmes.withdraw_certificate": Visit(RUNS_COHORTS_HERE, OF_COMPLETED),
    "programmes.make_calendar_address": Visit(JOINS_COHORTS),
    "programmes.remove_calendar_address": Visit(JOINS_COHORTS),
    "programmes.remove_day": Visit(RUNS_COHORTS_HERE, OF_COHORT | {"day_id": "next_day"}),
    "programmes.places": Visit(RUNS_COHORTS_HERE, OF_AREA),
    "programmes.nominate": Visit(LOOKS_AFTER, OF_AREA),
    "programmes.apply": Visit(LEADS_HERE | {"asker", "other_worker"}, OF_AREA),
    "programmes.move_member": Visit(LOOKS_AFTER | LEAD, OF_MEMBER, data={"verb": "leave"}),
    "programmes.replace": Visit(RUNS_COHORTS_HERE, OF_MEMBER),
    "development.begin": Visit(ASKERS),
    "development.give": Visit(ASKERS, None, {"what": "group-supervision"}),
    "development.take_up": Visit(HELD_IT, data={"kind": "clinic_held", "key": str(HELD_ID)}),
    "development.leave_out": Visit(HELD_IT, data={"kind": "clinic_held", "key": str(HELD_ID)}),
    "development.save": Visit(ASKER, {"entry_id": "cpd_draft"}),
    "development.autosave": Visit(ASKER, {"entry_id": "cpd_draft"}),
    "development.reopen": Visit(ASKER, {"entry_id": "cpd_entry"}),
    "development.remove": Visit(ASKER, {"entry_id": "cpd_entry"}),
    "development.share": Visit(ASKERS, None, {"begins_in": 2025}),
    "development.take_back": Visit(ASKERS, None, {"begins_in": 2025}),
    "development.reminders": Visit(ASKERS),
    "development.rate": Visit(LEADS | {"other_worker"}, None, ON_TRACK),
    "development.remove_rating": Visit(LEAD, None, ON_TRACK, data={"rated_on": "2026-11-02"}),
    "development.ask": Visit(frozenset({"other_lead"}), {"clinic_id": "clinic"}),
    "development.move": Visit(
        frozenset({"lead", "co_lead"}), {"shadowing_id": "shadowing"}, data={"verb": "agree"}
    ),
    "development.decline": Visit(frozenset({"lead", "co_lead"}), {"shadowing_id": "shadowing"}),
    "insight.verify_audit": Visit(frozenset({"auditor"})),
}
ENDS_THE_SESSION = {"accounts.sign_out", "accounts.end_other_sessions"}


def test_the_table_names_every_page_and_button(app: Flask) -> None:
    missing = set()
    for rule in app.url_map.iter_rules():
        guard = guard_of(app.view_functions[rule.endpoint])
        if guard is None or guard.is_public or rule.endpoint in ENDS_THE_SESSION:
            continue
        methods = rule.methods or set()
        missing |= {f"GET {rule.endpoint}"} if "GET" in methods and rule.endpoint not in GET else set()
        missing |= {f"POST {rule.endpoint}"} if "POST" in methods and rule.endpoint not in POST else set()
    known = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert missing == set()
    assert set(GET) | set(POST) <= known


def test_every_page_opens_to_the_right_people_alone(app: Flask, make: Factory, new_client: Any) -> None:
    world = make_world(make)
    clients = {part: new_client().sign_in(person) for part, person in world.people.items()} | {
        NOBODY: new_client()
    }
    wrong = []
    for endpoint, visit in GET.items():
        url = address(app, world, endpoint, visit)
        for part in world.visitors:
            answer = clients[part].get(url)
            if answer.status_code != expected_status(visit, part) or asks_to_sign_in(answer) != (
                part == NOBODY
            ):
                wrong.append(f"{part} at {endpoint}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("endpoint", POST)
def test_every_button_works_for_the_right_people_alone(
    app: Flask, make: Factory, new_client: Any, endpoint: str
) -> None:
    world = make_world(make)
    visit = POST[endpoint]
    url = address(app, world, endpoint, visit)
    wrong = []
    for part in sorted(world.visitors, key=lambda part: part in visit.allowed):  # the right ones last
        client = new_client() if part == NOBODY else new_client().sign_in(world.people[part])
        status = client.post(url, data=visit.data or {}).status_code
        if part == NOBODY:
            is_right = status == 302
        elif part in visit.allowed:
            is_right = status < 500 and status != 404
        else:
            is_right = status == 404
        if not is_right:
            wrong.append(f"{part} at {endpoint}: {status}")
        if part in visit.allowed:
            break  # it has done its work; the next one may rightly find nothing left to do
    assert wrong == []


def expected_status(visit: Visit, part: str) -> int:
    if part == NOBODY:
        return 302
    if part not in visit.allowed:
        return 404
    return 302 if visit.leads_on else 200


def asks_to_sign_in(answer: TestResponse) -> bool:
    return (answer.location or "").startswith("/sign-in")


def address(app: Flask, world: World, endpoint: str, visit: Visit) -> str:
    names = {argument: world.names[thing] for argument, thing in (visit.names or {}).items()}
    with app.test_request_context():
        return url_for(endpoint, **names, **(visit.fixed or {}))
