"""Whether a learning day was held: then it stays, and is on no day to come."""

from csaleads.programmes.afternoons import points_queries
from csaleads.programmes.attendance import queries as attendance_queries

ATTENDED, LEARNT = "attended", "learnt"


def why_it_stays(day_id: int) -> str:
    """What shows that the day was held: somebody is marked on it, or a group wrote down what it learnt; else empty."""
    if attendance_queries.is_marked(day_id):
        return ATTENDED
    return LEARNT if points_queries.has_points(day_id) else ""
