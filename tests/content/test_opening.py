"""Steps that open later: chosen by the author, met by the learner, and never named before their time."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assessments.graded.api import Attempt, start_attempt
from content.models import CoursePage
from content.models.base import PublishRefused
from courses.api import (
    Course,
    Enrolment,
    Progress,
    Run,
    RunItem,
    StepLocked,
    adopt_outline,
    create_run,
    freeze_run,
    pending_changes,
    steps_of,
)
from courses.discussions.queries.members import member_of
from courses.discussions.queries.threads import places_in
from courses.discussions.services.threads import open_thread
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories.authors import make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page, publish

pytestmark = pytest.mark.django_db
SECRET = "Salaisuus"


class World:
    """A training of two modules: lessons one and two, then a hidden lesson and a hidden quiz."""

    def __init__(self, course_type: str = "self_paced") -> None:
        make_site()
        self.page: CoursePage = make_course_page(slug="koulutus", title="Koulutus", course_type=course_type)
        first, second = make_module_page(self.page, title="Alku"), make_module_page(self.page, title="Jatko")
        self.one = make_lesson_page(first, title="Luku yksi", slug="yksi")
        self.two = make_lesson_page(first, title="Luku kaksi", slug="kaksi", opens="previous")
        self.hidden = make_lesson_page(second, title=SECRET, slug="salaisuus", opens="module", is_hidden=True)
        self.quiz = make_quiz_page(
            second, title=f"{SECRET}testi", slug="salainen-testi", opens="module", is_hidden=True
        )
        self.last = make_lesson_page(second, title="Loppu", slug="loppu", opens="previous")
        course = Course.objects.get(key=self.page.translation_key)
        self.run: Run = create_run(course=course, code="syksy", name="Syksy", actor=None, is_open=True)
        self.enrolment: Enrolment = enrol_people(self.run, "Aino Esimerkki")[0]
        self.own: Client = client_of(self.enrolment.learner.user)

    def at(self, slug: str, act: str = "") -> str:
        return f"/oma/opinnot/syksy/{slug}/{act}"

    def do(self, *slugs: str) -> None:
        for slug in slugs:
            assert self.own.post(self.at(slug, "tehty/")).status_code == 302

    def done(self) -> set[str]:
        return {step.slug for step in steps_of(self.enrolment) if step.is_done}


@pytest.fixture
def world() -> World:
    return World()


def pages_of(world: World) -> list[str]:
    """Every page on which the training's steps may be named to its learner."""
    names = ["discussions:threads", "discussions:new", "graded:prior", "meetings:days", "courses:leave"]
    there = [reverse(name, args=["syksy"]) for name in names]
    mine = [reverse("dashboard:home"), reverse("dashboard:course", args=["syksy"]), "/oma/tiedot/", "/koulutukset/"]
    return [*there, *mine, world.at("yksi"), world.page.url, world.at("todistus"), reverse("meetings:calendar")]


def test_a_hidden_step_is_named_on_no_page_of_its_learner(world):
    world.page.rule = [("step", world.hidden), ("required", None)]
    publish(world.page)
    for done in ([], ["yksi"]):
        world.do(*done)
        for path in pages_of(world):
            answer = world.own.get(path, follow=True)
            assert answer.status_code == 200, path
            text = answer.content.decode().lower()
            assert SECRET.lower() not in text, path
            assert "salainen-testi" not in text, path
    for path in ("salaisuus/", "testi/salainen-testi/"):
        assert world.own.get(f"/oma/opinnot/syksy/{path}").status_code == 404
        assert world.own.post(f"/oma/opinnot/syksy/{path}").status_code in (404, 405)
    assert world.own.post(world.at("salaisuus", "tehty/")).status_code == 404
    assert world.done() == {"yksi"}


def test_a_discussion_about_a_hidden_step_is_there_for_trainers_only(world):
    trainer = make_trainer(world.run)
    member = member_of(trainer, "syksy")
    place = next(one for one in places_in(member) if one.name == "s-salaisuus")
    more = {"group": None, "title": "Kysymys", "text": "Mitä mieltä?", "key": uuid.uuid4()}
    thread = open_thread(member=member, place=place, **more)
    there = f"/oma/opinnot/syksy/keskustelu/{thread.pk}/"
    forum = "/oma/opinnot/syksy/keskustelu/"
    assert SECRET not in world.own.get(forum).content.decode()
    assert "Kysymys" not in main_of(world.own.get(forum))
    assert world.own.get(there).status_code == 404
    assert client_of(trainer).get(there).status_code == 200
    world.do("yksi", "kaksi")
    assert world.own.get(there).status_code == 200
    assert "Kysymys" in main_of(world.own.get(forum))


def test_it_comes_to_light_when_it_opens(world):
    world.do("yksi")
    assert world.own.post(world.at("kaksi", "tehty/")).url == world.at("salaisuus") + "#otsikko"
    home = main_of(world.own.get(reverse("dashboard:course", args=["syksy"])))
    assert SECRET in home
    assert world.own.get(reverse("graded:intro", args=["syksy", "salainen-testi"])).status_code == 200


