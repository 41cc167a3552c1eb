"""Steps and modules that open by points, days, prior learning or a group, from their author to their learner."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from assessments.graded.api import Response
from content.models import CoursePage
from content.models.base import PublishRefused
from content.opening import sentences_of
from courses.api import (
    Course,
    Enrolment,
    Evidence,
    Run,
    RunItem,
    add_group,
    adopt_outline,
    complete_activity,
    create_run,
    freeze_run,
    move_people,
    pending_changes,
    steps_of,
)
from courses.meetings.api import Mark, save_roll
from tests.content.test_opening import SECRET
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories.authors import make_author, make_site, sentences
from tests.factories.meetings import make_day
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page, publish

pytestmark = pytest.mark.django_db
PRESENT = ("present", 0, "")


class World:
    """A training of two modules: a lesson and a quiz, then a lesson that waits for what a test says."""

    def __init__(
        self, needs: list, *, on: str = "lesson", hidden: bool = False, course_type: str = "self_paced"
    ) -> None:
        make_site()
        self.page: CoursePage = make_course_page(slug="koulutus", title="Koulutus", course_type=course_type)
        self.first = make_module_page(self.page, title="Alku")
        self.second = make_module_page(self.page, title="Jatko", slug="jatko")
        self.one = make_lesson_page(self.first, title="Luku yksi", slug="yksi")
        self.quiz = make_quiz_page(self.first, title="Koe", slug="koe")
        self.late = make_lesson_page(self.second, title=SECRET, slug="salaisuus", required=False)
        waiting = self.late if on == "lesson" else self.second
        waiting.opens_when = [
            (kind, getattr(self, value) if kind in ("step", "prior") else value) for kind, value in needs
        ]
        waiting.is_hidden = hidden
        publish(waiting)
        course = Course.objects.get(key=self.page.translation_key)
        self.run: Run = create_run(course=course, code="syksy", name="Syksy", actor=None, is_open=True)
        self.enrolment: Enrolment = enrol_people(self.run, "Aino Esimerkki")[0]
        self.own: Client = client_of(self.enrolment.learner.user)

    def step(self, slug: str = "salaisuus"):
        return next((one for one in steps_of(Enrolment.objects.get()) if one.slug == slug), None)

    def is_open(self) -> bool:
        answer = self.own.get("/oma/opinnot/syksy/salaisuus/")
        assert answer.status_code in (200, 403, 404)
        return answer.status_code == 200

    def locked_page(self) -> str:
        answer = self.own.get("/oma/opinnot/syksy/salaisuus/")
        assert answer.status_code == 403
        return main_of(answer)

    def send_quiz(self, answer: str) -> None:
        address = reverse("graded:intro", args=["syksy", "koe"])
        self.own.post(address)
        Response.objects.update(answer=answer)
        self.own.post(f"{address}tarkista/", {"attempt": "1"})

    def recognise(self, slug: str) -> None:
        activity = RunItem.objects.get(activity__slug=slug).activity_id
        complete_activity(enrolment_id=self.enrolment.pk, activity_id=activity, evidence=Evidence("prior_learning"))


def make_scored(percent: int = 80) -> World:
    world = World([])
    world.late.opens_when = [("score", {"quiz": world.quiz, "percent": percent})]
    publish(world.late)
    return world


def test_a_step_opens_by_points_and_says_so_with_the_way_to_the_quiz():
    world = make_scored()
    page = world.locked_page()
    assert "80" in page
    assert "Koe" in page
    assert "/oma/opinnot/syksy/testi/koe/" in page
    assert world.own.post("/oma/opinnot/syksy/salaisuus/tehty/").status_code == 403
    world.send_quiz("tasapaino")
    assert world.is_open()


def test_what_opens_a_step_is_a_link_in_the_outline_too():
    world = make_scored()
    with override("fi"):
        words = gettext("opens when %(conditions)s").split("%")[0]
    home = main_of(world.own.get("/oma/opinnot/syksy/"))
    assert f'<a href="/oma/opinnot/syksy/testi/koe/">{words}' in home
    assert f'<a href="../testi/koe/">{words}' in main_of(world.own.get("/oma/opinnot/syksy/yksi/"))
    world.late.opens_when = [("days", 1)]
    publish(world.late)
    assert f'<a href="/oma/opinnot/syksy/lahipaivat/">{words}' in main_of(world.own.get("/oma/opinnot/syksy/"))
    assert f'<a href="../lahipaivat/">{words}' in main_of(world.own.get("/oma/opinnot/syksy/yksi/"))
    world.late.opens_when = [("group", "Iltaryhmä")]
    publish(world.late)
    assert f">{words}" not in main_of(world.own.get("/oma/opinnot/syksy/"))


def test_too_few_points_leave_it_shut():
    world = make_scored()
    world.send_quiz("muu")
    assert not world.is_open()


def test_a_step_opens_by_days_attended_and_leads_to_the_days():
    world = World([("days", 1)], course_type="blended_cohort")
    day = make_day(world.run, days=-1)
    assert "/oma/opinnot/syksy/lahipaivat/" in world.locked_page()
    save_roll(meeting=day, marks=[Mark(world.enrolment.pk, PRESENT)], actor=None, force=True)
    assert world.is_open()


def test_a_step_opens_by_recognised_prior_learning_and_not_by_doing_it():
    world = World([("prior", "one")])
    assert "/oma/opinnot/syksy/hyvaksiluku/" in world.locked_page()
    world.own.post("/oma/opinnot/syksy/yksi/tehty/")
    assert not world.is_open()


def test_recognised_prior_learning_opens_what_waits_for_it():
    world = World([("prior", "one")])
    world.recognise("yksi")
    assert world.is_open()


def test_a_step_opens_to_the_group_that_it_names_and_shuts_when_one_leaves_it():
    world = World([("group", "Iltaryhmä ")])
    assert "Iltaryhmä" in world.locked_page()
    group = add_group(run=world.run, name="iltaryhmä", actor=None)
    assert not world.is_open()
    move_people(run=world.run, places={world.enrolment.pk: group.pk}, actor=None)
    assert world.is_open()
    move_people(run=world.run, places={world.enrolment.pk: None}, actor=None)
    assert not world.is_open()


def test_some_of_several_are_enough():
    world = World([])
    ways = {"least": 1, "conditions": [("group", "Iltaryhmä"), ("step", world.one)]}
    world.late.opens_when = [("choice", ways)]
    publish(world.late)
    page = world.locked_page()
    assert 'href="/oma/opinnot/syksy/yksi/"' in page
    assert "Iltaryhmä" in page
    world.own.post("/oma/opinnot/syksy/yksi/tehty/")
    assert world.is_open()


def test_what_is_done_stays_open_though_its_rule_would_shut_it():
    world = World([("group", "Iltaryhmä")])
    world.recognise("salaisuus")
    assert world.is_open()


def test_a_module_that_waits_shuts_each_of_its_steps_and_adds_to_their_own_rules():
    world = World([("step", "one")], on="module")
    world.late.opens_when = [("group", "Iltaryhmä")]
    publish(world.late)
    assert "Luku yksi" in world.locked_page()
    world.own.post("/oma/opinnot/syksy/yksi/tehty/")
    assert "Iltaryhmä" in world.locked_page()


def test_a_hidden_module_is_named_nowhere_before_it_opens():
    world = World([("days", 1)], on="module", hidden=True, course_type="blended_cohort")
    world.second.title = f"{SECRET}moduuli"
    publish(world.second)
    there = [reverse(name, args=["syksy"]) for name in ("discussions:threads", "discussions:new", "graded:prior")]
    mine = [reverse("dashboard:home"), reverse("dashboard:course", args=["syksy"]), reverse("meetings:calendar")]
    for path in (*there, *mine, "/oma/opinnot/syksy/yksi/", "/oma/tiedot/", world.page.url, "/koulutukset/"):
        answer = world.own.get(path, follow=True)
        assert answer.status_code == 200, path
        assert SECRET.lower() not in answer.content.decode().lower(), path
    assert world.own.get("/oma/opinnot/syksy/salaisuus/").status_code == 404
    day = make_day(world.run, days=-1)
    save_roll(meeting=day, marks=[Mark(world.enrolment.pk, PRESENT)], actor=None, force=True)
    assert SECRET in main_of(world.own.get(reverse("dashboard:course", args=["syksy"])))
    assert world.is_open()


def test_a_hidden_step_is_not_named_by_what_waits_for_it():
    world = World([("group", "Iltaryhmä")], hidden=True)
    last = make_lesson_page(
        world.second, title="Loppu", slug="loppu", required=False, opens_when=[("step", world.late)]
    )
    assert last.live
    answer = world.own.get("/oma/opinnot/syksy/loppu/")
    assert answer.status_code == 403
    assert SECRET not in answer.content.decode()


def test_the_author_reads_the_sentence_and_the_trainer_what_would_change():
    world = World([], course_type="blended_cohort")
    freeze_run(run=world.run)
    world.late.opens_when = [("score", {"quiz": world.quiz, "percent": 80}), ("group", "Iltaryhmä")]
    with override("fi"):
        said = sentences_of(publish(world.late))
        assert RunItem.objects.get(activity__slug="salaisuus").rule == {}
        assert pending_changes(Run.objects.get())["steps"] == said
    assert len(said) == 1
    assert "Koe" in said[0]
    assert "80" in said[0]
    assert "Iltaryhmä" in said[0]
    trainer = client_of(make_trainer(world.run))
    assert "Iltaryhmä" in main_of(trainer.get("/kouluttaja/ryhma/syksy/muutokset/"))
    adopt_outline(run=Run.objects.get(), actor=None)
    assert "Iltaryhmä" in main_of(trainer.get(reverse("teaching:contents", args=["syksy"])))
    assert not world.is_open()


@pytest.mark.parametrize("named", ["itself", "its module", "a later step"])
def test_what_can_never_open_is_refused(named):
    world = World([])
    later = make_lesson_page(world.second, title="Loppu", slug="loppu")
    kind, page = {
        "itself": ("step", world.late),
        "its module": ("module", world.second),
        "a later step": ("prior", later),
    }[named]
    world.late.opens_when = [(kind, page)]
    with pytest.raises(PublishRefused):
        publish(world.late)


def test_more_days_than_are_planned_are_refused():
    world = World([])
    world.page.days = [("day", {"title": "Aloitus", "week": 1, "programme": "9.00 Tervetuloa"})]
    publish(world.page)
    world.late.opens_when = [("days", 2)]
    with pytest.raises(PublishRefused, match="2"):
        publish(world.late)
    world.late.opens_when = [("days", 1)]
    publish(world.late)


def test_what_everybody_needs_is_not_opened_to_one_group_alone():
    world = World([])
    world.late.required, world.late.opens_when = True, [("group", "Iltaryhmä")]
    with pytest.raises(PublishRefused, match="Iltaryhmä"):
        publish(world.late)
    both = {"least": 1, "conditions": [("group", "Iltaryhmä"), ("step", world.one)]}
    world.late.opens_when = [("choice", both)]
    publish(world.late)
    world.second.opens_when = [("group", "Iltaryhmä")]
    with pytest.raises(PublishRefused, match="Iltaryhmä"):
        publish(world.second)


def test_rules_about_steps_cost_no_statement_more(statements):
    world = World([("step", "one")])
    enrolment = Enrolment.objects.select_related("run__course", "group").get()
    with statements(1):
        steps_of(enrolment)
    world.late.opens_when = [("group", "Iltaryhmä")]
    publish(world.late)
    with statements(1):
        steps_of(enrolment)
    world.late.opens_when = [("score", {"quiz": world.quiz, "percent": 80})]
    publish(world.late)
    with statements(4):
        steps_of(enrolment)


def test_the_report_of_checks_names_rules_that_a_move_has_made_impossible():
    world = World([("step", "one")])
    author = client_of(make_author())
    report = reverse("quality:index", query={"aihe": "rules"})
    assert SECRET not in sentences(author.get(report))
    world.one.move(world.second, pos="last-child")
    page = sentences(author.get(report))
    assert SECRET in page
    assert reverse("wagtailadmin_pages:edit", args=[world.late.pk]) in page
    assert world.is_open()  # what comes later in the outline asks for nothing


def test_completion_cannot_ask_for_more_days_than_are_planned():
    world = World([])
    world.page.days = [("day", {"title": "Aloitus", "week": 1, "programme": "9.00 Tervetuloa"})]
    world.page.rule = [("days", 2)]
    with pytest.raises(PublishRefused, match="2"):
        publish(world.page)
