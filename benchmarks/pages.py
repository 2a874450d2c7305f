"""The pages that are measured: who opens them, how they are recognised, and how many rows they must show."""

from dataclasses import dataclass

from benchmarks.scale import Cast


@dataclass(frozen=True)
class Page:
    """A page as the person in the field `role` of the cast opens it.

    `marker` must be in every answer, or nothing is measured. `row` is a regular expression that matches once a row of the
    list; where `rows` is given, exactly so many must be there, at every size.
    """

    name: str
    role: str
    path: str
    marker: str
    row: str = ""
    rows: int | None = None

    def address(self, cast: Cast) -> str:
        """The path for this cast."""
        return self.path.format(**vars(cast))

    def marker_for(self, cast: Cast) -> str:
        """The marker for this cast."""
        return self.marker.format(**vars(cast))


FIFTY = 50
PAGES: tuple[Page, ...] = (
    Page("Today, social worker", "worker", "/", ">Today<"),
    Page("Today, lead", "lead", "/", ">Today<"),
    Page("Today, line manager", "manager", "/", ">Today<"),
    Page("Today, coordinator", "coordinator", "/", ">Today<"),
    Page("Clinics, list", "coordinator", "/clinics", ">Clinics<", r'href="/clinics/[0-9a-f-]{36}"', FIFTY),
    Page("Clinics, calendar", "coordinator", "/clinics/calendar", "csa-month"),
    Page(
        "Choose a slot",
        "worker",
        "/requests/{open_reference}/slots",
        "{open_reference}",
        r'value="\d+"',
        None,
    ),
    Page("My requests", "worker", "/requests", ">My requests<", r'href="/requests/[0-9A-Z-]{7}"', FIFTY),
    Page("A request", "worker", "/requests/{booked_reference}", "{booked_reference}"),
    Page("Queue", "lead", "/queue", ">Queue<", r'href="/requests/[0-9A-Z-]{7}"', FIFTY),
    Page("Running order", "lead", "/clinics/{clinic_id}/running-order", "Running order"),
    Page("Records, list", "lead", "/records", ">Records<", r'href="/records/[0-9A-Z-]{7}"', FIFTY),
    Page("A record", "lead", "/records/{record_reference}", "{record_reference}"),
    Page("People", "coordinator", "/people", ">People<", r'href="/people/\d+"', FIFTY),
    Page("Uptake, line manager", "manager", "/uptake", ">Uptake<"),
    Page("Uptake, coordinator", "coordinator", "/uptake", ">Uptake<"),
    Page("Uptake, programme team", "programme", "/uptake", ">Uptake<"),
    Page("Messages", "worker", "/messages", ">Messages<", r"csa-message\b", FIFTY),
    Page("Audit trail, coordinator", "coordinator", "/audit", ">Audit trail<", r"<tr", None),
    Page("Audit trail, auditor", "auditor", "/audit", ">Audit trail<", r"<tr", None),
)


def chosen(words: str | None) -> list[Page]:
    """The pages whose name contains one of the words, separated by commas; all of them where nothing is asked."""
    if not words:
        return list(PAGES)
    wanted = [word.strip().lower() for word in words.split(",")]
    return [page for page in PAGES if any(word in page.name.lower() for word in wanted)]
