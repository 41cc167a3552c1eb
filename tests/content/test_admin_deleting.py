"""Every door through which an author could delete what learners' records rest on: a sentence, never an error."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from content.authoring.deleting import kept_page
from content.models import FactCard, LessonPage, Material, Picture, Recording
from courses.api import Course, Publication, create_run, enrol_learner
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, make_site_administrator
from tests.factories.content import make_material, make_picture, make_recording
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_question, text_block

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(params=[make_author, make_site_administrator], ids=["author", "site administrator"])
def staff(request, db):
    return client_of(request.param())


@pytest.fixture
def course_page():
    return make_course_page()


@pytest.fixture
def lesson_page(course_page):
    return make_lesson_page(make_module_page(course_page))


def shown(**values) -> list:
    """A lesson's body that shows one block."""
    return [text_block(), next(iter(values.items()))]


def said(response) -> str:
    """The messages of the page one is led to."""
    return " ".join(str(message).strip() for message in response.context["messages"])


def published(page) -> str:
    """Why a page is kept."""
    sentence = gettext("“%(title)s” has been published to learners, so it is kept. Unpublish it instead.")
    return sentence % {"title": page.title}


def in_use(thing) -> str:
    """Why a picture, a file or a card is kept."""
    sentence = gettext("“%(title)s” is shown in a published lesson, so it is kept. Take it out of the lessons first.")
    return sentence % {"title": thing}


