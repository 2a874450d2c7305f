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
ROW = r'<th scope="row"'
THREAD, POST = r'<li class="csa-threads__item', r'<li class="csa-post["\s]'
FOUND = r'<li class="csa-results__item'
PAGES: tuple[Page, ...] = (
    Page("Today of a social worker", "worker", "/", "<h1>Hello "),
    Page("Today of a lead", "lead", "/", "<h1>Hello "),
    Page("Today of a manager", "manager", "/", "<h1>Hello "),
    Page("Today of a coordinator", "coordinator", "/", "<h1>Hello "),
    Page("Clinics", "coordinator", "/clinics", "<h1>Clinics</h1>", ROW, FIFTY),
    Page("Calendar", "coordinator", "/clinics/calendar", "<h1>Clinics in "),
    Page("Choose a slot", "worker", "/requests/{open_reference}/slots", "<h1>Choose a time", r'type="radio"'),
    Page("My requests", "worker", "/requests", "<h1>My requests</h1>", ROW, FIFTY),
    Page("A request", "worker", "/requests/{booked_reference}", "<h1>Request "),
    Page("Queue", "lead", "/queue", "<h1>Queue between clinics</h1>", ROW, FIFTY),
    Page("Running order", "lead", "/clinics/{clinic_id}/running-order", "<h1>Running order, "),
    Page("Records", "lead", "/records", "<h1>Your records</h1>", ROW, FIFTY),
    Page("A record", "lead", "/records/{record_reference}", "<h1>Record of "),
    Page("People", "coordinator", "/people", "<h1>People</h1>", ROW, FIFTY),
    Page("Uptake of a manager", "manager", "/uptake", "<h1>Uptake: "),
    Page("Uptake of an area", "coordinator", "/uptake", "<h1>Uptake: "),
    Page("Uptake of the network", "programme", "/uptake", "<h1>Uptake: "),
    Page("Messages", "worker", "/messages", "<h1>Messages</h1>", ROW, FIFTY),
    Page("Audit trail of an area", "coordinator", "/audit", "<h1>Audit trail</h1>", r"<tr", FIFTY + 1),
    Page("Topics", "worker", "/learning", "<h1>Learning</h1>"),
    Page("A topic", "worker", "/learning/topics/{topic_id}", 'id="resources"'),
    Page("Resources", "worker", "/learning/resources", "<h1>All resources</h1>", ROW, FIFTY),
    Page("Resources of a lead", "lead", "/learning/resources", "<h1>All resources</h1>", ROW, FIFTY),
    Page("A resource", "worker", "/learning/resources/{resource_id}", "<h1>"),
    Page("Cohorts", "programme", "/cohorts", "<h1>Cohorts</h1>"),
    Page("A cohort", "coordinator", "/cohorts/{cohort_id}", "<h1>Cohort "),
    Page("Own days and turns", "lead", "/my-learning", "<h1>Your days and turns</h1>"),
    Page("Network", "lead", "/network", "<h1>Network</h1>"),
    Page("A space", "lead", "/network/spaces/{space_id}", "<h1>", THREAD, FIFTY),
    Page("A thread", "lead", "/network/threads/{thread_id}", "<h1>Thread 1: ", POST, FIFTY),
    Page("Search, a common word", "lead", "/search?q=child", "More than 20 posts in", FOUND, 20),
    Page(
        "Search, a rarer pair", "lead", "/search?q=kaleidoscope+heard", "More than 20 posts in the", FOUND, 10
    ),
    Page("Audit trail of all", "auditor", "/audit", "<h1>Audit trail</h1>", r"<tr", FIFTY + 1),
)


def chosen(words: str | None) -> list[Page]:
    """The pages whose name contains one of the words, separated by commas; all of them where nothing is asked."""
    if not words:
        return list(PAGES)
    wanted = [word.strip().lower() for word in words.split(",")]
    return [page for page in PAGES if any(word in page.name.lower() for word in wanted)]
