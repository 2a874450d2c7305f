"""Words that are being corrected stay hidden because few modules can open any: a new one has to say here how it hides."""

from tests.architecture.source import calls, dotted, modules

# Module → what keeps hidden words from its callers.
LOADS_WORDS = {
    "csaleads/clinics/queries.py": "a reason for cancelling, wiped at once by those who read it",
    "csaleads/advice/queries.py": "the view of a request leaves them out",
    "csaleads/advice/history_queries.py": "asks the view of the request",
    "csaleads/advice/running_order_queries.py": "loads only requests that are shown",
    "csaleads/advice/drafts.py": "refuses to change what is hidden",
    "csaleads/advice/correcting.py": "for those who correct",
    "csaleads/consultations/queries.py": "callers have asked policy, which refuses",
    "csaleads/consultations/reading_queries.py": "asks policy, which refuses",
    "csaleads/consultations/correcting.py": "for those who correct",
    "csaleads/programmes/attendance/queries.py": "why attendance was corrected, for whoever policy lets read it",
    "csaleads/sharing/queries.py": "callers have asked policy, which refuses; a hidden version opens in correcting alone",
    "csaleads/sharing/reading_queries.py": "what a reviewer wrote to the version's lead, who reads no hidden version",
    "csaleads/sharing/theme_queries.py": "themes, written anew: callers have asked policy; what is hidden is left out of them",
    "csaleads/sharing/correcting.py": "for those who see to its slip, and the few who may read it meanwhile",
    "csaleads/development/queries.py": "entries of CPD, for their owner alone: nobody else reads them, so nobody reports them",
    "csaleads/programmes/afternoons/presenting_queries.py": "asks policy: what was reported is its author's alone",
    "csaleads/programmes/afternoons/points_queries.py": "what a group learnt: the lead of the group changes it",
    "csaleads/programmes/attendance/checkout_queries.py": "of its author, and of whoever they share it with",
    "csaleads/forum/posts/draft_queries.py": "drafts of posts, for their author alone",
    "csaleads/core/resealing.py": "opens words to seal them anew, and shows none",
}
CORRECTS = {f"csaleads/{room}/correcting.py" for room in ("advice", "consultations", "sharing")}


def callers_of(*names: str) -> set[str]:
    return {
        module.where
        for module in modules()
        for call in calls(module.tree)
        if dotted(call.func).rpartition(".")[2] in names
    }


def test_every_module_that_loads_words_is_known_to_hide_them() -> None:
    assert callers_of("undefer", "undefer_group", "rows_like") == set(LOADS_WORDS)


def test_only_those_who_correct_open_hidden_words() -> None:
    assert callers_of("uncovered") == CORRECTS


def test_only_the_correction_changes_signed_words() -> None:
    assert callers_of("words_corrected_in") == {"csaleads/consultations/correcting.py"}


def test_only_slips_asks_for_a_correction() -> None:
    users = {
        module.room
        for module in modules()
        for target, names in module.imports()
        if target.endswith(".correcting") or "correcting" in names
    }
    # The others for the shape of a text alone; and sharing for its own pages, which show a hidden version to a few.
    assert users == {"slips", "consultations", "sharing"}
