"""The categories of the bank: renamed, moved and put together. Quizzes that draw from one follow it."""

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Revision

from assessments.graded.api import TooLongCategory, categories, how_many_in, move_category
from content.models import QuizPage
from content.question_words import category_in


class MoveForm(forms.Form):
    """The category's new path."""

    category = forms.CharField(
        label=_("New name"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "categories"}),
        help_text=_("A slash makes a subcategory: Moduuli 1/Työkyky. Its subcategories come along."),
    )
    together = forms.BooleanField(label=_("Put the two together"), required=False)

    def __init__(self, *args: Any, old: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = old
        if not self.is_bound or not self._joins():
            del self.fields["together"]

    def _joins(self) -> bool:
        """Whether there is such a category already."""
        return category_in(self.data.get("category", "")) in set(categories()) - {self.old}

    def clean_category(self) -> str:
        if not (path := category_in(self.cleaned_data["category"])):
            raise ValidationError(gettext("Write the category's name."))
        return path

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "together" in self.fields and not cleaned.get("together"):
            told = gettext("There is a category of that name already. Tick this to put the questions of both into it.")
            self.add_error("together", told)
        return cleaned


def listing(request: HttpRequest) -> HttpResponse:
    """Every category with its questions."""
    _only_with_right(request)
    rows = [(path, own, all_in) for path, (own, all_in) in how_many_in().items()]
    return TemplateResponse(request, "content/admin/question_categories.html", {"rows": rows})


def move(request: HttpRequest) -> HttpResponse:
    """Another path for a category; a POST moves it, and the draws of quizzes with it."""
    _only_with_right(request)
    old = request.GET.get("kategoria", "")
    if not (count := how_many_in().get(old, (0, 0))[1]):
        raise Http404
    form = MoveForm(request.POST or None, old=old, initial={"category": old})
    if form.is_valid() and (told := _moved(request, form, old)):
        messages.success(request, told)
        return redirect("questions:categories")
    quizzes = [page.title for page in drawing_from(old) if page.locale.language_code == "fi"]
    context = {"form": form, "old": old, "count": count, "quizzes": quizzes, "categories": categories()}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "content/admin/question_category.html", context, status=status)


def _only_with_right(request: HttpRequest) -> None:
    if not request.user.has_perm("graded.change_question"):
        raise PermissionDenied


def _moved(request: HttpRequest, form: MoveForm, old: str) -> str:
    """What was done, in a sentence; empty when the form now tells why nothing was."""
    try:
        number, quizzes = rename_category(old=old, new=form.cleaned_data["category"], actor=request.user)
    except TooLongCategory as refusal:
        told = gettext("“%(path)s” would be too long: at most 120 characters.")
        form.add_error("category", told % {"path": refusal.path})
        return ""
    told = ngettext("%(n)d question moved.", "%(n)d questions moved.", number) % {"n": number}
    if quizzes:
        drawn = ngettext("%(n)d quiz that draws from it follows.", "%(n)d quizzes that draw from it follow.", quizzes)
        told = f"{told} {drawn % {'n': quizzes}}"
    return told


@transaction.atomic
def rename_category(*, old: str, new: str, actor: Any) -> tuple[int, int]:
    """How many questions moved, and how many quizzes draw from the new path now. Published quizzes have fixed what
    they draw: nothing changes for learners. Raises ``TooLongCategory``."""
    number = move_category(old=old, new=new, actor=actor)
    pages = drawing_from(old)
    for page in pages:
        _let_follow(page, old, new)
    return number, len({page.translation_key for page in pages})


def drawing_from(category: str) -> list[QuizPage]:
    """Quiz pages in every language, drafts too, in which something is drawn from the category or below it."""
    pages = QuizPage.objects.select_related("locale", "latest_revision").order_by("path")
    return [
        page
        for page in pages
        if _draws(page.questions.raw_data, category) or any(_draws(one, category) for _pk, one in _drafts(page))
    ]


def _drafts(page: QuizPage) -> list[tuple[Revision, list[dict[str, Any]]]]:
    """The page's newest draft and what is to be published later, with their questions."""
    wanted = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    field = QuizPage._meta.get_field("questions")
    drafts = Revision.objects.for_instance(page).filter(wanted)
    return [(one, list(field.to_python(one.content.get("questions", "[]")).raw_data)) for one in drafts]


def _draws(stream: Any, category: str) -> list[dict[str, Any]]:
    """The draws of a stream's raw blocks that the category concerns."""
    return [
        block["value"]
        for block in stream
        if block["type"] == "draw" and f"{block['value'].get('category') or ''}/".startswith(f"{category}/")
    ]


def _let_follow(page: QuizPage, old: str, new: str) -> None:
    field = QuizPage._meta.get_field("questions")
    stream = list(page.questions.raw_data)
    for value in (draws := _draws(stream, old)):
        value["category"] = new + value["category"].removeprefix(old)
    if draws:
        QuizPage.objects.filter(pk=page.pk).update(questions=field.to_python(json.dumps(stream)))
    for revision, drafted in _drafts(page):
        for value in (draws := _draws(drafted, old)):
            value["category"] = new + value["category"].removeprefix(old)
        if draws:
            content = {**revision.content, "questions": json.dumps(drafted)}
            Revision.objects.filter(pk=revision.pk).update(content=content)
