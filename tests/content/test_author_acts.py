"""What happens to a record when an author acts (the table of architecture decision 6–10 as tests).

Whatever an author does, nobody's progress, attempt or certificate is lost or silently changed.
"""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from certificates.api import awards_of
from content.models import CoursePage, LessonPage, ModulePage, PublishRefused
from content.publishing import sync_catalogue
from content.receivers import keep_what_records_rest_on
from courses.api import (
    Activity,
    Course,
    Evidence,
    Progress,
    Publication,
    Run,
    adopt_outline,
    complete_activity,
    create_run,
    enrol_learner,
    pending_changes,
    steps_of,
)
from tests.factories.pages import (
    make_course_page,
    make_lesson_page,
    make_module_page,
    make_quiz_page,
    publish,
    text_block,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page():
    return make_course_page()


@pytest.fixture
def module_page(course_page):
    return make_module_page(course_page)


@pytest.fixture
def lesson_page(module_page):
    return make_lesson_page(module_page)


def run_of(course_page: CoursePage, **fields):
    course = Course.objects.get(key=course_page.translation_key)
    return create_run(course=course, code=f"run-{course.pk}", name="Syksy", actor=None, is_open=True, **fields)


def finish_all(enrolment) -> None:
    for step in steps_of(enrolment):
        complete_activity(
            enrolment_id=enrolment.pk,
            activity_id=step.activity_id,
            evidence=Evidence(kind="self_marked"),
            publication_id=step.publication_id,
        )


def test_publishing_a_lesson_makes_an_activity_and_its_first_publication(lesson_page, course_page):
    activity = Activity.objects.get(key=lesson_page.translation_key)
    assert (activity.slug, activity.kind) == (lesson_page.slug, "lesson")
    assert [p.number for p in activity.publications.all()] == [1]
    outline = Course.objects.get(key=course_page.translation_key).outline
    assert [item["activity"] for section in outline for item in section["items"]] == [str(lesson_page.translation_key)]


def test_publishing_again_without_a_change_makes_no_new_publication(lesson_page):
    publish(lesson_page)
    sync_catalogue()
    assert Publication.objects.count() == 1


def test_editing_gives_learners_the_new_text_and_leaves_finished_progress_on_the_old(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    old = Progress.objects.get().publication
    lesson_page.body = [text_block("<p>Korjattu teksti.</p>")]
    publish(lesson_page)
    assert Progress.objects.get().publication == old
    assert steps_of(enrolment)[0].publication_id == Publication.objects.get(number=2).pk


def test_a_draft_changes_nothing_for_learners(lesson_page):
    lesson_page.body = [text_block("<p>Luonnos.</p>")]
    lesson_page.save_revision()
    assert Publication.objects.count() == 1


def test_renaming_the_slug_keeps_the_learners_address(lesson_page):
    first = lesson_page.slug
    lesson_page.slug = "uusi-osoite"
    publish(lesson_page)
    assert Activity.objects.get(key=lesson_page.translation_key).slug == first


def test_a_translation_is_the_same_activity_and_its_completion_shows_in_both(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    course_page.copy_for_translation(swedish, copy_parents=True)
    module = lesson_page.get_parent().specific
    module.copy_for_translation(swedish)
    for page in (course_page, module, lesson_page.copy_for_translation(swedish)):
        translated = page.get_translation(swedish) if page.locale_id != swedish.pk else page
        translated.title = f"{translated.title} sv"
        publish(translated)
    activity = Activity.objects.get(key=lesson_page.translation_key)
    assert sorted(p.language for p in activity.publications.filter(superseded_at=None)) == ["fi", "sv"]
    assert activity.publications.get(language="sv").untranslated != []
    assert Progress.objects.get().activity == activity


def test_copying_a_course_starts_fresh_with_keys_of_its_own(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    copy = course_page.copy(recursive=True, keep_live=True, update_attrs={"title": "Ensi vuosi", "slug": "ensi-vuosi"})
    sync_catalogue()
    new_course = Course.objects.get(key=copy.translation_key)
    assert copy.translation_key != course_page.translation_key
    assert new_course.activities.count() == 1
    assert Progress.objects.filter(activity__course=new_course).count() == 0
    assert Progress.objects.count() == 1


def test_moving_a_lesson_keeps_its_key_and_a_frozen_run_keeps_its_place(lesson_page, course_page, learner):
    course_page.course_type = "blended_cohort"
    publish(course_page)
    other_module = make_module_page(course_page)
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    before = steps_of(enrolment)[0].section_key
    lesson_page.move(other_module, pos="last-child")
    assert steps_of(enrolment)[0].section_key == before
    assert Activity.objects.get().key == lesson_page.translation_key
    adopt_outline(run=enrolment.run, actor=None)
    assert steps_of(enrolment)[0].section_key == other_module.translation_key


def test_a_required_lesson_added_mid_run_waits_for_the_trainer(lesson_page, module_page, course_page, learner):
    course_page.course_type = "blended_cohort"
    publish(course_page)
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    added = make_lesson_page(module_page)
    assert len(steps_of(enrolment)) == 1
    assert pending_changes(Run.objects.get())["added"] == [added.title]
    finish_all(enrolment)
    adopt_outline(run=enrolment.run, actor=None)
    enrolment.refresh_from_db()
    assert (len(steps_of(enrolment)), enrolment.status) == (2, "completed")


def test_a_self_paced_run_takes_new_lessons_by_itself(lesson_page, module_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    make_lesson_page(module_page)
    assert len(steps_of(enrolment)) == 2


def test_unpublishing_keeps_the_item_in_a_frozen_run_and_done_stays_done(
    lesson_page, module_page, course_page, learner
):
    course_page.course_type = "blended_cohort"
    publish(course_page)
    make_lesson_page(module_page)
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    lesson_page.unpublish()
    assert Activity.objects.get(key=lesson_page.translation_key).retired_at is not None
    assert len(steps_of(enrolment)) == 2
    assert Progress.objects.count() == 2


def test_unpublishing_one_language_does_not_retire_the_activity(lesson_page, course_page):
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    course_page.copy_for_translation(swedish, copy_parents=True)
    lesson_page.get_parent().specific.copy_for_translation(swedish)
    publish(lesson_page.copy_for_translation(swedish))
    lesson_page.unpublish()
    assert Activity.objects.get(key=lesson_page.translation_key).retired_at is None


@pytest.mark.parametrize("what", ["leaf", "subtree", "queryset"])
def test_a_published_page_cannot_be_deleted_by_any_door(lesson_page, course_page, learner, what):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    with pytest.raises(ProtectedError), transaction.atomic():
        if what == "leaf":
            lesson_page.delete()
        elif what == "subtree":
            course_page.delete()
        else:
            Page.objects.filter(pk=lesson_page.pk).delete()
    assert LessonPage.objects.filter(pk=lesson_page.pk).exists()
    assert Progress.objects.count() == 1
    assert all(not problems for problems in Page.find_problems())


def test_a_page_that_was_never_published_can_be_deleted(module_page):
    draft = make_lesson_page(module_page, live=False)
    draft.delete()
    assert not LessonPage.objects.filter(pk=draft.pk).exists()


def test_even_when_pages_are_forced_away_completion_and_award_remain(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    assert len(awards_of(learner)) == 1
    pages = Page.objects.filter(path__startswith=course_page.path)
    pre_delete.disconnect(keep_what_records_rest_on)
    try:
        pages.delete()
    finally:
        pre_delete.connect(keep_what_records_rest_on)
    assert not CoursePage.objects.exists()
    assert Progress.objects.count() == 1
    assert [award.snapshot["public"]["course"] for award in awards_of(learner)] == [course_page.title]


def test_editing_the_course_or_its_certificate_changes_no_award(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    before = awards_of(learner)[0].snapshot
    course_page.certificate.heading = "Uusi otsikko"
    course_page.certificate.save()
    course_page.title = "Uusi nimi"
    publish(course_page)
    sync_catalogue()
    assert [award.snapshot for award in awards_of(learner)] == [before]


def test_purging_revisions_is_harmless(lesson_page, course_page, learner):
    enrolment = enrol_learner(run=run_of(course_page), learner=learner)
    finish_all(enrolment)
    for _ in range(2):
        publish(lesson_page)
    lesson_page.revisions.exclude(pk=lesson_page.latest_revision_id).delete()
    assert Progress.objects.get().publication.title == lesson_page.title


def test_a_lesson_without_text_is_refused_however_it_goes_live(module_page):
    draft = make_lesson_page(module_page, blocks=[], live=False)
    with pytest.raises(PublishRefused, match=gettext("The lesson has no text yet.")):
        publish(draft)
    assert Activity.objects.filter(key=draft.translation_key).count() == 0


def test_a_refused_publication_keeps_the_draft_and_the_live_text(lesson_page):
    lesson_page.body = []
    revision = lesson_page.save_revision()
    with pytest.raises(PublishRefused), transaction.atomic():
        revision.publish()
    fresh = LessonPage.objects.get(pk=lesson_page.pk)
    assert len(fresh.body) == 1
    assert len(fresh.get_latest_revision_as_object().body) == 0


def test_a_quiz_page_becomes_a_quiz_version_and_an_activity(module_page):
    quiz = make_quiz_page(module_page, questions=2)
    activity = Activity.objects.get(key=quiz.translation_key)
    assert activity.kind == "quiz"
    assert Publication.objects.get(activity=activity).body == {"intro": "", "questions": 2}


def test_the_outline_follows_the_order_of_the_tree(module_page, course_page):
    first, second = make_lesson_page(module_page), make_lesson_page(module_page)
    second.move(first, pos="left")
    outline = Course.objects.get(key=course_page.translation_key).outline
    assert [item["activity"] for item in outline[0]["items"]] == [
        str(second.translation_key),
        str(first.translation_key),
    ]


def test_an_alias_publishes_nothing(lesson_page, module_page):
    lesson_page.create_alias(parent=module_page, update_slug="alias")
    assert Publication.objects.count() == 1
    assert ModulePage.objects.count() == 1
