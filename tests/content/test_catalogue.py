"""The catalogue narrowed by form, topic, place and start, and what a card and a training's page tell of its runs."""

import datetime

import pytest
from django.utils import timezone

from content.public import RunRow, run_rows
from courses.api import Course, Run, add_group, create_run, name_trainer
from tests.content.test_opening_needs import World
from tests.dashboard.people import client_of, enrol_people, main_of, make_staff, make_trainer
from tests.factories.authors import make_site
from tests.factories.pages import make_course_page

pytestmark = pytest.mark.django_db


def offer(title: str, *, topics: str = "", kind: str = "blended_cohort", **facts) -> Run:
    """A training in the catalogue with one open run; ``starts`` is in days from today."""
    page = make_course_page(title=title, topics=topics, course_type=kind, certificate=None)
    if (days := facts.pop("starts", None)) is not None:
        facts["starts"] = timezone.localdate() + datetime.timedelta(days=days)
    course = Course.objects.get(key=page.translation_key)
    return create_run(course=course, code=page.slug, name=title, actor=None, is_open=True, **facts)


@pytest.fixture
def offers(client) -> list[Run]:
    make_site()
    return [
        offer("Kevään koulutus", topics="Työkyky\nOhjaaminen", starts=70, place="Lahti", capacity=1),
        offer("Syksyn koulutus", topics="Työkyky", starts=200, place="Turku", capacity=9),
        offer("Verkossa", topics="Arki", kind="self_paced"),
    ]


def titles(client, query: str = "") -> set[str]:
    page = main_of(client.get(f"/koulutukset/{query}"))
    return {title for title in ("Kevään koulutus", "Syksyn koulutus", "Verkossa") if f">{title}</a>" in plain(page)}


def plain(page: str) -> str:
    return page.replace("\xad", "").replace("&shy;", "")


def month(run: Run) -> str:
    return run.starts.strftime("%Y-%m")


def test_each_choice_narrows_and_all_hold_together(client, offers):
    spring = "Kevään koulutus"
    assert len(titles(client)) == 3
    assert titles(client, "?aihe=Työkyky") == {spring, "Syksyn koulutus"}
    assert titles(client, "?aihe=Työkyky&paikka=Lahti") == {spring}
    assert titles(client, f"?alku={month(offers[0])}") == {spring}
    assert titles(client, "?alku=heti") == {"Verkossa"}
    assert titles(client, "?muoto=self_paced") == {"Verkossa"}


def test_what_is_chosen_stands_there_in_words_and_is_taken_away_one_by_one(client, offers):
    page = main_of(client.get("/koulutukset/?aihe=Työkyky&paikka=Lahti"))
    assert "Työkyky" in page
    assert 'href="?paikka=Lahti"' in page
    assert 'href="?aihe=Ty%C3%B6kyky"' in page
    assert 'href="?"' in page


def test_choices_that_fit_nothing_together_say_what_to_do(client, offers):
    answer = client.get("/koulutukset/?aihe=Arki&paikka=Lahti")
    assert answer.status_code == 200
    assert titles(client, "?aihe=Arki&paikka=Lahti") == set()
    assert 'href="?aihe=Arki"' in main_of(answer)


@pytest.mark.parametrize("query", ["?alku=2027-99", "?alku=x", "?paikka=%00", "?aihe=" + "x" * 4000, "?paikka=Oulu"])
def test_what_is_no_choice_narrows_nothing(client, offers, query):
    assert len(titles(client, query)) == 3


def test_a_choice_is_offered_only_where_there_is_something_to_choose(client):
    make_site()
    offer("Kevään koulutus", starts=70, place="Lahti")
    page = main_of(client.get("/koulutukset/"))
    assert "<select" not in page


def test_a_card_tells_of_the_next_start_and_its_places(client, offers):
    spring = offers[0]
    page = main_of(client.get("/koulutukset/?paikka=Lahti"))
    assert f"{spring.starts:%-d.%-m.%Y}" in page
    assert "1 paikka vapaana" in page
    later = create_run(course=spring.course, code="toinen", name="Toinen", actor=None, is_open=True, capacity=5)
    Run.objects.filter(pk=later.pk).update(starts=spring.starts + datetime.timedelta(days=300))
    enrol_people(spring, "Aino Esimerkki")
    page = main_of(client.get("/koulutukset/?aihe=Ohjaaminen", headers={"cookie": "x=y"}))
    assert f"{spring.starts:%-d.%-m.%Y}" in page
    assert "vapaana" not in page


def test_the_page_of_a_training_names_who_teaches_the_run_and_how_one_gets_into_the_place(client, offers):
    spring = offers[0]
    name_trainer(run=spring, user=make_staff("liisa@example.org", first_name="Liisa", last_name="Ohjaaja"), actor=None)
    nameless = make_staff("nimeton@example.org")
    name_trainer(run=spring, user=nameless, actor=None)
    Run.objects.filter(pk=spring.pk).update(place_access="Esteetön sisäänkäynti pihan puolelta")
    page = main_of(client.get(f"/koulutukset/{spring.code}/"))
    assert "Liisa Ohjaaja" in page
    assert "nimeton" not in page
    assert "Esteetön sisäänkäynti pihan puolelta" in page


def test_trainers_cost_one_statement_for_any_number_of_runs(rf, offers, statements):
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    request = rf.get("/")
    request.user = AnonymousUser()
    page = next(one for one in make_course_page().__class__.objects.all() if one.slug == offers[0].code)
    with statements(2):
        rows = run_rows(page, request)
    assert all(isinstance(row, RunRow) for row in rows)


def test_the_settings_of_a_run_keep_how_one_gets_into_its_place(offers):
    run = offers[0]
    trainer = client_of(make_trainer(run))
    address = f"/kouluttaja/ryhma/{run.code}/tiedot/"
    page = main_of(trainer.get(address))
    assert 'name="place_access"' in page
    facts = {"name": run.name, "starts": str(run.starts), "place": "Lahti", "place_access": "Hissi", "language": "fi"}
    answer = trainer.post(address, facts | {"is_open": "on"})
    assert answer.status_code == 302
    assert Run.objects.get(pk=run.pk).place_access == "Hissi"


def test_a_group_that_opens_a_part_is_asked_for_on_the_page_of_groups():
    world = World([("group", "Iltaryhmä")])
    trainer = client_of(make_trainer(world.run))
    address = "/kouluttaja/ryhma/syksy/ryhmat/"
    assert "Iltaryhmä" in main_of(trainer.get(address))
    assert address in main_of(trainer.get("/kouluttaja/ryhma/syksy/tiedot/"))
    group = add_group(run=world.run, name="iltaryhmä", actor=None)
    page = main_of(trainer.get(address))
    assert "Iltaryhmä" not in page
    assert group.name in page