def delete_page(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_in_bulk(client, app: str, model: str, *things):
    url = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    ids = "&".join(f"id={thing.pk}" for thing in things)
    return client.post(f"{url}?{ids}&next=/hallinta/", follow=True)


def test_a_published_lesson_is_kept_and_the_sentence_says_why(staff, lesson_page):
    response = delete_page(staff, lesson_page)
    assert published(lesson_page) in said(response)
    assert LessonPage.objects.filter(pk=lesson_page.pk, live=True).exists()


@pytest.mark.parametrize("what", ["module", "training"])
def test_what_holds_a_published_lesson_is_kept(staff, lesson_page, course_page, what):
    page = lesson_page.get_parent() if what == "module" else course_page
    response = delete_page(staff, page)
    assert published(lesson_page if what == "module" else course_page) in said(response)
    assert LessonPage.objects.filter(pk=lesson_page.pk).exists()
    assert all(not problems for problems in Page.find_problems())


def test_the_refusal_comes_before_the_question_with_the_way_to_unpublishing(staff, lesson_page):
    response = staff.get(reverse("wagtailadmin_pages:delete", args=[lesson_page.pk]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[lesson_page.get_parent().pk])
    assert published(lesson_page) in said(response)
    assert reverse("wagtailadmin_pages:unpublish", args=[lesson_page.pk]) in said(response)


def test_a_lesson_that_was_unpublished_is_kept_without_advice_to_unpublish_it(staff, lesson_page):
    lesson_page.unpublish()
    response = staff.get(reverse("wagtailadmin_pages:delete", args=[lesson_page.pk]), follow=True)
    sentence = gettext("“%(title)s” has been published to learners, so it is kept. It is unpublished: nobody meets it.")
    assert said(response) == sentence % {"title": lesson_page.title}


@pytest.mark.parametrize("next_url", ["", "&next=/hallinta/"])
def test_many_pages_are_refused_before_the_question(staff, lesson_page, next_url):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = staff.get(f"{url}?id={lesson_page.pk}{next_url}", follow=True)
    assert said(response) == published(lesson_page)
    draft = make_lesson_page(lesson_page.get_parent().specific, live=False)
    asked = staff.get(f"{url}?id={draft.pk}")
    assert asked.status_code == 200
    assert draft.title in asked.content.decode()


def test_asking_for_the_right_to_delete_costs_the_same_for_any_number_of_lessons(course_page):
    module = make_module_page(course_page)
    for _number in range(2):
        make_lesson_page(module)
    with CaptureQueriesContext(connection) as few:
        assert kept_page([course_page]).pk == course_page.pk
    for _number in range(6):
        make_lesson_page(module)
    with CaptureQueriesContext(connection) as many:
        kept_page([course_page])
    assert len(few) == len(many) == 4


def test_deleting_many_pages_at_once_keeps_the_published_one_and_all_others(staff, lesson_page):
    draft = make_lesson_page(lesson_page.get_parent().specific, live=False)
    response = delete_in_bulk(staff, "wagtailcore", "page", draft, lesson_page)
    assert said(response) == published(lesson_page)
    assert LessonPage.objects.filter(pk__in=[draft.pk, lesson_page.pk]).count() == 2
    assert all(not problems for problems in Page.find_problems())


def test_a_draft_that_was_never_published_can_be_deleted(staff, lesson_page):
    draft = make_lesson_page(lesson_page.get_parent().specific, live=False)
    delete_page(staff, draft)
    assert not LessonPage.objects.filter(pk=draft.pk).exists()


def test_unpublishing_keeps_the_page_and_what_learners_did(staff, lesson_page, course_page, learner):
    course = Course.objects.get(key=course_page.translation_key)
    enrol_learner(run=create_run(course=course, code="syksy", name="Syksy", actor=None, is_open=True), learner=learner)
    staff.post(reverse("wagtailadmin_pages:unpublish", args=[lesson_page.pk]))
    lesson_page.refresh_from_db()
    assert not lesson_page.live
    assert Publication.objects.count() == 1


def test_a_picture_in_a_lesson_is_kept(staff, lesson_page):
    picture = make_picture()
    make_lesson_page(lesson_page.get_parent().specific, blocks=shown(picture={"image": picture, "decorative": True}))
    one = staff.post(reverse("wagtailimages:delete", args=[picture.pk]), follow=True)
    many = delete_in_bulk(staff, "content", "picture", picture)
    assert said(one) == in_use(picture)
    assert said(many) == in_use(picture)
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_file_in_a_lesson_is_kept(staff, lesson_page):
    material = make_material()
    make_lesson_page(lesson_page.get_parent().specific, blocks=shown(download={"document": material}))
    one = staff.post(reverse("wagtaildocs:delete", args=[material.pk]), follow=True)
    many = delete_in_bulk(staff, "content", "material", material)
    assert said(one) == in_use(material)
    assert said(many) == in_use(material)
    assert Material.objects.filter(pk=material.pk).exists()


@pytest.mark.parametrize("model", [FactCard, Recording])
def test_a_card_in_a_lesson_is_kept(staff, lesson_page, model):
    if model is FactCard:
        thing = FactCard.objects.create(key="kela", title="Kela", value="Kela päättää.", source="Kela")
        body = shown(fact={"card": thing})
    else:
        thing = make_recording()
        body = shown(recording={"recording": thing})
    make_lesson_page(lesson_page.get_parent().specific, blocks=body)
    one = staff.post(reverse(model.snippet_viewset.get_url_name("delete"), args=[thing.pk]), follow=True)
    many = delete_in_bulk(staff, "content", model._meta.model_name, thing)
    assert said(one) == in_use(thing)
    assert said(many) == in_use(thing)
    assert model.objects.filter(pk=thing.pk).exists()


def test_a_picture_that_nobody_sees_can_be_deleted(staff):
    picture = make_picture()
    staff.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert not Picture.objects.exists()


def superuser():
    return client_of(make_staff("paa@example.org", is_superuser=True))


@pytest.mark.parametrize("how", ["one", "many"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_certificate_text_in_use_is_kept_from_a_superuser_too_with_a_sentence(course_page, how, method):
    text, client = course_page.certificate, superuser()
    names = type(text).snippet_viewset
    url = reverse(names.get_url_name("delete"), args=[text.pk])
    if how == "many":
        url = reverse("wagtail_bulk_action", args=["content", "certificatetext", "delete"]) + f"?id={text.pk}"
    response = getattr(client, method)(url, follow=True)
    sentence = gettext(
        "The certificate text “%(title)s” is in use in: %(trainings)s. Choose another text there, or none, and "
        "publish. Then this one can be deleted."
    )
    assert said(response) == sentence % {"title": text, "trainings": course_page.title}
    assert type(text).objects.filter(pk=text.pk).exists()


def test_a_certificate_text_that_nobody_uses_can_be_deleted_by_a_superuser(course_page):
    text = type(course_page.certificate).objects.create(name="Vanha", heading="Vanha", sentence="on osallistunut")
    superuser().post(reverse(type(text).snippet_viewset.get_url_name("delete"), args=[text.pk]))
    assert not type(text).objects.filter(pk=text.pk).exists()


def test_a_certificate_text_has_no_door_for_deleting(staff, course_page):
    text = course_page.certificate
    response = staff.post(reverse(type(text).snippet_viewset.get_url_name("delete"), args=[text.pk]), follow=True)
    assert response.status_code == 200
    assert type(text).objects.filter(pk=text.pk).exists()


def test_a_question_has_no_door_for_deleting(staff):
    question = make_question()
    staff.post(reverse("questions:delete", args=[question.pk]), follow=True)
    assert type(question).objects.filter(pk=question.pk).exists()
