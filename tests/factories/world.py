"""One small world with everything in it: a training of real pages, two trainees, a jobseeker, and staff of each role.

Every free text and every sensitive field carries a canary of its own, so that a test can say where each may be seen.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.graded.api import Accommodation, start_attempt, submit_attempt
from assessments.graded.models import AnswerFile, Response, Submission
from certificates.api import Award
from content.models import AssignmentPage, CoursePage, ModulePage, QuizPage, StandardPage
from content.permissions import ensure_author_permissions
from courses.api import Activity, Course, Enrolment, Run, create_run, enrol_learner, mark_done_by_hand, name_trainer
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, Learner, User
from tests.dashboard.people import make_staff
from tests.factories.certificates import make_award
from tests.factories.content import make_material, make_picture, make_recording, make_site
from tests.factories.graded import make_question
from tests.factories.guidance_world import add_guidance
from tests.factories.pages import (
    add_page,
    make_course_page,
    make_lesson_page,
    make_module_page,
    text_block,
)
from tests.factories.personal import make_programme
from tests.factories.world_admissions import let_people_in
from tests.factories.world_coaching import begin_with_coach
from tests.factories.world_discussions import add_talk
from tests.factories.world_followups import ask_later
from tests.factories.world_invitations import invite_somebody
from tests.factories.world_marking import add_marking
from tests.factories.world_measures import measure_strengths
from tests.factories.world_meetings import add_days
from tests.factories.world_own import write_for_oneself
from tests.factories.world_peers import PEERS, let_them_read
from tests.factories.world_reminders import begin_with_reminder
from tests.factories.world_runs import ask_for_approval, divide_run, let_somebody_leave
from tests.factories.world_seeker import SEEKERS

#: What each canary stands for. None is a piece of another.
CANARIES = {
    "first_name": "Kanariaetu",
    "last_name": "Kanariasuku",
    "email": "kanariaposti@example.org",
    "nickname": "kanarialempinimi",
    "private": "kanariayksityinen",
    "seeker_private": "kanariatyonhakija",
    **SEEKERS,
    "measured": "kanariamittaus",
    "quiz_text": "kanariavastaus",
    "reason": "kanariaperuste",
    "work_draft": "kanarialuonnos",
    "submission": "kanariatehtava",
    "message": "kanariaviesti",
    "application": "kanariahakemus",
    "motive": "kanariamotiivi",
    "post": "kanariakeskustelu",
    "letter": "kanariakirje",
    "letter_draft": "kanariaaikomus",
    "report": "kanariailmoitus",
    "absence": "kanariaeste",
    "make_up": "kanariakorvaus",
    "need": "kanariatoive",
    "followup": "kanariakuulumiset",
}
#: Text and files are handed in.
BOTH = {"takes_text": True, "takes_files": True, "minutes": 0}
ROLES = (
    "anonymous",
    "pseudonymous",
    "owner",
    "stranger",
    "trainer",
    "other_trainer",
    "author",
    "coach",
    "cohort_administrator",
    "site_administrator",
)
HIDDEN = re.compile(r'<input type="hidden" name="(pass|writer|base)" value="([^"]*)">')


@dataclass
class World:
    """The things by name, and a signed-in browser for each role."""

    run: Run
    enrolment: Enrolment
    lesson: Activity
    quiz: Activity
    award: Award
    programme: Run
    pages: dict[str, Any]
    files: dict[str, Any]
    people: dict[str, User]
    draft: Activity
    handed_in: Submission | None = None
    browsers: dict[str, Client] = field(default_factory=dict)
    seeker: Learner | None = None

    @property
    def award_run(self) -> Run:
        return self.award.enrolment.run

    @property
    def quiz_address(self) -> str:
        return f"/oma/opinnot/{self.run.code}/testi/{self.quiz.slug}/"

    @property
    def draft_address(self) -> str:
        return f"/oma/opinnot/{self.run.code}/tehtava/{self.draft.slug}/"

    def work_form(self) -> dict[str, str]:
        """What the owner's open assignment page sends unseen."""
        return dict(HIDDEN.findall(self.browsers["owner"].get(self.draft_address).content.decode()))

    @property
    def essay(self) -> Response:
        """An answer that waits for the trainer's marking."""
        return Response.objects.get(attempt__enrolment=self.enrolment, attempt__state="submitted", position=3)

    @property
    def answer_file(self) -> AnswerFile:
        """A file that is an answer and waits for the trainer's marking."""
        return AnswerFile.objects.get(response__attempt__enrolment=self.enrolment)

    def quiz_form(self, position: int = 1) -> dict[str, str]:
        """What the owner's open question page sends unseen."""
        page = self.browsers["owner"].get(f"{self.quiz_address}{position}/")
        return dict(HIDDEN.findall(page.content.decode()))


