"""An assignment from its author's page to what a learner reads, and from the starter files to the page."""

import shutil

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments.graded.api import AssignmentSettings
from assessments.graded.models import AssignmentVersion
from content.models import AssignmentPage
from content.models.base import PublishRefused
from content.seeding.checks import check_starter
from content.seeding.keys import key_of
from content.seeding.loader import load_starter
from courses.api import Activity, Course, create_run, enrol_learner
from tests.content.starter_tree import change, write_tree
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.authors import edit_url, make_author, paragraph
from tests.factories.pages import add_page, make_course_page, make_module_page, publish, text_block

pytestmark = pytest.mark.django_db
LEVELS = [{"points": 0, "title": "Täydennettävä", "text": "Puuttuu."}, {"points": 1, "text": "On mukana."}]


def criterion(title: str = "Tavoite") -> tuple[str, dict]:
    return "criterion", {"title": title, "levels": LEVELS}


def make_page(module=None, **fields) -> AssignmentPage:
    defaults = {
        "title": "Suunnitelma",
        "slug": "suunnitelma",
        "intro": "Teet suunnitelman.",
        "instructions": [text_block("<p>Kirjoita kaksi sivua.</p>")],
        "criteria": [criterion()],
        "minutes": 0,
    }
    return add_page(module or make_module_page(make_course_page()), AssignmentPage(**defaults | fields))


def settings_now() -> AssignmentSettings:
    return AssignmentSettings.restored(AssignmentVersion.objects.order_by("number").last().settings)


def test_publishing_makes_an_activity_and_a_version_once():
    page = make_page(own_work="Itse tehty.", due_days=14)
    publish(page)
    activity = Activity.objects.get(key=page.translation_key)
    assert (activity.kind, activity.slug) == ("assignment", "suunnitelma")
    settings = settings_now()
    assert AssignmentVersion.objects.count() == 1
    assert (settings.own_work["fi"], settings.due_days, settings.takes_files) == ("Itse tehty.", 14, False)
    assert [level.texts["fi"] for level in settings.criteria[0].levels] == ["Puuttuu.", "On mukana."]


def test_what_the_author_says_of_peer_review_comes_into_the_version():
    publish(make_page(peer_reviews=2, peer_named=True, peer_accepting=False, peer_wait_days=7))
    settings = settings_now()
    assert (settings.peer_reviews, settings.peer_named) == (2, True)
    assert (settings.peer_accepting, settings.peer_wait_days) == (False, 7)


def test_a_changed_rubric_is_a_new_version_with_the_same_keys():
    page = make_page()
    before = settings_now().criteria[0].key
    raw = page.criteria.get_prep_value()
    raw[0]["value"]["title"] = "Asiakkaan tavoite"
    page.criteria = AssignmentPage._meta.get_field("criteria").stream_block.to_python(raw)
    publish(page)
    after = settings_now().criteria[0]
    assert (after.key, after.titles["fi"]) == (before, "Asiakkaan tavoite")
    assert AssignmentVersion.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"intro": "", "instructions": []},
        {"takes_text": False},
        {"peer_reviews": 2, "criteria": []},
        {"takes_text": False, "takes_files": True, "min_words": 5},
        {"criteria": [("criterion", {"title": "Yksi", "levels": LEVELS[:1]})]},
    ],
)
def test_an_assignment_that_cannot_be_done_is_not_published(fields):
    with pytest.raises(PublishRefused):
        make_page(**fields)


def test_a_learner_reads_instructions_and_rubric_and_the_outline_leads_there(learner):
    page = make_page()
    course = Course.objects.get(key=page.get_parent().get_parent().translation_key)
    run = create_run(course=course, code="ryhma", name="Ryhmä", actor=None, is_open=True)
    enrol_learner(run=run, learner=learner)
    browser, address = client_of(learner.user), "/oma/opinnot/ryhma/tehtava/suunnitelma/"
    assert address in main_of(browser.get("/oma/opinnot/ryhma/"))
    assert browser.get("/oma/opinnot/ryhma/suunnitelma/")["Location"] == address
    shown = main_of(browser.get(address))
    for text in ("Teet suunnitelman.", "Kirjoita kaksi sivua.", "Tavoite", "Täydennettävä", "On mukana."):
        assert text in shown


