"""A trainer's own saved comments: listed, added, worded anew, shared, deleted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.models import SavedComment
from assessments.graded.queries.commenting import courses_taught_by, own_comments
from assessments.graded.queries.marking import teaches
from assessments.graded.services.commenting import (
    LONGEST_SAVED,
    CannotSave,
    change_comment,
    delete_comment,
    save_comment,
)
from assessments.graded.views.marking_aids import sentence_for


class CommentForm(forms.Form):
    """One comment, and who else may use it."""

    text = forms.CharField(
        label=lazy("Comment"),
        max_length=LONGEST_SAVED,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Write nothing by which a person could be known: it is used in many feedbacks."),
    )
    course = forms.ChoiceField(
        label=lazy("Who may use it?"),
        required=False,
        help_text=lazy("Shared, every trainer of the training's runs finds it when marking."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "fi").split("-")[0]
        self.courses = {str(one.pk): one for one in courses_taught_by(user)}
        named = [
            (key, _("Trainers of: %(course)s") % {"course": one.title_in(language)})
            for key, one in self.courses.items()
        ]
        self.fields["course"].choices = [("", _("Only me")), *named]

    @property
    def values(self) -> dict[str, Any]:
        """As the services take them."""
        return {"text": self.cleaned_data["text"], "course": self.courses.get(self.cleaned_data["course"])}


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest) -> HttpResponse:
    """One's own comments; a POST adds one."""
    if not teaches(request.user):
        raise Http404
    form = CommentForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            save_comment(owner=request.user, **form.values)
        except CannotSave as refusal:
            form.add_error("text", sentence_for(refusal))
        else:
            messages.success(request, _("The comment is saved among your own."))
            return redirect("marking:comments")
    context = {"form": form, "comments": own_comments(request.user)}
    return render(request, "graded/marking/comments.html", context, status=422 if form.errors else 200)


def comment_or_404(request: HttpRequest, pk: int) -> SavedComment:
    """One of one's own."""
    found = own_comments(request.user).filter(pk=pk).first() if pk < 2**63 and teaches(request.user) else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a comment anew, share it or not."""
    found = comment_or_404(request, pk)
    initial = {"text": found.text, "course": str(found.course_id or "")}
    form = CommentForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    if form.is_valid():
        try:
            change_comment(comment=found, **form.values)
        except CannotSave as refusal:
            form.add_error("text", sentence_for(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("marking:comments")
    context = {"form": form, "comment": found}
    return render(request, "graded/marking/comment.html", context, status=422 if form.errors else 200)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment off the list."""
    delete_comment(comment=comment_or_404(request, pk))
    messages.success(request, _("The comment is deleted. Feedback in which it was used stays as it is."))
    return redirect("marking:comments")
