"""Trainings, lessons, quizzes and assignments as lists, so that an author need not know the tree of pages."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from content.authoring.course_packages import may_use
from content.authoring.places import ChooseCatalogueView, ChooseModuleView, with_training
from content.models import AssignmentPage, CoursePage, LessonPage, QuizPage

_TITLE = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title")
_STATE = PageStatusColumn("status", label=_("State"), sort_key="live", width="12%")


class TrainingsView(IndexView):
    """The list of trainings, with the way for a whole one to come in."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        import_one = HeaderButton(_("Import a training"), url=reverse("packages:choose"), icon_name="upload")
        return [*super().header_buttons, *([import_one] if may_use(self.request.user) else [])]


class Trainings(PageListingViewSet):
    """Trainings and coaching programmes; runs and participants are in the trainer's pages, not here."""

    model = CoursePage
    index_view_class = TrainingsView
    choose_parent_view_class = ChooseCatalogueView
    icon = "list-ul"
    menu_label = _("Trainings")
    menu_name = "trainings"
    menu_order = 150
    add_to_admin_menu = True
    list_display = [
        BulkActionsColumn("bulk_actions"),
        _TITLE,
        Column("course_type", label=_("Type"), accessor="get_course_type_display", width="22%"),
        Column("hours", label=_("Hours"), width="10%"),
        _STATE,
    ]
    ordering = "title"


class InTrainingView(IndexView):
    """Pages of modules with the training they belong to: two trainings may hold lessons of the same name."""

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        return super().annotate_queryset(with_training(pages, levels=2))


class Lessons(PageListingViewSet):
    """Every lesson with its training and module; the door to writing a new one."""

    model = LessonPage
    index_view_class = InTrainingView
    choose_parent_view_class = ChooseModuleView
    icon = "doc-full"
    menu_label = _("Lessons")
    menu_name = "lessons"
    menu_order = 160
    add_to_admin_menu = True
    list_display = [
        BulkActionsColumn("bulk_actions"),
        _TITLE,
        Column("training", label=_("Training"), width="18%"),
        ParentPageColumn("parent", label=_("Module")),
        DateColumn("latest_revision_created_at", label=_("Edited"), sort_key="latest_revision_created_at", width="14%"),
        _STATE,
    ]


class Quizzes(PageListingViewSet):
    """Every quiz with its training and module."""

    model = QuizPage
    index_view_class = InTrainingView
    choose_parent_view_class = ChooseModuleView
    icon = "tasks"
    menu_label = _("Quizzes")
    menu_name = "quizzes"
    menu_order = 170
    add_to_admin_menu = True
    list_display = Lessons.list_display


class Assignments(PageListingViewSet):
    """Every assignment with its training and module."""

    model = AssignmentPage
    index_view_class = InTrainingView
    choose_parent_view_class = ChooseModuleView
    icon = "edit"
    menu_label = _("Assignments")
    menu_name = "assignments"
    menu_order = 180
    add_to_admin_menu = True
    list_display = Lessons.list_display


LISTINGS = (Trainings("koulutukset"), Lessons("luvut"), Quizzes("testit"), Assignments("tehtavat"))
