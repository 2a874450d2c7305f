"""Addresses to which messages lead. Services know no routes."""

OWN_PAGE = "/my-learning"
COHORTS_PAGE = "/cohorts"


def member_page(cohort_id: int, member_id: int) -> str:
    """Somebody's part in a cohort."""
    return f"{COHORTS_PAGE}/{cohort_id}/members/{member_id}"


def attendance_page(cohort_id: int, member_id: int) -> str:
    """Their days by half."""
    return f"{member_page(cohort_id, member_id)}/attendance"


def certificate_page(cohort_id: int, member_id: int) -> str:
    """Their certificate."""
    return f"{member_page(cohort_id, member_id)}/certificate"
