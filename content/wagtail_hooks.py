"""Polku's doors in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.editing_sessions import EditingSessionsList
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from assessments.graded.api import newer_questions
from content.authoring.ageing import AgeingFacts
from content.authoring.begun_runs import tell_of_begun_runs
from content.authoring.cards import CARDS
from content.authoring.copying import copy_as_drafts, rename_in_rules
from content.authoring.course_packages import CoursePackages, export_address, may_use
from content.authoring.coverage import CoverageReport
from content.authoring.deleting import DeletePages, refuse_before_deleting, refuse_before_deleting_cards
from content.authoring.front import TasksPanel
from content.authoring.keeping_pieces import KeepingPieces, may_keep
from content.authoring.mail_texts import MailTexts, MailTextsItem
from content.authoring.menu import order_actions, shorten_main_menu, shorten_reports
from content.authoring.people_filters import name_people_in_filters
from content.authoring.quality_report import ForAuthorsItem, QualityReport
from content.authoring.trainings import LISTINGS
from content.authoring.two_editors import refuse_over_newer
from content.blocks.quiz import question_chooser
from content.models import CoursePage, LearningPage, LessonPage, QuizPage
from content.questions import question_viewset

for cards in CARDS:
    register_snippet(cards)
EditingSessionsList.template_name = "content/admin/sessions_list.html"
name_people_in_filters()

hooks.register("construct_main_menu", shorten_main_menu)
hooks.register("construct_reports_menu", shorten_reports)
hooks.register("construct_page_action_menu", order_actions)
hooks.register("after_publish_page", tell_of_begun_runs)
hooks.register("before_copy_page", copy_as_drafts)
hooks.register("after_copy_page", rename_in_rules)
hooks.register("before_edit_page", refuse_over_newer)
hooks.register("before_delete_page", refuse_before_deleting)
hooks.register("before_delete_snippet", refuse_before_deleting_cards)
hooks.register("register_bulk_action", DeletePages, order=100)  # after Wagtail's own: the later one holds


@hooks.register("register_admin_viewset")
def the_lists() -> list[ViewSet]:
    reports = [QualityReport(), AgeingFacts(), CoverageReport()]
    return [question_viewset, question_chooser, *LISTINGS, MailTexts(), *reports, CoursePackages(), KeepingPieces()]


@hooks.register("register_settings_menu_item")
def the_texts_of_mail() -> MenuItem:
    address = reverse("mail_texts:index")
    return MailTextsItem(_("Texts of mail"), address, name="mail-texts", icon_name="mail", order=300)


@hooks.register("register_reports_menu_item")
def the_checks() -> MenuItem:
    address = reverse("quality:index")
    return ForAuthorsItem(_("Checks of the content"), address, name="quality", icon_name="glasses", order=100)


@hooks.register("register_reports_menu_item")
def the_ageing_facts() -> MenuItem:
    return ForAuthorsItem(_("Ageing facts"), reverse("ageing:index"), name="ageing", icon_name="history", order=110)


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def the_package(page: Page, user: Any, *args: Any, **kwargs: Any) -> list[Button]:
    """A training goes out whole, from its own menu."""
    if page.specific_class is not CoursePage or page.locale.language_code != "fi" or not page.live or not may_use(user):
        return []
    return [Button(_("Export the training"), url=export_address(page), icon_name="download", priority=60)]


@hooks.register("register_page_header_buttons")
def the_pieces(page: Page, user: Any, *args: Any, **kwargs: Any) -> list[Button]:
    """Blocks of a lesson become a shared piece, from the lesson's own menu."""
    if page.specific_class is not LessonPage or not may_keep(user, page):
        return []
    address = reverse("keeping_pieces:keep", args=[page.pk])
    return [Button(_("Keep blocks as a shared piece"), url=address, icon_name="copy", priority=65)]


@hooks.register("register_reports_menu_item")
def the_languages() -> MenuItem:
    address = reverse("coverage:index")
    return ForAuthorsItem(_("Languages and levels"), address, name="coverage", icon_name="globe", order=105)


@hooks.register("register_admin_menu_item")
def the_way_back() -> MenuItem:
    return MenuItem(_("My own page"), reverse("dashboard:home"), name="my-own-page", icon_name="user", order=12_000)


@hooks.register("construct_homepage_panels")
def what_to_do(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TasksPanel())


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("content/css/admin.css"))


@hooks.register("insert_editor_js")
def our_words_for_translating() -> str:
    bar, more = gettext("Translation: %(source)s → %(target)s"), gettext("More actions")
    script = static("content/js/translation_bar.js")
    return format_html('<script src="{}" data-bar="{}" data-more="{}"></script>', script, bar, more)


@hooks.register("before_copy_page")
def copy_but_never_mirror(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A mirror of a lesson would look like one and could never be studied, so only real copies are made."""
    if request.method != "POST" or not request.POST.get("alias") or not issubclass(page.specific_class, LearningPage):
        return None
    messages.error(request, gettext("A training's pages cannot be mirrored. Leave the box unticked to make a copy."))
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_edit_page")
def tell_of_newer_questions(request: HttpRequest, page: Page) -> None:
    """A published quiz keeps the wording it was published with; its author hears when the bank has moved on."""
    if request.method != "GET" or not isinstance(page, QuizPage) or not page.live:
        return
    if newer := newer_questions(page.translation_key):
        sentence = gettext("The bank has a newer wording of: %(questions)s. Publish the quiz to take it into use.")
        messages.warning(request, sentence % {"questions": "; ".join(question.title for question in newer)})