def read(response: Any) -> bytes:
    """The whole body. Closing an answer instead would close the database's connection under the test."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def make_world() -> World:
    """Everything there is, made through the rooms' own doors and pages."""
    make_site()
    pages, files = _make_pages()
    ensure_author_permissions()
    course = Course.objects.get(key=pages["course"].translation_key)
    run = create_run(course=course, code="maailma", name="Maailman ryhmä", actor=None, is_open=True)
    people = _make_people()
    owner = Learner.objects.create(user=people["owner"], nickname=CANARIES["nickname"])
    other = Learner.objects.create(user=people["stranger"])
    enrolment = enrol_learner(run=run, learner=owner)
    name_trainer(run=run, user=people["trainer"], actor=None)
    elsewhere = create_run(course=course, code="toinen", name="Toinen ryhmä", actor=None, is_open=True)
    enrol_learner(run=elsewhere, learner=other)
    name_trainer(run=elsewhere, user=people["other_trainer"], actor=None)
    award = make_award(owner)
    name_trainer(run=award.enrolment.run, user=people["trainer"], actor=None)
    world = World(
        run=run,
        enrolment=enrolment,
        lesson=course.activities.get(key=pages["lesson"].translation_key),
        quiz=course.activities.get(key=pages["quiz"].translation_key),
        draft=course.activities.get(key=pages["draft_assignment"].translation_key),
        award=award,
        programme=make_programme(),
        pages=pages,
        files=files,
        people=people,
    )
    _open_browsers(world)
    _write_things(world)
    begin_with_coach(world)
    begin_with_reminder(world)
    measure_strengths(world, told=CANARIES["measured"])
    write_for_oneself(world)
    invite_somebody(run)
    divide_run(run)
    add_guidance(world, message=CANARIES["message"], application=CANARIES["application"])
    let_people_in(world, motive=CANARIES["motive"])
    add_marking(world)
    talk = {"post": "post", "letter": "letter", "draft": "letter_draft", "report": "report"}
    add_talk(world, **{name: CANARIES[canary] for name, canary in talk.items()})
    told = {name: CANARIES[name] for name in ("absence", "make_up", "need")}
    add_days(world, **told)
    ask_later(world, told=CANARIES["followup"])
    let_somebody_leave(run, people["author"])
    ask_for_approval(run)  # last: what came before takes the author's outline, and the rule with it
    read(world.browsers["anonymous"].get(f"/kuva/{files['picture'].pk}/320/"))
    return world


def _make_pages() -> tuple[dict[str, Any], dict[str, Any]]:
    files = {"material": make_material(), "picture": make_picture(), "recording": make_recording()}
    files["material"].get_file_size()  # Wagtail fills it in when somebody first reads it
    files["loose"] = make_material(name="irrallaan.txt")
    course = make_course_page(slug="maailman-koulutus")
    module = make_module_page(course)
    blocks = [
        text_block(),
        ("download", {"document": files["material"], "title": ""}),
        ("recording", {"recording": files["recording"]}),
    ]
    pages = {
        "course": course,
        "module": module,
        "lesson": make_lesson_page(module, blocks=blocks),
        "second": make_lesson_page(module),
        "quiz": _make_quiz_page(module),
        "assignment": add_page(
            module, AssignmentPage(title="Annettu tehtävä", slug="annettu", intro="Tee.", **BOTH, **PEERS)
        ),
        "draft_assignment": add_page(module, AssignmentPage(title="Kesken", slug="kesken", intro="Tee.", **BOTH)),
    }
    pages["draft"] = add_page(
        course.get_parent(), CoursePage(title="Luonnos", slug="luonnos", summary="Kesken."), live=False
    )
    pages["standard"] = add_page(course.get_parent().get_parent(), StandardPage(title="Tietoa", slug="tietoa"))
    return pages, files


