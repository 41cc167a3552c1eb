"""The question bank in the admin: questions are plain models below, their list lives here and their form beside it
(decision 7)."""

from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from assessments.graded.api import (
    KINDS,
    Question,
    QuestionTag,
    QuestionVersion,
    categories,
    question_problems,
    questions_in,
    questions_that_say,
)
from assessments.interchange.api import too_long
from content.authoring import (
    question_categories,
    question_look,
    question_transfer,
    question_translating,
    question_wordings,
)
from content.authoring.question_arranging import ACTS
from content.question_form import QuestionForm


class AddQuestionView(CreateView):
    """First the kind, then its form."""

    def save_instance(self) -> Question:
        return self.form.save()

    def kind(self) -> str:
        kind = self.request.GET.get("kind", "")
        if kind and kind not in KINDS:
            raise Http404
        return kind

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kind() or not self.user_has_permission(self.permission_required):
            return super().dispatch(request, *args, **kwargs)
        kinds = sorted(KINDS.values(), key=lambda kind: kind.place)
        return TemplateResponse(request, "content/admin/question_kinds.html", {"kinds": kinds, "view": self})

    def get_page_subtitle(self) -> Any:
        return KINDS[self.kind()].label

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind()}

    def get_add_url(self) -> str:
        return f"{super().get_add_url()}?kind={self.kind()}"


class QuestionFilter(WagtailFilterSet):
    """A category with its subcategories, tags, kind and state."""

    category = ChoiceFilter(
        label=_("Category"), choices=lambda: [(one, one) for one in categories()], method="in_category"
    )
    tags = ModelMultipleChoiceFilter(
        label=_("Tags"), queryset=QuestionTag.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Question
        fields = ["kind", "status"]

    def in_category(self, questions: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        return questions.filter(pk__in=questions_in(value, with_retired=True).values("pk"))


def what_is_missing(question: Any) -> str:
    """What keeps a draft from being asked; the first few sentences, as its form will say the rest."""
    values = question.newest_values or {}
    problems = question_problems(kind=question.kind, values=values)
    problems += too_long(KINDS[question.kind].fields, values.get(question.source_language) or {})
    if not problems:
        return gettext("Nothing is missing: it can be set ready.")
    return " ".join(problems[:2]) + (" …" if len(problems) > 2 else "")


class QuestionsView(IndexView):
    """The bank, with the ways in and out of it; ticked questions are arranged together."""

    template_name = "content/admin/question_list.html"

    def search_queryset(self, questions: QuerySet[Question]) -> QuerySet[Question]:
        """By name, place and tag, and by the words of the question itself, which is what one remembers of it."""
        if not self.is_searching:
            return questions
        names = [*self.search_fields, "tags__name"]
        named = Question.objects.filter(
            Q(*((f"{name}__icontains", self.search_query) for name in names), _connector=Q.OR)
        )
        said = questions_that_say(self.search_query)
        return questions.filter(pk__in=said.union(named.values_list("pk", flat=True)))

    @property
    def only_drafts(self) -> bool:
        """Whether the list is of drafts alone; then it tells what each of them lacks."""
        return self.request.GET.getlist("status") == [Question.Status.DRAFT]

    @cached_property
    def columns(self) -> list[Column]:
        own = super().columns
        if self.only_drafts:
            own = [*own, Column("missing", label=_("To be completed"), accessor=what_is_missing)]
        if not self.request.user.has_perm("graded.change_question"):
            return own
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type="question"), *own]

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        return super()._get_title_column(*args, **kwargs, get_title_id=lambda one: f"question_{one.pk}_title")

    def get_base_queryset(self) -> QuerySet[Question]:
        found = super().get_base_queryset().prefetch_related("tags")
        if not self.only_drafts:
            return found
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        return found.annotate(newest_values=Subquery(newest.values("values")[:1]))

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [
            *super().header_buttons,
            HeaderButton(_("Import questions"), url=reverse("questions:import"), icon_name="upload"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.request.user.has_perm("graded.change_question"):
            return super().header_more_buttons
        export, listing = reverse("questions:export"), reverse("questions:categories")
        return [
            Button(_("Export questions"), url=export, icon_name="download", priority=4),
            Button(_("Rename and move categories"), url=listing, icon_name="folder-open-inverse", priority=5),
            *super().header_more_buttons,
        ]

    def get_list_more_buttons(self, instance: Question) -> list[Any]:
        look = Button(_("Look, and where it is asked"), url=reverse("questions:look", args=[instance.pk]), priority=5)
        return [look, *super().get_list_more_buttons(instance)]


class EditQuestionView(EditView):
    """Editing a used question makes a new version; attempts keep the one they were asked."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        look = reverse("questions:look", args=[self.object.pk])
        return [
            Button(_("Look, and where it is asked"), url=look, icon_name="view", priority=5),
            *super().header_more_buttons,
        ]

    def save_instance(self) -> Question:
        before = self.object.versions.count()
        question = self.form.save()
        if question.versions.count() > before:
            question_wordings.tell_where_it_is_asked(self.request, question)
        return question


class QuestionViewSet(ModelViewSet):
    """Questions by category, with search and state."""

    model = Question
    icon = "help"
    menu_label = _("Question bank")
    menu_name = "question-bank"
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    add_view_class = AddQuestionView
    edit_view_class = EditQuestionView
    copy_view_enabled = False
    list_display = [
        "title",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        "category",
        Column("tags", label=_("Tags"), accessor=lambda question: ", ".join(map(str, question.tags.all()))),
        Column("status", label=_("State"), accessor="get_status_display", sort_key="status"),
    ]
    index_view_class = QuestionsView
    filterset_class = QuestionFilter
    search_fields = ["title", "category", "slug"]
    url_prefix = "kysymykset"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("tuo/", question_transfer.choose_file, name="import"),
            path("tuo/<str:token>/", question_transfer.import_report, name="import_report"),
            path("vie/", question_transfer.export, name="export"),
            path("kategoriat/", question_categories.listing, name="categories"),
            path("kategoriat/muuta/", question_categories.move, name="category"),
            path("katso/<int:pk>/", question_look.look, name="look"),
            path("kaanna/<int:pk>/<slug:language>/", question_translating.translate, name="translate"),
            path("katso/<int:pk>/oppija/", question_look.preview, name="preview"),
            path("katso/<int:pk>/<int:number>/", question_wordings.wording_page, name="wording"),
            path("katso/<int:pk>/<int:number>/oppija/", question_wordings.preview, name="wording_preview"),
            path("katso/<int:pk>/<int:number>/ota/", question_wordings.take_wording_back, name="take_back"),
        ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return QuestionForm

    @cached_property
    def _edit_handler(self) -> None:
        return None


question_viewset = QuestionViewSet("questions")

for act in ACTS:
    hooks.register("register_bulk_action", act)