def test_a_trainer_reads_what_is_asked_and_nobody_else_does(learner):
    page = make_page()
    course = Course.objects.get(key=page.get_parent().get_parent().translation_key)
    run = create_run(course=course, code="ryhma", name="Ryhmä", actor=None, is_open=True)
    enrol_learner(run=run, learner=learner)
    trainer = client_of(make_trainer(run))
    address = "/kouluttaja/ryhma/ryhma/sisalto/tehtava/suunnitelma/"
    assert address in main_of(trainer.get("/kouluttaja/ryhma/ryhma/sisalto/"))
    shown = main_of(trainer.get(address))
    for text in ("Teet suunnitelman.", "Kirjoita kaksi sivua.", "Täydennettävä"):
        assert text in shown
    assert "<form" not in shown
    assert client_of(learner.user).get(address).status_code == 404


def assignment_form(**fields) -> dict[str, str]:
    """What the assignment's editor sends."""
    level = [{"points": "0", "title": "", "text": "Puuttuu."}, {"points": "1", "title": "", "text": "On."}]
    blank = {"deleted": "", "type": "item", "id": ""}
    levels = {"count": "2"} | {str(n): blank | {"order": str(n), "value": one} for n, one in enumerate(level)}
    values = {
        "title": "Uusi tehtävä",
        "slug": "uusi-tehtava",
        "intro": "Lyhyesti.",
        "instructions": streamfield([paragraph("<p>Tee näin.</p>")]),
        "opens_when": streamfield([]),
        "criteria": streamfield([("criterion", {"title": "Tavoite", "levels": levels})]),
        "takes_text": "on",
        "min_words": "0",
        "peer_reviews": "0",
        "peer_wait_days": "",
        "own_work": "",
        "due_days": "",
        "minutes": "0",
        "required": "on",
        "search_description": "",
        "seo_title": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
    }
    return nested_form_data(values | fields)


def test_an_author_makes_an_assignment_in_the_admin_and_sees_it_first():
    module = make_module_page(make_course_page())
    author = client_of(make_author())
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["content", "assignmentpage", module.pk])
    assert author.post(preview, assignment_form()).json()["is_valid"]
    shown = author.get(preview).content.decode()
    assert "Tee näin." in shown
    assert "Puuttuu." in shown
    add = reverse("wagtailadmin_pages:add", args=["content", "assignmentpage", module.pk])
    answer = author.post(add, assignment_form(**{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    page = AssignmentPage.objects.get()
    assert page.live
    assert author.get(edit_url(page)).status_code == 200


FILE = """\
title: Tehtävä
slug: tehtava-yksi
intro: Teet suunnitelman.
hand_in: [text, files]
instructions: |
  Kirjoita **kaksi** sivua.

  ## Näin

  1. Aloita.
criteria:
  - key: tavoite
    title: Tavoite
    levels:
      - {points: 0, title: Täydennettävä, text: Puuttuu.}
      - {points: 1, title: Hyväksytty, text: On mukana.}
"""


@pytest.fixture
def tree(tmp_path):
    root = write_tree(tmp_path / "starter")
    (root / "modules/alku/tehtava.yaml").write_text(FILE, "utf-8")
    change(root, "modules/alku/module.md", "quiz: quiz.yaml", "quiz: quiz.yaml\nassignments: [tehtava.yaml]")
    return root


def test_a_file_becomes_an_assignment_of_its_module_and_loading_again_changes_nothing(tree):
    assert load_starter(tree).problems == []
    page = AssignmentPage.objects.get(translation_key=key_of("courses/eka/alku/tehtava-yksi"))
    assert (page.takes_text, page.takes_files, [block.block_type for block in page.instructions]) == (
        True,
        True,
        ["text", "heading", "text"],
    )
    assert settings_now().criteria[0].levels[0].titles == {"fi": "Täydennettävä"}
    assert not load_starter(tree).changed


def test_an_authors_edit_of_a_loaded_assignment_is_left_alone(tree):
    load_starter(tree)
    page = AssignmentPage.objects.get(translation_key=key_of("courses/eka/alku/tehtava-yksi"))
    page.intro = "Kirjoittajan oma."
    publish(page)
    change(tree, "modules/alku/tehtava.yaml", "Teet suunnitelman.", "Muutettu.")
    load_starter(tree)
    page.refresh_from_db()
    assert page.intro == "Kirjoittajan oma."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hand_in: [text, files]", "hand_in: [video]", "video"),
        ("      - {points: 1, title: Hyväksytty, text: On mukana.}\n", "", "at least two levels"),
        ("intro:", "introo:", "introo"),
        ("  ## Näin", "  # Näin", "Only ## and ###"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_file(tree, old, new, told):
    broken = shutil.copytree(tree, tree.parent / "broken")
    change(broken, "modules/alku/tehtava.yaml", old, new)
    findings = [str(finding) for finding in check_starter(broken) if finding.fatal]
    assert any("tehtava.yaml" in one and told in one for one in findings), findings
