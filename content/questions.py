"""The question bank in the admin: questions are plain models below, their form and list live here (decision 7)."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.blocks import BlockField
from wagtail.blocks.base import BlockWidget

from assessments.graded.api import (
    KINDS,
    AuthorMistake,
    Question,
    QuestionTag,
    categories,
    cited,
    question_problems,
    questions_in,
    revise_question,
)
from content.authoring import question_look, question_transfer
from content.blocks.kinds import block_of, value_for
from content.models import FactCard, QuizPage

LONGEST_TAG = 60


class LabelledWidget(BlockWidget):
    """A block's editor draws its input under the field's bare name; the label has to name that input."""

    def id_for_label(self, prefix: str) -> str:
        return super().id_for_label(prefix.removeprefix("id_"))


class QuestionForm(WagtailAdminModelForm):
    """What the kind asks of its author, then the question's place in the bank."""

    class Meta:
        model = Question
        fields = ["title", "category", "status"]

    def __init__(self, *args: Any, kind: str = "", for_user: Any = None, **kwargs: Any) -> None:
        self.kind = KINDS[kind or kwargs["instance"].kind]
        self.actor = for_user
        super().__init__(*args, for_user=for_user, **kwargs)
        asked = self.stored_values().get("fi", {})
        for declared in self.kind.fields:
            block = block_of(declared)
            block.set_name(declared.name)
            self.fields[declared.name] = BlockField(
                block=block, widget=LabelledWidget(block), label=declared.label, required=declared.required
            )
            self.initial[declared.name] = (
                block.to_python(value_for(declared, asked[declared.name]))
                if declared.name in asked
                else block.get_default()
            )
        self.order_fields([declared.name for declared in self.kind.fields])
        self.fields["title"].required = False
        self.fields["title"].label = _("Name in lists")
        self.fields["title"].help_text = _("Empty: the question itself. Learners do not see it.")
        self.fields["category"].help_text = _(
            "For finding it again, for example the training's name. A slash makes a subcategory: Moduuli 1/Työkyky."
        )
        self.fields["tags"] = forms.CharField(
            label=_("Tags"),
            required=False,
            max_length=300,
            help_text=_("Words separated by commas. A quiz can draw questions that share a tag."),
        )
        if self.instance.pk:
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())
        self.fields["status"].help_text = _("Only a ready question can be asked in a quiz.")
        if not self.instance.pk:
            self.initial["status"] = Question.Status.READY

    def stored_values(self) -> dict[str, dict]:
        """The newest version's values by language; a new question has none."""
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        return newest.values if newest else {}

    def values(self) -> dict[str, dict]:
        """What to store: the form's language from the form, other languages as they were."""
        asked = {
            declared.name: self.fields[declared.name].block.get_prep_value(self.cleaned_data[declared.name])
            for declared in self.kind.fields
        }
        if not asked["picture"]:  # without a picture there is nothing to tell of one, and nothing new
            asked = {name: value for name, value in asked.items() if name not in ("picture", "picture_alt")}
        asked["facts"] = ", ".join(cited(asked))
        if not asked["facts"]:
            del asked["facts"]
        return {**self.stored_values(), "fi": asked}

    def clean_tags(self) -> list[str]:
        """Each tag once, without spare spaces."""
        tags = {" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",")} - {""}
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise ValidationError(gettext("A tag has at most %(count)s characters.") % {"count": LONGEST_TAG})
        return sorted(tags, key=str.casefold)

    def clean_category(self) -> str:
        """A path without empty steps."""
        return "/".join(filter(None, (part.strip() for part in self.cleaned_data["category"].split("/"))))

    def clean_facts(self) -> str:
        """Names of cards that there are."""
        given = self.cleaned_data["facts"] or ""
        names = cited({"facts": given})
        known = set(FactCard.objects.filter(key__in=names).values_list("key", flat=True))
        if unknown := [name for name in names if name not in known]:
            told = gettext("There is no fact card called %(name)s. Its short name stands on the card.")
            raise ValidationError(told % {"name": ", ".join(unknown)})
        return given

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["status"] != Question.Status.DRAFT:
            for problem in question_problems(kind=self.kind.slug, values=self.values()):
                self.add_error(None, problem)
        return cleaned

    def save(self, commit: bool = True) -> Question:
        values = self.values()
        key = self.instance.key or uuid4()
        title = self.cleaned_data["title"] or str(values["fi"].get("stem", ""))[:200]
        try:
            version = revise_question(
                key=key,
                slug=self.instance.slug or f"{slugify(title)[:60]}-{key.hex[:6]}",
                kind=self.kind.slug,
                values=values,
                actor=self.actor,
                title=title,
                category=self.cleaned_data["category"],
                status=self.cleaned_data["status"],
                tags=self.cleaned_data["tags"],
            )
        except AuthorMistake as mistake:
            raise ValidationError(mistake.problems) from mistake
        return version.question

    def save_m2m(self) -> None:
        """Nothing to save: the service has stored all."""


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


class QuestionsView(IndexView):
    """The bank, with the ways in and out of it."""

    def get_base_queryset(self) -> QuerySet[Question]:
        return super().get_base_queryset().prefetch_related("tags")

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [
            *super().header_buttons,
            HeaderButton(_("Import questions"), url=reverse("questions:import"), icon_name="upload"),
            HeaderButton(_("Export questions"), url=reverse("questions:export"), icon_name="download"),
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
            self._tell_where_it_is_asked(question)
        return question

    def _tell_where_it_is_asked(self, question: Question) -> None:
        """A quiz keeps its wording until it is published again: name the quizzes, with the way to each."""
        for quiz in quizzes_that_ask(question):
            edit = messages.button(reverse("wagtailadmin_pages:edit", args=[quiz.pk]), gettext("Open the quiz"))
            sentence = gettext(
                "The quiz “%(quiz)s” still asks the earlier wording. Publish it to take the new one into use."
            )
            messages.warning(self.request, sentence % {"quiz": quiz.title}, buttons=[edit])


def quizzes_that_ask(question: Question) -> list[QuizPage]:
    """Live quizzes whose page has chosen the question, in the source language."""
    quizzes = QuizPage.objects.live().filter(locale__language_code=question.source_language, alias_of=None)
    return [
        quiz
        for quiz in quizzes.order_by("path")
        if any(block["value"].get("question") == question.pk for block in quiz.questions.raw_data)
    ]


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
            path("katso/<int:pk>/", question_look.look, name="look"),
            path("katso/<int:pk>/oppija/", question_look.preview, name="preview"),
        ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return QuestionForm

    @cached_property
    def _edit_handler(self) -> None:
        return None


question_viewset = QuestionViewSet("questions")
