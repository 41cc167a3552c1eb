"""Bringing questions in from a file and taking them out: choose, look, then do."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from assessments.graded.api import categories, questions_in
from assessments.interchange.api import (
    MAX_BYTES,
    WRITERS,
    Plan,
    UnusableFile,
    Verdict,
    Written,
    export_questions,
    import_questions,
    plan_import,
    read_file,
    too_large,
)
from content.question_files import hashes_of, held_file, hold_file, keep_picture, let_go, picture_in_library

_ENDINGS = {"xml": "xml", "gift": "gift.txt"}


class FileForm(forms.Form):
    """Step 1: the file."""

    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("From Moodle: Question bank → Export → Moodle XML. GIFT and Aiken files are read too."),
    )

    def clean_file(self) -> Any:
        """What can be read; the reason in words when nothing can."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise UnusableFile(too_large())
            self.data_read = file.read()
            read_file(self.data_read)
        except UnusableFile as reason:
            raise ValidationError(str(reason)) from None
        return file


class ExportForm(forms.Form):
    """What to take out, and as what."""

    category = forms.ChoiceField(label=_("Which questions"), required=False)
    format = forms.ChoiceField(
        label=_("As what"),
        choices=[
            ("xml", _("Moodle XML: nearly everything goes along, pictures too")),
            ("gift", _("GIFT: a text file, the simple kinds")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("All questions")), *((one, one) for one in categories())]


def choose_file(request: HttpRequest) -> HttpResponse:
    """Step 1. A file that can be read is held, and its report opens."""
    _only_with(request, "graded.add_question")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        token = hold_file(form.data_read, name=form.cleaned_data["file"].name, user=request.user)
        return redirect("questions:import_report", token)
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "content/admin/question_import.html", {"form": form}, status=status)


def import_report(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2: what would come, what not and why. Posting it is step 3."""
    _only_with(request, "graded.add_question")
    held = held_file(token, user=request.user)
    if held is None:
        messages.warning(request, gettext("The file is not kept any more. Choose it again."))
        return redirect("questions:import")
    data, name, place = held
    plan = plan_import(read_file(data), hashes_of=hashes_of)
    if request.method == "POST" and plan.coming:
        return _import(request, plan, place)
    return TemplateResponse(request, "content/admin/question_report.html", report_of(plan, name))


def _import(request: HttpRequest, plan: Plan, place: str) -> HttpResponse:
    category = "/".join(filter(None, (part.strip() for part in request.POST.get("category", "").split("/"))))[:120]
    made = import_questions(plan=plan, actor=request.user, category=category, keep_picture=keep_picture)
    let_go(place)
    done = ngettext("%(count)s question is in the bank.", "%(count)s questions are in the bank.", len(made))
    messages.success(request, done % {"count": len(made)})
    drafts = sum(bool(one.missing) for one in plan.coming)
    if drafts:
        to_do = ngettext(
            "%(count)s of them is a draft: the list tells what it lacks. Open, complete and set it ready.",
            "%(count)s of them are drafts: the list tells what each lacks. Open, complete and set each ready.",
            drafts,
        )
        messages.warning(request, to_do % {"count": drafts})
    return redirect(reverse("questions:index") + ("?status=draft" if drafts else ""))


def report_of(plan: Plan, name: str) -> dict[str, Any]:
    """The file's questions by what would happen to them; each stands in one list."""
    noted = [one for one in plan.coming if one.question.losses or one.missing or one.verdict == Verdict.CHANGED]
    return {
        "plan": plan,
        "name": name,
        "refused": plan.only(Verdict.REFUSED),
        "noted": noted,
        "whole": [one for one in plan.coming if one not in noted],
        "same": plan.only(Verdict.SAME),
        "drafts": sum(bool(one.missing) for one in plan.coming),
        "homeless": any(one.verdict == Verdict.NEW and not one.question.category for one in plan.coming),
        "category": PurePosixPath(name).stem[:120],
        "categories": categories(),
    }


def export(request: HttpRequest) -> HttpResponse:
    """What goes out and what does not, then the file."""
    _only_with(request, "graded.change_question")
    form = ExportForm(request.GET if "format" in request.GET else None, initial={"format": "xml"})
    written = None
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        written = export_questions(
            questions_in(chosen["category"]), format=chosen["format"], picture=picture_in_library
        )
        if "file" in request.GET:
            return _file_of(written, chosen["format"])
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(
        request, "content/admin/question_export.html", {"form": form, "written": written}, status=status
    )


def _file_of(written: Written, format: str) -> HttpResponse:
    """A download that no browser shows as a page."""
    name = f"kysymykset-{localdate():%Y-%m-%d}.{_ENDINGS[format]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    kind = "application/xml" if format == "xml" else "text/plain"
    return HttpResponse(written.text, content_type=f"{kind}; charset=utf-8", headers=headers)


def _only_with(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


assert set(_ENDINGS) == set(WRITERS)  # noqa: S101 -- a format without a name of its file is a mistake of ours
