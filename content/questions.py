"""The question bank in the admin: questions are plain models below, their form and list live here (decision 7)."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.blocks import BlockField

from assessments.graded.api import KINDS, AuthorMistake, Question, question_problems, revise_question
from content.blocks.kinds import struct_of


class QuestionForm(WagtailAdminModelForm):
    """The question's name and state, and the fields that its kind declares."""

    class Meta:
        model = Question
        fields = ["title", "category", "status"]

    def __init__(self, *args: Any, kind: str = "", for_user: Any = None, **kwargs: Any) -> None:
        self.kind = KINDS[kind or kwargs["instance"].kind]
        self.actor = for_user
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("For lists. Empty: the question itself. Learners do not see it.")
        block = struct_of(self.kind.fields)
        block.set_name("asked")
        self.fields["asked"] = BlockField(block=block, label=self.kind.label)
        self.initial["asked"] = block.to_python(self.stored_values().get("fi", {})) if self.instance.pk else block.get_default()

    def stored_values(self) -> dict[str, dict]:
        """The newest version's values by language; a new question has none."""
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        return newest.values if newest else {}

    def values(self) -> dict[str, dict]:
        """What to store: the form's language from the form, other languages as they were."""
        block = self.fields["asked"].block
        return {**self.stored_values(), "fi": block.get_prep_value(self.cleaned_data["asked"])}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "asked" in cleaned and cleaned.get("status") != Question.Status.DRAFT:
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
            )
        except AuthorMistake as mistake:
            raise ValidationError(mistake.problems) from mistake
        return version.question

    def save_m2m(self) -> None:
        """Nothing to save: the service has stored all."""


class AddQuestionView(CreateView):
    """First the kind, then its form."""

    def kind(self) -> str:
        kind = self.request.GET.get("kind", "")
        if kind and kind not in KINDS:
            raise Http404
        return kind

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.kind():
            kinds = sorted(KINDS.values(), key=lambda kind: kind.place)
            return TemplateResponse(request, "content/admin/question_kinds.html", {"kinds": kinds, "view": self})
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind()}

    def get_add_url(self) -> str:
        return f"{super().get_add_url()}?kind={self.kind()}"


class EditQuestionView(EditView):
    """Editing a used question makes a new version; attempts keep the one they were asked."""


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
    list_display = ["title", "kind", "category", "status"]
    list_filter = ["kind", "category", "status"]
    search_fields = ["title", "category", "slug"]
    url_prefix = "kysymykset"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return QuestionForm

    @cached_property
    def _edit_handler(self) -> None:
        return None


question_viewset = QuestionViewSet("questions")