def test_the_course_home_says_that_more_is_to_come_and_counts_it(world):
    home = main_of(world.own.get("/oma/opinnot/syksy/"))
    assert "0 / 5" in home
    assert "avautuu, kun ”Luku yksi” on tehty" in home
    assert "2 kohtaa lisää" in home


def test_a_locked_step_says_what_opens_it_and_leads_there(world):
    answer = world.own.get(world.at("kaksi"))
    assert answer.status_code == 403
    page = main_of(answer)
    assert "Tämä kohta avautuu, kun ”Luku yksi” on tehty." in page
    assert f'href="{world.at("yksi")}"' in page
    assert world.own.post(world.at("kaksi", "tehty/")).status_code == 403
    assert world.done() == set()
    world.do("yksi", "kaksi")
    assert world.done() == {"yksi", "kaksi"}


def test_what_waits_for_something_hidden_does_not_name_it(world):
    page = main_of(world.own.get(world.at("loppu")))
    assert "aiemmat kohdat" in page
    assert SECRET not in page


def test_a_locked_quiz_begins_for_nobody(world):
    world.quiz.is_hidden = False
    publish(world.quiz)
    address = reverse("graded:intro", args=["syksy", "salainen-testi"])
    assert world.own.get(address).status_code == 403
    assert world.own.post(address).status_code == 403
    activity = RunItem.objects.get(activity__slug="salainen-testi").activity_id
    with pytest.raises(StepLocked):
        start_attempt(world.enrolment, activity)
    assert not Attempt.objects.exists()
    world.do("yksi", "kaksi")
    assert world.own.post(address).status_code == 302


def test_a_lesson_that_is_viewed_is_done_by_going_on_and_not_by_looking(world):
    world.one.done_by = "viewed"
    publish(world.one)
    page = main_of(world.own.get(world.at("yksi")))
    assert "Seuraava" in page
    assert "Merkitse tehdyksi" not in page
    assert world.done() == set()
    world.do("yksi")
    assert Progress.objects.get().evidence_kind == "viewed"
    assert world.own.post(world.at("yksi", "peru/")).status_code == 302
    assert world.done() == {"yksi"}


@pytest.mark.parametrize("done_by", ["", "sent"])
def test_a_quiz_that_is_not_passed_is_done_only_where_sending_is_enough(world, done_by):
    world.do("yksi", "kaksi")
    world.quiz.done_by = done_by
    publish(world.quiz)
    address = reverse("graded:intro", args=["syksy", "salainen-testi"])
    world.own.post(address)
    world.own.post(f"{address}tarkista/", {"attempt": "1"})
    assert Attempt.objects.get().passed is False
    assert ("salainen-testi" in world.done()) is bool(done_by)
    if done_by:
        assert Progress.objects.get(activity__slug="salainen-testi").evidence_kind == "quiz_sent"


def test_a_date_hides_too_and_trainers_see_everything_marked(world):
    world.one.is_hidden = True
    publish(world.one)
    RunItem.objects.filter(activity__slug="yksi").update(opens_at=timezone.now() + datetime.timedelta(days=3))
    assert world.own.get(world.at("yksi")).status_code == 404
    trainer = client_of(make_trainer(world.run))
    with override("fi"):
        contents = reverse("teaching:contents", args=["syksy"])
    page = main_of(trainer.get(contents))
    assert SECRET in page
    assert "ei näytetä, ennen kuin se aukeaa" in page


def test_an_opened_run_keeps_its_rules_until_its_trainer_takes_the_change():
    world = World("blended_cohort")
    freeze_run(run=world.run)
    world.one.done_by = "viewed"
    world.two.opens = ""
    for page in (world.one, world.two):
        publish(page)
    assert RunItem.objects.get(activity__slug="kaksi").rule == {"opens": "previous"}
    with override("fi"):
        said = pending_changes(Run.objects.get())["steps"]
    assert said == [
        "”Luku yksi” on tehty, kun siitä siirtyy eteenpäin.",
        "”Luku kaksi” on auki heti ja tehdään tavalliseen tapaan.",
    ]
    trainer = client_of(make_trainer(world.run))
    assert said[0] in main_of(trainer.get("/kouluttaja/ryhma/syksy/muutokset/"))
    adopt_outline(run=Run.objects.get(), actor=None)
    assert RunItem.objects.get(activity__slug="kaksi").rule == {}
    assert not any(pending_changes(Run.objects.get()).values())


def test_a_step_opens_only_by_an_earlier_step_of_its_training(world):
    world.one.opens, world.one.opens_after = "step", world.last
    with pytest.raises(PublishRefused, match="Loppu"):
        publish(world.one)
    world.one.opens_after = None
    with pytest.raises(PublishRefused):
        publish(world.one)
    world.last.opens, world.last.opens_after = "step", world.one
    publish(world.last)
    assert RunItem.objects.get(activity__slug="loppu").rule == {
        "opens": "step",
        "key": str(world.one.translation_key),
    }
