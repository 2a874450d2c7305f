"""Makes what a test needs, through the rooms' own models, each piece in a committed unit of its own."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import AREA_ROLES, Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.accounts import sessions
from csaleads.accounts.models import (
    Area,
    LineManagement,
    LinkPurpose,
    Person,
    RoleInArea,
    SignInSession,
    SingleUseLink,
    Team,
    TeamMembership,
)
from csaleads.advice.models import Booking, RequestForAdvice, RequestState, Stage
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.consultations.models import Action, Consultation, OwnerRole, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.document_text import text_of_document
from csaleads.core.stored_files.service import Sent, save_file
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development.models import CpdEntry, EntryKind, EntryState, Shadowing, ShadowingState
from csaleads.forum.models import Space, SpaceKind
from csaleads.learning.content import FileFacts, ResourceContent, TopicContent
from csaleads.learning.lent_models import LentResource
from csaleads.learning.material_models import ResourceFile
from csaleads.learning.models import Audience, Level, Resource, ResourceKind, ResourceState, Topic, Track
from csaleads.learning.resource_service import write_resource
from csaleads.learning.service import write_topic
from csaleads.lending.models import Loan, LoanEvent, LoanState
from csaleads.network.models import (
    ConductAcceptance,
    ConductVersion,
    DirectoryEntry,
    NetworkMember,
    NetworkModerator,
    Restriction,
    RestrictionKind,
)
from csaleads.practice.models import AgeBand, Concern
from csaleads.programmes.afternoons.models import CheckOut, Mood, PresentedCase, Support, Vignette, Weight
from csaleads.programmes.attendance.models import AttendanceMark, Half, MarkWay, Presence
from csaleads.programmes.certificates.models import Certificate
from csaleads.programmes.members.joining_codes import new_number
from csaleads.programmes.models import (
    Cohort,
    CohortArea,
    CohortMember,
    CohortState,
    DayPart,
    GroupPlace,
    LearningDay,
    LearningDayTopic,
    MemberState,
    Mode,
    PartKind,
    PresenterTurn,
    ReflectiveGroup,
    SwapState,
    TurnSwap,
    Way,
)
from csaleads.screening.models import Because, KeptException
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, Period, StageGroup
from csaleads.sharing.models import LearningVersion, SharingState
from csaleads.slips.models import Slip
from csaleads.vocabulary import service as vocabulary
from csaleads.vocabulary.models import Meaning
from csaleads.vocabulary.reading import ListedWord
from tests.sample_files import docx

LONG_AGO = date(2025, 1, 6)
_number = count(1)


def _role(person: Person, area: Area | None, role: Role, **columns: Any) -> RoleInArea:
    return RoleInArea(
        person_id=person.id,
        area_id=area.id if area else None,
        role=role,
        **{"starts_on": LONG_AGO} | columns,
    )


class Factory:
    """`make.area()`, `make.person(...)` … Rows come back detached, with their columns loaded."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def _keep(self, *rows: Any, and_then: Callable[[Any], Iterable[Any]] = lambda row: ()) -> Any:
        """The first of `rows`, all of them kept in one unit, and what `and_then` makes of it once it has its number."""
        with unit_of_work():
            db.session.add_all(rows)
            db.session.flush()
            db.session.add_all(and_then(rows[0]))
        for row in rows:
            db.session.refresh(row)
        db.session.expunge_all()
        db.session.rollback()
        return rows[0]

    def area(self, name: str | None = None) -> Area:
        area: Area = self._keep(Area(name=name or f"Area {next(_number)}", is_fictional=True))
        return area

    def team(self, area: Area, name: str | None = None, **columns: Any) -> Team:
        team: Team = self._keep(Team(area_id=area.id, name=name or f"Team {next(_number)}", **columns))
        return team

    def person(
        self,
        area: Area | None = None,
        *roles: Role,
        name: str | None = None,
        team: Team | None = None,
        **columns: Any,
    ) -> Person:
        """Somebody with `roles` in `area` (network roles: no area) since long ago."""
        number = next(_number)
        person: Person = self._keep(
            Person(
                **{
                    "email": f"person{number}@area.example",
                    "full_name": name or f"Person {number}",
                    "invited_at": clock.now(),
                    "joined_at": clock.now(),
                    "is_fictional": True,
                }
                | columns
            ),
            and_then=lambda person: [
                *(_role(person, area if role in AREA_ROLES else None, role) for role in roles),
                *([TeamMembership(person_id=person.id, team_id=team.id, starts_on=LONG_AGO)] if team else ()),
            ],
        )
        return person

    def role(self, person: Person, area: Area | None, role: Role, **columns: Any) -> RoleInArea:
        row: RoleInArea = self._keep(_role(person, area, role, **columns))
        return row

    def invited(self, area: Area) -> Person:
        """Somebody who has not joined yet, with a live invitation."""
        person = self.person(area, Role.SOCIAL_WORKER, joined_at=None)
        self._keep(
            SingleUseLink(
                purpose=LinkPurpose.INVITATION,
                token_hash=sessions.hash_token(f"invitation {person.id}"),
                person_id=person.id,
                area_id=area.id,
                made_at=clock.now(),
                expires_at=clock.now() + timedelta(days=7),
            )
        )
        return person

    def session(self, person: Person) -> SignInSession:
        """A browser in which `person` is signed in."""
        session: SignInSession = self._keep(
            SignInSession(
                token_hash=sessions.hash_token(f"session {next(_number)}"),
                person_id=person.id,
                started_at=clock.now(),
                last_seen_at=clock.now(),
            )
        )
        return session

    def worker(self, area: Area, **options: Any) -> Person:
        return self.person(area, Role.SOCIAL_WORKER, **options)

    def lead(self, area: Area, **options: Any) -> Person:
        return self.person(area, Role.PRACTICE_LEAD, **options)

    def manager(self, area: Area, of: Sequence[Person] = (), **options: Any) -> Person:
        manager = self.person(area, Role.LINE_MANAGER, **options)
        for person in of:
            self._keep(
                LineManagement(
                    area_id=area.id, manager_id=manager.id, person_id=person.id, starts_on=LONG_AGO
                )
            )
        return manager

    def coordinator(self, area: Area, **options: Any) -> Person:
        return self.person(area, Role.COORDINATOR, **options)

    def viewer(self, person: Person, area: Area | None, *roles: Role) -> Viewer:
        """The actor or viewer that `person` would be when signed in with `roles`."""
        held = tuple(
            RoleHeld(role, area.id if area and role in AREA_ROLES else None, area.name if area else "")
            for role in roles
        )
        return Viewer(person_id=person.id, full_name=person.full_name, email=person.email, roles=held)

    def clinic(
        self,
        area: Area,
        leads: Sequence[Person],
        *,
        starts_at: datetime | None = None,
        slots: int = 4,
        teams: Sequence[Team] = (),
        **columns: Any,
    ) -> Clinic:
        """A published clinic in a week's time with `slots` free slots of 40 minutes and gaps of 10."""
        start = starts_at or clock.now() + timedelta(days=7)
        clinic = Clinic(
            area_id=area.id,
            starts_at=start,
            ends_at=start + timedelta(minutes=50 * slots),
            made_by_id=leads[0].id,
            made_at=clock.now(),
            **{
                "state": ClinicState.PUBLISHED,
                "slot_minutes": 40,
                "gap_minutes": 10,
                "place": "Meeting room 2",
                "published_at": clock.now(),
            }
            | columns,
        )
        clinic_id = clinic.id
        with unit_of_work():
            db.session.add(clinic)
            db.session.flush()
            for position, lead in enumerate(leads, start=1):
                db.session.add(ClinicLead(clinic_id=clinic_id, person_id=lead.id, position=position))
            db.session.add_all(ClinicTeam(clinic_id=clinic_id, team_id=team.id) for team in teams)
            for number in range(slots):
                at = start + timedelta(minutes=50 * number)
                db.session.add(Slot(clinic_id=clinic_id, starts_at=at, ends_at=at + timedelta(minutes=40)))
        return self._fresh(Clinic, clinic_id)

    def slots_of(self, clinic: Clinic) -> list[Slot]:
        slots = list(db.session.query(Slot).filter_by(clinic_id=clinic.id).order_by(Slot.starts_at))
        db.session.expunge_all()
        db.session.rollback()
        return slots

    def request(
        self, area: Area, worker: Person, *, reference: str | None = None, **columns: Any
    ) -> RequestForAdvice:
        """A complete request, submitted and without a slot unless told otherwise."""
        number = next(_number)
        now = clock.now()
        row: RequestForAdvice = self._keep(
            RequestForAdvice(
                area_id=area.id,
                worker_id=worker.id,
                reference=reference or f"T{number:02d}-{number % 1000:03d}",
                started_at=now,
                saved_at=now,
                **{
                    "state": RequestState.SUBMITTED,
                    "concern": Concern.INTRA_FAMILIAL,
                    "age_band": AgeBand.FROM_8_TO_10,
                    "stage": Stage.FIRST_CONCERN,
                    "confidence_before": 4,
                    "submitted_at": now,
                    "known": "Child A spoke to a teaching assistant.",
                    "worrying": "Child A is quiet after weekends.",
                    "going_well": "Child A likes the teaching assistant.",
                    "question": "How do we talk with Child A next?",
                }
                | columns,
            )
        )
        return row

    def booking(self, request: RequestForAdvice, slot: Slot, **columns: Any) -> Booking:
        """`request` holds `slot`; both states follow."""
        booking = Booking(
            request_id=request.id,
            slot_id=slot.id,
            booked_by_id=request.worker_id,
            **{"booked_at": clock.now()} | columns,
        )
        booking_id = booking.id
        with unit_of_work():
            db.session.add(booking)
            if booking.released_at is None:
                db.session.get_one(Slot, slot.id).state = SlotState.BOOKED
                db.session.get_one(RequestForAdvice, request.id).state = RequestState.BOOKED
        return self._fresh(Booking, booking_id)

    def consultation(self, request: RequestForAdvice, lead: Person, **columns: Any) -> Consultation:
        """A consultation on `request` by `lead`: a draft, or signed where `signed_at` is given."""
        state = RecordState.SIGNED if columns.get("signed_at") else RecordState.DRAFT
        consultation = Consultation(
            request_id=request.id,
            area_id=request.area_id,
            worker_id=request.worker_id,
            lead_id=lead.id,
            state=state,
            **{"held_at": clock.now(), "saved_at": clock.now(), "advice": "Meet Child A at school."}
            | columns,
        )
        consultation_id = consultation.id
        with unit_of_work():
            db.session.add(consultation)
            db.session.get_one(RequestForAdvice, request.id).state = RequestState.CONSULTED
        return self._fresh(Consultation, consultation_id)

    def action(self, consultation: Consultation, **columns: Any) -> Action:
        """Something the social worker agreed to do."""
        action: Action = self._keep(
            Action(
                consultation_id=consultation.id,
                **{
                    "position": 1,
                    "owner_role": OwnerRole.SOCIAL_WORKER,
                    "due_on": clock.today() + timedelta(days=7),
                    "description": "Meet Child A at school.",
                }
                | columns,
            )
        )
        return action

    def word(self, area: Area, lead: Person, written: str, meaning: Meaning = Meaning.PLACE) -> int:
        """The id of a word that `lead` taught the area."""
        with unit_of_work():
            actor = self.viewer(lead, area, Role.PRACTICE_LEAD)
            return vocabulary.teach_word(actor, area_id=area.id, word=written, meaning=meaning)

    def word_import(self, area: Area, lead: Person, *written: str) -> int:
        """The id of a list of places that `lead` read in."""
        words = [ListedWord(name, Meaning.PLACE) for name in written]
        with unit_of_work():
            actor = self.viewer(lead, area, Role.PRACTICE_LEAD)
            return vocabulary.import_words(actor, area_id=area.id, words=words)

    def kept(self, subject: Any, author: Person, **columns: Any) -> KeptException:
        """Something that `author` kept as identifying nobody in a request or a record, and that was sent."""
        row: KeptException = self._keep(
            KeptException(
                area_id=subject.area_id,
                person_id=author.id,
                **{
                    "subject_kind": "request" if isinstance(subject, RequestForAdvice) else "consultation",
                    "subject_id": subject.id,
                    "field": "known",
                    "label": "PERSON",
                    "reason": Because.NOT_A_NAME,
                    "fingerprint": next(_number).to_bytes(32, "big"),
                    "kept_at": clock.now(),
                    "is_sent": True,
                }
                | columns,
            )
        )
        return row

    def slip(self, request: RequestForAdvice, reporter: Person, **columns: Any) -> Slip:
        """An open slip on `request`, which is hidden with its record."""
        slip = Slip(
            request_id=request.id,
            area_id=request.area_id,
            reported_by_id=reporter.id,
            version=1,
            **{"reported_at": clock.now()} | columns,
        )
        with unit_of_work():
            db.session.add(slip)
            db.session.get_one(RequestForAdvice, request.id).hidden_at = slip.reported_at
            of_request = select(Consultation).where(Consultation.request_id == request.id)
            for record in db.session.scalars(of_request):
                record.hidden_at = slip.reported_at
                of_record = select(LearningVersion).where(LearningVersion.consultation_id == record.id)
                for version in db.session.scalars(of_record):
                    version.hidden_at = slip.reported_at
            db.session.flush()
            slip_id = slip.id
        return self._fresh(Slip, slip_id)

    def learning_version(self, consultation: Consultation, **columns: Any) -> LearningVersion:
        """A version for learning of a signed record: being edited, or in the `state` given with its moment."""
        state = columns.get("state", SharingState.DRAFT)
        moments = {SharingState.PROPOSED: "proposed_at", SharingState.SHARED: "shared_at"}
        version: LearningVersion = self._keep(
            LearningVersion(
                consultation_id=consultation.id,
                area_id=consultation.area_id,
                lead_id=consultation.lead_id,
                **{
                    "number": f"L-{10_000 + next(_number)}",
                    "state": state,
                    "saved_at": clock.now(),
                    "age_group": AgeGroup.ANY_AGE,
                    "concern": ConcernGroup.ANY_CONCERN,
                    "stage": StageGroup.ANY_STAGE,
                    "period": Period.ANY_TIME,
                    "advice": "Meet Child A where they feel safe.",
                }
                | ({moments[state]: clock.now()} if state in moments else {})
                | columns,
            )
        )
        return version

    def cohort(self, *areas: Area, places: int = 20, **columns: Any) -> Cohort:
        """A cohort of the areas that is open for members, day one in four months, unless told otherwise."""
        cohort = Cohort(
            made_by_id=columns.pop("made_by_id", None) or self.person().id,
            **{
                "name": f"Cohort {next(_number)}",
                "track": Track.SOCIAL_WORK,
                "state": CohortState.OPEN,
                "state_since": clock.now(),
                "starts_on": date(2027, 3, 17),
                "made_at": clock.now(),
                "version": 1,
            }
            | columns,
        )
        with unit_of_work():
            db.session.add(cohort)
            db.session.flush()
            db.session.add_all(CohortArea(cohort_id=cohort.id, area_id=a.id, places=places) for a in areas)
            db.session.flush()
            cohort_id = cohort.id
        return self._fresh(Cohort, cohort_id)

    def member(self, cohort: Cohort, area: Area, person: Person, **columns: Any) -> CohortMember:
        """Somebody with a place in the cohort, unless another state is given."""
        member: CohortMember = self._keep(
            CohortMember(
                cohort_id=cohort.id,
                area_id=area.id,
                person_id=person.id,
                **{
                    "state": MemberState.MEMBER,
                    "state_since": clock.now(),
                    "way": Way.APPLIED,
                    "nominated_by_id": person.id,
                    "nominated_at": clock.now(),
                }
                | columns,
            )
        )
        return member

    def day(self, cohort: Cohort, held_on: date, *topics: Topic, **columns: Any) -> LearningDay:
        """A learning day from 9:30am to 4pm in a room, teaching the topics."""
        day: LearningDay = self._keep(
            LearningDay(
                cohort_id=cohort.id,
                held_on=held_on,
                **{
                    "starts_at_local": time(9, 30),
                    "ends_at_local": time(16, 0),
                    "mode": Mode.ROOM,
                    "place": "Training room",
                    "version": 1,
                }
                | columns,
            )
        )
        for topic in topics:
            self._keep(LearningDayTopic(day_id=day.id, topic_id=topic.id))
        return day

    def group(self, cohort: Cohort, *members: CohortMember, **columns: Any) -> ReflectiveGroup:
        """A reflective group of the members, its rota dealt."""
        group: ReflectiveGroup = self._keep(
            ReflectiveGroup(
                cohort_id=cohort.id, **{"number": next(_number), "dealt_at": clock.now()} | columns
            )
        )
        for member in members:
            self._keep(GroupPlace(member_id=member.id, group_id=group.id))
        return group

    def mark(
        self,
        member: CohortMember,
        day: LearningDay,
        half: Half = Half.MORNING,
        presence: Presence = Presence.PRESENT,
    ) -> AttendanceMark:
        """The half day is marked for the member, by themselves."""
        mark: AttendanceMark = self._keep(
            AttendanceMark(
                member_id=member.id,
                day_id=day.id,
                half=half,
                presence=presence,
                way=MarkWay.BY_REGISTER,
                marked_by_id=member.person_id,
                marked_at=clock.now(),
            )
        )
        return mark

    def certificate(self, member: CohortMember, **columns: Any) -> Certificate:
        """A certificate of the member that holds."""
        certificate: Certificate = self._keep(
            Certificate(
                member_id=member.id,
                **{
                    "number": new_number(),
                    "holder": "Holder",
                    "programme": "Spring",
                    "area_name": "Area",
                    "issued_on": clock.today(),
                    "issued_by_id": member.person_id,
                    "issued_at": clock.now(),
                }
                | columns,
            )
        )
        return certificate

    def turn(self, group: ReflectiveGroup, day: LearningDay, member: CohortMember) -> PresenterTurn:
        """The member presents on the day."""
        turn: PresenterTurn = self._keep(PresenterTurn(group_id=group.id, day_id=day.id, member_id=member.id))
        return turn

    def swap(self, turn: PresenterTurn, other: PresenterTurn) -> TurnSwap:
        """Whoever has `turn` asks whoever has the other."""
        swap: TurnSwap = self._keep(
            TurnSwap(
                turn_id=turn.id,
                with_turn_id=other.id,
                asker_id=turn.member_id,
                asked_id=other.member_id,
                state=SwapState.ASKED,
                asked_at=clock.now(),
            )
        )
        return swap

    def cpd_entry(self, person: Person, area: Area, **columns: Any) -> CpdEntry:
        """A draft of the person's, of something done yesterday, unless another state is given."""
        texts = {"what_and_why": "A pebble note.", "learnt": "To listen.", "effect": "I ask more openly."}
        is_finished = columns.get("state") is EntryState.FINISHED
        entry: CpdEntry = self._keep(
            CpdEntry(
                person_id=person.id,
                area_id=area.id,
                **{
                    "state": EntryState.DRAFT,
                    "kind": EntryKind.COURSE,
                    "done_on": clock.today() - timedelta(days=1),
                    "made_at": clock.now(),
                    "saved_at": clock.now(),
                    "finished_at": clock.now() if is_finished else None,
                    "version": 1,
                }
                | texts
                | columns,
            )
        )
        return entry

    def shadowing(self, clinic: Clinic, person: Person, **columns: Any) -> Shadowing:
        """The person has asked to sit in on the clinic, unless another state is given."""
        is_done = columns.get("state") is ShadowingState.DONE
        shadowing: Shadowing = self._keep(
            Shadowing(
                clinic_id=clinic.id,
                area_id=clinic.area_id,
                person_id=person.id,
                **{
                    "state": ShadowingState.ASKED,
                    "asked_at": clock.now(),
                    "done_at": clock.now() if is_done else None,
                }
                | columns,
            )
        )
        return shadowing

    def parts(self, day: LearningDay, *titles: str) -> None:
        """The morning of the day has these sessions of 50 minutes."""
        for position, title in enumerate(titles, start=1):
            kind = PartKind.SESSION
            self._keep(DayPart(day_id=day.id, position=position, kind=kind, title=title, minutes=50))

    def case(self, day: LearningDay, member: CohortMember, **columns: Any) -> PresentedCase:
        """What the member prepared for the day: whole, and shared unless told otherwise."""
        case: PresentedCase = self._keep(
            PresentedCase(
                day_id=day.id,
                member_id=member.id,
                **{
                    "concern": Concern.ONLINE,
                    "age_band": AgeBand.FROM_11_TO_13,
                    "saved_at": clock.now(),
                    "shared_at": clock.now(),
                    "wanted": "Other eyes, please.",
                    "known": "What is known.",
                    "worrying": "What is worrying.",
                }
                | columns,
            )
        )
        return case

    def vignette(self, topic: Topic, **columns: Any) -> Vignette:
        """A made-up case of the topic, in use unless told otherwise."""
        vignette: Vignette = self._keep(
            Vignette(
                topic_id=topic.id,
                **{"title": f"Made up {next(_number)}", "text": "What happens.", "changed_at": clock.now()}
                | columns,
            )
        )
        return vignette

    def check_out(self, day: LearningDay, member: CohortMember, **columns: Any) -> CheckOut:
        """What the member said after the day: that it was somewhat heavy."""
        check_out: CheckOut = self._keep(
            CheckOut(
                day_id=day.id,
                member_id=member.id,
                **{
                    "weight": Weight.SOME,
                    "mood": Mood.UNSETTLED,
                    "support": Support.YES,
                    "answered_at": clock.now(),
                }
                | columns,
            )
        )
        return check_out

    def spaces(self) -> None:
        """A code of conduct, and spaces in which all members of the network talk."""
        names = ("Practice questions", "Running clinics", "Well-being")
        self._keep(
            ConductVersion(number=1, words="Be kind.", words_html="", published_at=clock.now()),
            *(Space(kind=SpaceKind.OPEN, name=name, made_at=clock.now()) for name in names),
        )

    def topic(
        self, title: str | None = None, *, track: Track = Track.SOCIAL_WORK, position: int = 0, **content: Any
    ) -> Topic:
        """A topic of the curriculum, at the end of its track unless a position is given."""
        topic = Topic(track=track, position=position or next(_number))
        said = TopicContent(title or f"Topic {topic.position}", **{"about": "What it is about."} | content)
        with unit_of_work():
            write_topic(topic, said, number=1, made_by_id=None)
            db.session.flush()
            topic_id = topic.id
        return self._fresh(Topic, topic_id)

    def file(self, sender: Person, content: bytes | None = None, name: str = "Guide.docx") -> FileFacts:
        """A Word file that waits for the resource of whoever sent it."""
        sent = Sent(BytesIO(content or docx("pebble note")), name)
        with unit_of_work():
            file = save_file(sent, saved_by_id=sender.id)
            text = text_of_document(sent.content, file.kind)
            db.session.add(ResourceFile(file_id=file.id, outcome=text.outcome, text=text.text))
            return FileFacts(file.id, file.display_name, file.kind, file.size_bytes, file.saved_at)

    def resource(
        self,
        topic: Topic,
        area: Area | None = None,
        *,
        owner: Person | None = None,
        state: ResourceState = ResourceState.APPROVED,
        for_network: bool = False,
        at: datetime | None = None,
        **content: Any,
    ) -> Resource:
        """A resource of `area`, or of the network; approved unless told otherwise."""
        now = at or clock.now()
        is_approved = state is ResourceState.APPROVED
        row = Resource(
            area_id=area.id if area else None,
            owner_id=owner.id if owner else None,
            state=state,
            version=1,
            added_at=now,
            approved_at=now if is_approved else None,
            network_at=now if is_approved and (for_network or area is None) else None,
        )
        said = ResourceContent(
            **{
                "kind": ResourceKind.GUIDE,
                "title": f"Resource {next(_number):05d}",
                "link": "https://library.example/guide",
                "topics": (topic.id,),
                "summary": "What is in it.",
                "audience": Audience.ALL_STAFF,
                "level": Level.CORE,
                "review_by": clock.today() + timedelta(days=100),
                "may_leave": True,
                "is_verified": True,
            }
            | content
        )
        with unit_of_work():
            write_resource(row, said, number=1, made_by_id=owner.id if owner else None)
            resource_id = row.id
        return self._fresh(Resource, resource_id)

    def loan(self, resource: Resource, area: Area, asked_by: Person, **columns: Any) -> Loan:
        """The area asks for the resource; where the state says that it is read there, there is the copy that it reads."""
        state = columns.get("state", LoanState.ASKED)
        copy_id = None
        if state in (LoanState.DELIVERED, LoanState.ACKNOWLEDGED):
            with unit_of_work():
                topic = db.session.get_one(Topic, resource.main_topic_id)
            copy_id = self.resource(topic, area, title=resource.title, may_leave=False).id
            with unit_of_work():
                db.session.get_one(Resource, copy_id).is_lent = True
                db.session.add(
                    LentResource(
                        resource_id=copy_id,
                        source_id=resource.id,
                        lender_area_id=resource.area_id,
                        edition=1,
                        terms="Used as it is",
                        delivered_at=clock.now(),
                    )
                )
        loan: Loan = self._keep(
            Loan(
                resource_id=resource.id,
                lender_area_id=resource.area_id,
                area_id=area.id,
                asked_by_id=asked_by.id,
                **{
                    "asked_at": clock.now(),
                    "wanted_for": "For the duty team.",
                    "state_since": clock.now(),
                    "version": 1,
                    "copy_id": copy_id,
                    "edition": 1 if copy_id else None,
                }
                | columns,
            )
        )
        self._keep(LoanEvent(loan_id=loan.id, happened_at=clock.now(), person_id=asked_by.id, verb="ask"))
        return loan

    def code(self, number: int = 1, **columns: Any) -> ConductVersion:
        """A version of the code of conduct of the network; the highest number is in force."""
        words = "Be kind. Nobody is identified."
        version: ConductVersion = self._keep(
            ConductVersion(
                number=number,
                **{
                    "words": words,
                    "words_html": f"<p>{words}</p>",
                    "published_at": clock.now(),
                    "what_changed": f"Change {number}" if number > 1 else "",
                }
                | columns,
            )
        )
        return version

    def agreed(self, *people: Person, number: int = 1, **columns: Any) -> None:
        """The people have entered the network by agreeing to version `number` of the code, which is made where it is missing."""
        with unit_of_work():
            is_there = db.session.get(ConductVersion, number) is not None
        if not is_there:
            self.code(number)
        for person in people:
            self._keep(
                NetworkMember(
                    person_id=person.id, accepted_number=number, **{"joined_at": clock.now()} | columns
                ),
                ConductAcceptance(person_id=person.id, number=number, accepted_at=clock.now()),
            )

    def directory_entry(self, person: Person, **columns: Any) -> DirectoryEntry:
        """What a member lets the others see: nothing but the name, unless columns say more."""
        entry: DirectoryEntry = self._keep(
            DirectoryEntry(person_id=person.id, **{"is_listed": True, "changed_at": clock.now()} | columns)
        )
        return entry

    def moderator(self, person: Person, named_by: Person, **columns: Any) -> NetworkModerator:
        """A member whom the programme team named."""
        named: NetworkModerator = self._keep(
            NetworkModerator(person_id=person.id, named_by_id=named_by.id, **{"since": clock.now()} | columns)
        )
        return named

    def restriction(self, person: Person, kind: RestrictionKind, **columns: Any) -> Restriction:
        """What a moderator laid on a member, from now until it is lifted."""
        laid: Restriction = self._keep(
            Restriction(person_id=person.id, kind=kind, **{"since": clock.now()} | columns)
        )
        return laid

    def _fresh(self, model: Any, key: Any) -> Any:
        row = db.session.get_one(model, key)
        db.session.expunge_all()
        db.session.rollback()
        return row