def _make_quiz_page(module: ModulePage) -> QuizPage:
    """A quiz that asks for one text and one choice, and for an essay and a file that a person marks."""
    kinds = ("short_text", "single_choice", "essay", "file_answer")
    questions = [("question", {"question": make_question(kind).question, "points": 1}) for kind in kinds]
    return add_page(module, QuizPage(title="Maailman testi", slug="maailman-testi", questions=questions))


def _make_people() -> dict[str, User]:
    """Accounts by role; staff have a second factor."""
    names = {"first_name": CANARIES["first_name"], "last_name": CANARIES["last_name"]}
    people = {
        "owner": User.objects.create_user(email=CANARIES["email"], password="pitkä salasana 1", **names),
        "stranger": User.objects.create_user(email="muu@example.org", first_name="Muu", last_name="Ihminen"),
        "trainer": make_staff("kouluttaja@example.org", first_name="Kaisa", last_name="Kouluttaja"),
        "other_trainer": make_staff("toinen@example.org", first_name="Toini", last_name="Toinen"),
        "author": make_staff("tekija@example.org", AUTHOR),
        "coach": make_staff("ohjaaja@example.org", COACH),
        "cohort_administrator": make_staff("ryhmat@example.org", COHORT_ADMINISTRATOR),
        "site_administrator": make_staff("sivusto@example.org", SITE_ADMINISTRATOR),
    }
    for user in people.values():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if user.is_staff:
            Learner.objects.create(user=user)
    return people


def _open_browsers(world: World) -> None:
    for role in ROLES:
        world.browsers[role] = Client()
        if role in world.people:
            world.browsers[role].force_login(world.people[role])


def _write_things(world: World) -> None:
    """The jobseeker's and the trainee's private answers, a sent quiz and an open one, an assignment handed in and one
    begun, a mark made by hand."""
    screen = f"/valmennus/{world.programme.code}/osa/1/3/"
    world.browsers["pseudonymous"].post(screen, {"answer": CANARIES["seeker_private"]})
    world.seeker = Learner.objects.get(user=None)
    world.browsers["owner"].post(screen, {"answer": CANARIES["private"]})
    start_attempt(world.enrolment, world.quiz.pk)
    form = world.quiz_form() | {"answer": CANARIES["quiz_text"]}
    world.browsers["owner"].post(f"{world.quiz_address}1/", form)
    world.browsers["owner"].post(f"{world.quiz_address}3/", world.quiz_form(3) | {"answer": "Lyhyt essee."})
    file = SimpleUploadedFile("vastaus.txt", b"Vastaus.")
    world.browsers["owner"].post(f"{world.quiz_address}4/", world.quiz_form(4) | {"file": file})
    submit_attempt(attempt=world.enrolment.attempts.get())
    start_attempt(world.enrolment, world.quiz.pk)
    Accommodation.objects.create(run=world.run, enrolment=world.enrolment, extra_minutes=5, reason=CANARIES["reason"])
    _write_assignments(world)
    mark_done_by_hand(
        enrolment_id=world.enrolment.pk,
        activity_id=world.lesson.pk,
        reason=CANARIES["reason"],
        actor=world.people["trainer"],
    )


def _write_assignments(world: World) -> None:
    """One handed in with a file, one begun."""
    owner, draft = world.browsers["owner"], world.draft_address
    owner.post(draft, world.work_form() | {"text": CANARIES["work_draft"]})
    address = draft.replace(world.draft.slug, world.pages["assignment"].slug)
    form = dict(HIDDEN.findall(owner.get(address).content.decode()))
    file = SimpleUploadedFile("muistio.txt", b"Muistio.")
    owner.post(address, form | {"text": CANARIES["submission"], "add": "1", "file": file})
    shown = owner.get(f"{address}palauta/").context["shown"]
    owner.post(f"{address}palauta/", {"shown": shown, "own_work": "on", "unidentifiable": "on"})
    world.handed_in = Submission.objects.get()
    let_them_read(world.enrolment, world.handed_in.work.activity)
