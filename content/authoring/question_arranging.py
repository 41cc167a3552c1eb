"""Many questions of the bank at once: their state, tags or category. It says what it did, and what it left and why."""

from abc import abstractmethod
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from assessments.graded.api import Arranged, Question, QuestionTag, categories, put_into, set_status, tag_questions
from content.question_words import category_in, tags_in

#: As many as fit on a page of the list.
MOST = 200


class StatusForm(forms.Form):
    """Which state."""

    status = forms.ChoiceField(
        label=_("State"),
        choices=Question.Status.choices,
        widget=forms.RadioSelect,
        help_text=_("Only a ready question can be asked in a quiz."),
    )


class TagsForm(forms.Form):
    """Tags to add, and tags of the chosen questions to take away."""

    add = forms.CharField(
        label=_("Tags to add"), required=False, max_length=300, help_text=_("Words separated by commas.")
    )
    remove = forms.ModelMultipleChoiceField(
        label=_("Tags to take away"),
        required=False,
        queryset=QuestionTag.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remove"].queryset = QuestionTag.objects.filter(questions__in=questions).distinct()

    def clean_add(self) -> list[str]:
        return tags_in(self.cleaned_data["add"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["add"] and not cleaned["remove"]:
            self.add_error("add", _("Write a tag to add, or tick one to take away."))
        return cleaned


class CategoryForm(forms.Form):
    """Where to put them."""

    category = forms.CharField(
        label=_("Category"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "categories"}),
        help_text=_("A slash makes a subcategory: Moduuli 1/Työkyky. Empty: in no category."),
    )

    def clean_category(self) -> str:
        return category_in(self.cleaned_data["category"])


class ArrangeQuestions(BulkAction):
    """One act on the ticked questions: asked, done, reported."""

    models: ClassVar = [Question]
    template_name = "content/admin/question_arranging.html"
    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("graded.change_question"):
            raise PermissionDenied
        if not self.questions:
            messages.warning(request, gettext("Tick first the questions you mean."))
            return redirect("questions:index")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def questions(self) -> list[Question]:
        given = self.request.GET.getlist("id")[:MOST]
        known = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]
        return list(Question.objects.filter(pk__in=known))

    def get_actionable_objects(self) -> tuple[list[Question], dict[str, list[Question]]]:
        return self.questions, {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "title": self.title, "categories": categories()}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        done = self.arrange(form.cleaned_data, {one.pk for one in self.questions})
        told = ngettext("%(n)d question changed.", "%(n)d questions changed.", len(done.changed))
        if done.changed:
            messages.success(self.request, told % {"n": len(done.changed)})
        if not done.left and not done.noted:
            return redirect(self.next_url)
        page = {"title": self.title, "done": done, "next": self.next_url}
        return TemplateResponse(self.request, "content/admin/question_arranged.html", page)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @abstractmethod
    def arrange(self, given: dict[str, Any], question_ids: set[int]) -> Arranged:
        """The act itself."""


class ArrangeStatus(ArrangeQuestions):
    """Drafts, ready or retired."""

    display_name = _("Change state")
    aria_label = _("Change the state of the ticked questions")
    title = _("Change the state of questions")
    action_type = "tila"
    action_priority = 10
    form_class = StatusForm

    def arrange(self, given: dict[str, Any], question_ids: set[int]) -> Arranged:
        return set_status(question_ids=question_ids, status=given["status"], actor=self.request.user)


class ArrangeTags(ArrangeQuestions):
    """Tags added and taken away."""

    display_name = _("Change tags")
    aria_label = _("Change the tags of the ticked questions")
    title = _("Change the tags of questions")
    action_type = "tunnisteet"
    action_priority = 20
    form_class = TagsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "questions": self.questions}

    def arrange(self, given: dict[str, Any], question_ids: set[int]) -> Arranged:
        names = [tag.name for tag in given["remove"]]
        return tag_questions(question_ids=question_ids, add=given["add"], remove=names, actor=self.request.user)


class ArrangeCategory(ArrangeQuestions):
    """Into a category."""

    display_name = _("Put into a category")
    aria_label = _("Put the ticked questions into a category")
    title = _("Put questions into a category")
    action_type = "kategoria"
    action_priority = 30
    form_class = CategoryForm

    def arrange(self, given: dict[str, Any], question_ids: set[int]) -> Arranged:
        return put_into(question_ids=question_ids, category=given["category"], actor=self.request.user)


ACTS = (ArrangeStatus, ArrangeTags, ArrangeCategory)
