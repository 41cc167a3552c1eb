"""The texts of mail in the admin: the organiser's own words for each kind, in each language."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from lms.jobs.api import (
    Kind,
    UnusableWording,
    Wording,
    checked,
    kind_of,
    kinds,
    own_wordings,
    preview,
    queue_mail,
    restore_wording,
    shipped_wording,
    word_mail,
    wording_of,
)

#: The words belong to the organiser, as the name and the logo do.
PERMISSION = "content.change_organiser"


class WordingForm(forms.Form):
    """Subject and text."""

    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        help_text=_("Shown on locked screens: it names nobody, and nothing is filled in."),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text; an empty line begins a new paragraph. The button and your contact details follow it."),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        try:
            self.words = checked(self.kind, subject=values.get("subject", ""), body=values.get("body", ""))
        except UnusableWording as refused:
            self.add_error(refused.field, str(refused))
        return values


def index(request: HttpRequest) -> HttpResponse:
    """Every kind, and in which languages it has words of its own."""
    _only_organisers(request)
    own = own_wordings()
    rows = [
        {
            "kind": kind,
            "languages": [
                {"code": code, "name": name, "is_own": (kind.slug, code) in own} for code, name in settings.LANGUAGES
            ],
        }
        for kind in sorted(kinds(), key=lambda kind: str(kind.label).lower())
    ]
    return TemplateResponse(request, "content/admin/mail_texts.html", {"rows": rows})


def edit(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Word one kind in one language: look at it, have it sent to oneself, store it, or take ours back."""
    kind = _kind_or_404(request, slug, language)
    if request.method == "POST" and "restore" in request.POST:
        return _restored(request, kind, language)
    words = wording_of(kind, language)
    form = WordingForm(request.POST or None, kind=kind, initial={"subject": words.subject, "body": words.body})
    if form.is_bound and form.is_valid():
        words = form.words
        if "save" in request.POST:
            return _saved(request, kind, language, words)
        if "test" in request.POST:
            _tested(request, kind, language, words)
    status, context = 422 if form.errors else 200, page_of(kind, words, language, form)
    return TemplateResponse(request, "content/admin/mail_text.html", context, status=status)


def _restored(request: HttpRequest, kind: Kind, language: str) -> HttpResponse:
    restore_wording(kind=kind, language=language, actor=request.user)
    messages.success(request, gettext("The original text is in use again."))
    return redirect("mail_texts:edit", kind.slug, language)


def _saved(request: HttpRequest, kind: Kind, language: str, words: Wording) -> HttpResponse:
    word_mail(kind=kind, language=language, subject=words.subject, body=words.body, actor=request.user)
    messages.success(request, gettext("Saved. Mail sent from now on has this text."))
    return redirect("mail_texts:edit", kind.slug, language)


def _tested(request: HttpRequest, kind: Kind, language: str, words: Wording) -> None:
    """The mail about invented people, to whoever words it."""
    letter, key = preview(kind, words, language), f"mail-test:{uuid4()}"
    address = request.user.email
    queue_mail(key=key, to=address, subject=letter.subject, text=letter.text, html=letter.html, asked=True)
    messages.success(request, gettext("Sent to %(address)s. The text is not saved yet.") % {"address": address})


def page_of(kind: Kind, words: Wording, language: str, form: WordingForm) -> dict[str, Any]:
    """What the page shows."""
    with override(language):
        facts = [{"name": f"{{{name}}}", "example": str(fact.example)} for name, fact in kind.facts.items()]
    for row, fact in zip(facts, kind.facts.values(), strict=True):
        row["label"] = str(fact.label)
    return {
        "kind": kind,
        "form": form,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "facts": facts,
        "is_own": wording_of(kind, language).is_own,
        "shipped": shipped_wording(kind, language),
        "letter": preview(kind, words, language),
    }


def _kind_or_404(request: HttpRequest, slug: str, language: str) -> Kind:
    _only_organisers(request)
    kind = kind_of(slug)
    if kind is None or language not in dict(settings.LANGUAGES):
        raise Http404
    return kind


def _only_organisers(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


class MailTexts(ViewSet):
    """The addresses."""

    name = "mail_texts"
    url_prefix = "postit"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", index, name="index"), path("<str:slug>/<str:language>/", edit, name="edit")]


class MailTextsItem(MenuItem):
    """In the menu of settings, for who may change them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)
