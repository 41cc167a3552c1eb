"""Two rarer acts of a trainer: covering what identifies a client, and giving one person more time."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.graded.models import Submission
from assessments.graded.pages.naming import files_shown, hides_name, name_of, name_shown
from assessments.graded.queries import assignments as queries
from assessments.graded.rules.assignments import SHORTEST_PASSAGE
from assessments.graded.services.assignments import extend
from assessments.graded.services.covering import NothingCovered, cover_and_return
from assessments.graded.services.reviewing import NotWaiting
from assessments.graded.views.marking import submission_or_404


class CoverForm(forms.Form):
    """What is covered, and why."""

    passages = forms.CharField(
        label=lazy("Text to cover, one passage a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=lazy("Copy the words from the text. Each is covered everywhere, also in earlier versions."),
    )
    files = forms.MultipleChoiceField(
        label=lazy("Files to take away"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=lazy("What the learner reads"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Say kindly what has to change. Do not repeat what you cover."),
    )

    def __init__(self, submission: Submission, *args: object) -> None:
        super().__init__(*args)
        shown = files_shown(submission, list(submission.files.all()), hidden=hides_name(submission))
        present = [one for one in shown if not one["file"].covered_at]
        self.fields["files"].choices = [(str(one["file"].pk), one["name"]) for one in present]
        if not present:
            del self.fields["files"]

    def clean_passages(self) -> list[str]:
        passages = [line.strip() for line in self.cleaned_data["passages"].splitlines() if line.strip()]
        if any(len(passage) < SHORTEST_PASSAGE for passage in passages):
            raise forms.ValidationError(_("A single letter cannot be covered. Write the whole word."))
        return passages

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("passages") and not values.get("files") and "passages" not in self.errors:
            self.add_error("passages", _("Write what is to be covered, or choose a file."))
        return values


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=lazy("New due date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("One or two sentences. The participant can read this. Write nothing about health."),
    )

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has not gone yet."))
        return until


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Cover text and take files away everywhere, and return the work."""
    submission = submission_or_404(request, pk)
    if submission.state != Submission.State.WAITING:
        raise Http404
    form = CoverForm(submission, request.POST) if request.method == "POST" else CoverForm(submission)
    if form.is_valid() and _covered(request, submission, form):
        return redirect("marking:queue")
    context = {"form": form, "submission": submission, "name": name_shown(submission)}
    return render(request, "graded/marking/cover.html", context, status=422 if form.errors else 200)


def _covered(request: HttpRequest, submission: Submission, form: CoverForm) -> bool:
    values = form.cleaned_data
    try:
        places = cover_and_return(
            submission_id=submission.pk,
            passages=values["passages"],
            file_ids=[int(pk) for pk in values.get("files", ())],
            reason=values["reason"],
            actor=request.user,
        )
    except NothingCovered:
        form.add_error("passages", _("These words are nowhere in the work. Copy them as they stand there."))
        return False
    except NotWaiting:
        raise Http404 from None
    told = ngettext("%(n)d place covered. The work is returned.", "%(n)d places covered. The work is returned.", places)
    messages.success(request, told % {"n": places})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """Give one participant more time for one assignment."""
    known = enrolment < 2**63 and request.user.is_staff
    found = queries.participant_assignment(request.user, run, enrolment, slug) if known else None
    if found is None:
        raise Http404
    person, item = found
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        until = queries.end_of(form.cleaned_data["until"])
        extend(
            enrolment=person,
            activity_id=item.activity_id,
            until=until,
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
        messages.success(request, _("More time was given."))
        return redirect("trainer:participant", run, enrolment)
    context = {"form": form, "name": name_of(person.learner.user), "item": item, "run": run, "enrolment": enrolment}
    return render(request, "graded/marking/extension.html", context, status=422 if form.errors else 200)
