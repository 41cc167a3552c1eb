"""From blocks of a lesson to a shared piece: the blocks move into the piece, and the lesson shows it in their place."""

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from content.models import LessonPage, SharedPiece
from content.quality.text import plain_text
from content.seeding.texts import texts_in

ADD = "content.add_sharedpiece"


class KeepForm(forms.Form):
    """Which blocks, and what the piece is called. ``blocks`` are the lesson's, raw, as its newest version has them."""

    title = forms.CharField(label=_("Name of the piece"), max_length=120, help_text=_("Seen by authors only."))
    chosen = forms.MultipleChoiceField(label=_("Blocks"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, lesson: LessonPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = lesson.body.get_prep_value()
        self.fields["chosen"].choices = [
            (block.id, _name_of(block)) for block in lesson.body if block.block_type != "piece"
        ]

    def clean_chosen(self) -> list[str]:
        """Blocks that stand one after another: what is between two of them would change its place."""
        chosen = self.cleaned_data["chosen"]
        places = [place for place, block in enumerate(self.blocks) if block["id"] in chosen]
        if places != list(range(places[0], places[-1] + 1)):
            raise ValidationError(_("Choose blocks that stand one after another."))
        return chosen


def _name_of(block: Any) -> str:
    """What an author knows a block by: its kind, and its first words or the card that it shows."""
    texts = texts_in(block.block.get_prep_value(block.value))
    shown = [str(one) for one in block.value.values() if isinstance(one, Model)]
    words = " ".join(plain_text(" ".join([*shown, *texts])).split())
    return f"{block.block.label}: {Truncator(words).chars(90)}" if words else str(block.block.label)


@transaction.atomic
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it does: the lesson stays locked from the look at its version to the deed."""
    if pk >= 2**63:
        raise Http404
    lessons = LessonPage.objects.select_for_update() if request.method == "POST" else LessonPage.objects
    page = get_object_or_404(lessons, pk=pk)
    if not may_keep(request.user, page):
        raise PermissionDenied
    if (lock := page.get_lock()) and lock.for_user(request.user):
        messages.error(request, gettext("The lesson is locked. Unlock it first."))
        return redirect("wagtailadmin_pages:edit", pk)
    newest = page.get_latest_revision()
    lesson = page.get_latest_revision_as_object()
    form = KeepForm(lesson, request.POST or None)
    if request.method == "POST" and request.POST.get("version") != _version(newest):
        form.add_error(None, _("The lesson has changed meanwhile. Look at the blocks and choose again."))
    if form.is_valid():
        piece = _move(request, page, form)
        edit = messages.button(reverse("wagtailsnippets_content_sharedpiece:edit", args=[piece.pk]), gettext("Edit"))
        told = gettext("The piece “%(title)s” is kept. The lesson shows it in a draft: publish it when you are ready.")
        messages.success(request, told % {"title": piece.title}, buttons=[edit])
        return redirect("wagtailadmin_pages:edit", pk)
    context = {"page": page, "form": form, "version": _version(newest)}
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "content/admin/keep_piece.html", context, status=status)


def may_keep(user: Any, page: LessonPage) -> bool:
    return user.has_perm(ADD) and page.permissions_for_user(user).can_edit()


def _version(revision: Any) -> str:
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


def _move(request: HttpRequest, page: LessonPage, form: KeepForm) -> SharedPiece:
    """The piece in the lesson's language, and a draft of the lesson that shows it."""
    chosen = form.cleaned_data["chosen"]
    piece = SharedPiece(title=form.cleaned_data["title"], locale=page.locale)
    piece.body = json.dumps([block for block in form.blocks if block["id"] in chosen])
    piece.full_clean()
    piece.save()
    piece.save_revision(user=request.user, log_action=True)
    lesson, body = page.get_latest_revision_as_object(), []
    for block in form.blocks:
        if block["id"] == chosen[0]:
            body.append({"type": "piece", "value": {"piece": piece.pk}})
        elif block["id"] not in chosen:
            body.append(block)
    lesson.body = json.dumps(body)
    lesson.save_revision(user=request.user, log_action=True)
    return piece


class KeepingPieces(ViewSet):
    """The address."""

    name = "keeping_pieces"
    url_prefix = "palaksi"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<int:pk>/", keep, name="keep")]
