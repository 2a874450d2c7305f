"""Roles, permissions, and the one table that joins them (the table of who may see and do what)."""

from enum import StrEnum


class Role(StrEnum):
    """A role that a person holds in an area, or in the network as a whole."""

    SOCIAL_WORKER = "social_worker"
    PRACTICE_LEAD = "practice_lead"
    LINE_MANAGER = "line_manager"
    COORDINATOR = "coordinator"
    PROGRAMME_TEAM = "programme_team"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]

    @property
    def is_of_network(self) -> bool:
        return self in NETWORK_ROLES


ROLE_LABELS = {
    Role.SOCIAL_WORKER: "Social worker",
    Role.PRACTICE_LEAD: "Practice Lead",
    Role.LINE_MANAGER: "Line manager",
    Role.COORDINATOR: "Area coordinator",
    Role.PROGRAMME_TEAM: "Programme team",
    Role.AUDITOR: "Auditor",
}
NETWORK_ROLES = frozenset({Role.PROGRAMME_TEAM, Role.AUDITOR})
AREA_ROLES = tuple(role for role in Role if role not in NETWORK_ROLES)


class Permission(StrEnum):
    """Something a person may do. What it reaches (own, own area, all) is the business of each room's policy."""

    ASK_FOR_ADVICE = "ask_for_advice"
    SEE_CLINICS = "see_clinics"
    RUN_CLINICS = "run_clinics"
    RUN_CLINICS_OF_AREA = "run_clinics_of_area"
    ANSWER_REQUESTS = "answer_requests"
    WRITE_RECORDS = "write_records"
    BREAK_GLASS = "break_glass"
    TEACH_WORDS = "teach_words"
    REVIEW_EXCEPTIONS = "review_exceptions"
    LEARN_FROM_RECORDS = "learn_from_records"
    REVIEW_FOR_LEARNING = "review_for_learning"
    STOP_SHARING = "stop_sharing"
    READ_RESOURCES = "read_resources"
    READ_RESOURCES_FOR_LEADS = "read_resources_for_leads"
    ADD_RESOURCES = "add_resources"
    APPROVE_RESOURCES = "approve_resources"
    RUN_CURRICULUM = "run_curriculum"
    SEE_WHO_KNOWS = "see_who_knows"
    SEE_COHORTS = "see_cohorts"
    JOIN_COHORTS = "join_cohorts"
    AGREE_TIME = "agree_time"
    RUN_COHORTS_OF_AREA = "run_cohorts_of_area"
    RUN_COHORTS = "run_cohorts"
    USE_NETWORK = "use_network"
    RUN_NETWORK = "run_network"
    KEEP_CPD = "keep_cpd"
    SEE_SHARED_CPD = "see_shared_cpd"
    SEE_OWN_UPTAKE = "see_own_uptake"
    SEE_UPTAKE_OF_MANAGED = "see_uptake_of_managed"
    SEE_UPTAKE_OF_AREA = "see_uptake_of_area"
    SEE_COUNTS_BY_AREA = "see_counts_by_area"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_COORDINATORS = "manage_coordinators"
    READ_AUDIT_OF_AREA = "read_audit_of_area"
    READ_AUDIT_OF_ALL = "read_audit_of_all"


P = Permission
_ASK = frozenset({P.ASK_FOR_ADVICE, P.SEE_CLINICS, P.READ_RESOURCES, P.KEEP_CPD})
_JOIN = frozenset({P.SEE_COHORTS, P.JOIN_COHORTS})
_LEARN = frozenset({P.LEARN_FROM_RECORDS, P.REVIEW_FOR_LEARNING})
_TEACH = frozenset({P.READ_RESOURCES_FOR_LEADS, P.ADD_RESOURCES})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SOCIAL_WORKER: _ASK | _JOIN,
    Role.PRACTICE_LEAD: _ASK
    | _JOIN
    | _LEARN
    | _TEACH
    | {P.RUN_CLINICS, P.ANSWER_REQUESTS, P.WRITE_RECORDS, P.SEE_OWN_UPTAKE}
    | {P.TEACH_WORDS, P.REVIEW_EXCEPTIONS, P.SEE_WHO_KNOWS, P.USE_NETWORK},
    Role.LINE_MANAGER: _ASK | {P.SEE_UPTAKE_OF_MANAGED, P.SEE_COHORTS, P.AGREE_TIME, P.SEE_SHARED_CPD},
    Role.COORDINATOR: _ASK
    | _LEARN
    | _TEACH
    | {P.APPROVE_RESOURCES}
    | {P.RUN_CLINICS_OF_AREA, P.BREAK_GLASS, P.TEACH_WORDS, P.REVIEW_EXCEPTIONS, P.STOP_SHARING}
    | {P.SEE_UPTAKE_OF_AREA, P.MANAGE_PEOPLE, P.READ_AUDIT_OF_AREA}
    | {P.SEE_COHORTS, P.RUN_COHORTS_OF_AREA},
    Role.PROGRAMME_TEAM: frozenset({P.SEE_COUNTS_BY_AREA, P.MANAGE_COORDINATORS})
    | {P.READ_RESOURCES, P.READ_RESOURCES_FOR_LEADS, P.RUN_CURRICULUM, P.SEE_WHO_KNOWS}
    | {P.SEE_COHORTS, P.RUN_COHORTS, P.USE_NETWORK, P.RUN_NETWORK},
    Role.AUDITOR: frozenset({P.READ_AUDIT_OF_ALL}),
}
