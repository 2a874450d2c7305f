"""The plan of the house holds: who may import what, who may touch the session, who may commit, how long a file may be."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, Module, calls, dotted, module_names, modules

LONGEST_FILE = 300
MAY_COMMIT = {"csaleads/core/unit_of_work.py"}
# Doors: what another room may import, beside `service`, `queries`, enums of `models`, and what is pure. What loads the
# demonstration writes rows of every room and may enter anywhere but pages.
DOORS = {
    "accounts": {
        "commands",
        "errors",
        "held_forms",
        "in_hand",
        "role_ends",
        "roles_service",
        "sessions",
        "sign_in_guard",
        "viewer_queries",
    },
    "advice": {"correcting", "met_queries", "references"},
    "audit": {"commands"},
    "clinics": {"beside", "open_queries"},
    "consultations": {"content", "correcting", "handing_over"},
    "demo": {"commands"},
    "development": {
        "commands",
        "list_queries",
        "occasions",
        "rating_queries",
        "shadow_queries",
        "years",
    },
    "finding": {"commands", "kinds", "resources"},
    "forum": {"commands", "following.news_queries", "moderation.queue_queries", "spaces.start_spaces"},
    "home": {"error_pages", "health", "navigation"},
    "learning": {
        "beside",
        "changes",
        "changes_queries",
        "commands",
        "comparing",
        "from_talk_service",
        "further_views",
        "giving_queries",
        "knowledge",
        "lent_queries",
        "lent_service",
        "line_queries",
        "list_presenters",
        "list_queries",
        "pack_queries",
        "resource_queries",
        "resource_service",
        "scope_queries",
        "search_queries",
        "search_texts",
        "second_check",
        "start_data",
    },
    "lending": {"commands", "list_queries"},
    "network": {
        "explaining",
        "gate",
        "members_service",
        "name_queries",
        "people_queries",
        "standing",
        "start_data",
        "ways",
    },
    "notify": {"choices", "commands", "models", "titles"},
    "programmes": {
        "attendance.models",
        "attendance.checkout_queries",
        "commands",
        "feeds.sources",
        "members.removing_service",
        "days.session_queries",
        "cohorts.topic_queries",
        "afternoons.vignette_start",
    },
    "screening": {"answers", "asking", "commands", "errors", "findings", "letters"},
    "sharing": {"correcting", "list_queries"},
    "slips": {"commands", "hidden_page", "list_queries"},
}
PURE = {
    "core",
    "access",
    "config",
    "anonymity",
    "practice",
}  # no database of their own: anybody may import any of it
NEVER = {"routes", "forms", "presenters", "policy"}


def crossings() -> Iterator[tuple[Module, str, str, list[str]]]:
    """(importing module, other room, module there, names) of each import that crosses from room to room.

    A module in a folder of its room is named with the folder: "following.news_queries".
    """
    for module in modules():
        for target, names in module.imports():
            parts = target.split(".")
            if len(parts) < 2 or parts[1] in PURE | {module.room}:
                continue
            entered = [name for name in names if f"{target}.{name}" in module_names()]
            for name in entered:
                yield module, parts[1], ".".join([*parts[2:], name]), []
            if len(parts) > 2 and (others := [name for name in names if name not in entered]):
                yield module, parts[1], ".".join(parts[2:]), others


def test_rooms_are_entered_through_their_doors() -> None:
    wrong = []
    for module, room, entered, names in crossings():
        if module.room == "rooms" or entered in ("service", "queries") or entered in DOORS.get(room, ()):
            continue
        if module.room == "demo" and re.split(r"[._]", entered)[-1] not in NEVER:
            continue
        if not entered.endswith("models"):
            wrong.append(f"{module.where} imports {room}.{entered}")
        elif not (_may_read_models(module) or all(_is_enum(room, entered, name) for name in names)):
            wrong.append(f"{module.where} imports {', '.join(names)} of {room}.{entered}")
    assert wrong == []


def test_every_door_is_used() -> None:
    used = {(room, entered) for _, room, entered, _ in crossings()}
    assert [(room, door) for room in DOORS for door in sorted(DOORS[room]) if (room, door) not in used] == []


def _may_read_models(module: Module) -> bool:
    return module.name == "queries" or module.name.endswith("_queries") or module.room == "demo"


def _is_enum(room: str, models: str, name: str) -> bool:
    where = f"csaleads/{room}/{models.replace('.', '/')}.py"
    source = next(module for module in modules() if module.where == where)
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return any(dotted(base) in ("StrEnum", "Enum") for base in node.bases)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == name:
                return True  # a constant, such as a table of labels
    return False


def test_only_the_unit_of_work_commits() -> None:
    wrong = [
        f"{module.where}:{call.lineno}"
        for module in modules()
        if module.where not in MAY_COMMIT
        for call in calls(module.tree)
        if dotted(call.func).endswith(("session.commit", "session.rollback", "connection.commit"))
    ]
    assert wrong == []


def test_pages_touch_no_database() -> None:
    wrong = [
        f"{module.where} imports {target}"
        for module in modules()
        if module.is_page or module.name == "policy"
        for target, names in module.imports()
        if target == "csaleads.core.database" or "db" in names
    ]
    assert wrong == []


def test_nothing_imports_pages_but_the_table_of_rooms() -> None:
    wrong = []
    for module in modules():
        if module.room == "rooms" or module.name == "routes":
            continue
        for target, names in module.imports():
            entered = [target.rpartition(".")[2], *(n for n in names if f"{target}.{n}" in module_names())]
            wrong += [
                f"{module.where} imports {name}" for name in entered if name.rpartition("_")[2] == "routes"
            ]
    assert wrong == []


def is_marked(function: ast.FunctionDef) -> bool:
    return any(dotted(d) in ("writes", "unit_of_work.writes") for d in function.decorator_list)


def test_services_that_take_an_actor_write_in_the_unit_of_work() -> None:
    """A function with an actor changes something: it carries @writes. Those that ask, check or announce belong to one.

    One that reads before the lock hands over to a private function of its module that carries it.
    """
    wrong = []
    for module in modules():
        if (
            module.room in ("core", "access")
            or module.is_page
            or module.name in ("policy", "queries", "checks")
        ):
            continue
        functions = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
        writing = {node.name for node in functions if is_marked(node)}
        for node in functions:
            if node.name.startswith("_"):
                continue
            takes_actor = bool(node.args.args) and node.args.args[0].arg == "actor"
            is_part_of_a_write = node.name.startswith(
                ("can_", "may_", "require_", "is_", "has_", "check_", "announce")
            )
            marked = is_marked(node) or any(dotted(call.func) in writing for call in calls(node))
            records_only = module.room == "audit"
            if takes_actor and not is_part_of_a_write and not marked and not records_only:
                wrong.append(f"{module.where}: {node.name}")
    assert wrong == []


def test_time_is_read_by_the_clock_alone() -> None:
    readers = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
    wrong = [
        f"{module.where}:{call.lineno}"
        for module in modules()
        if module.where != "csaleads/core/clock.py"
        for call in calls(module.tree)
        if dotted(call.func).endswith(readers)
    ]
    assert wrong == []


def test_files_fit_in_the_head() -> None:
    long = [
        f"{module.where}: {count} lines"
        for module in modules()
        if (count := len(module.path.read_text().splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    assert [module.where for module in modules() if not ast.get_docstring(module.tree)] == []


@pytest.mark.parametrize(
    "word", ["/work/", ".library/", "shared/product", "shared/design", "shared/anonymity"]
)
def test_the_project_stands_alone(word: str) -> None:
    folders = ("csaleads", "tests", "migrations", "scripts", "benchmarks", "docs", ".ci")
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in SOURCE
    ]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in SOURCE]

    naming = [str(path.relative_to(ROOT)) for path in files if word in path.read_text(errors="ignore")]

    assert [path for path in naming if path != "tests/architecture/test_plan.py"] == []


SOURCE = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".in", ".json", ".sh", ""}
