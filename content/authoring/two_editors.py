"""Two people edit one page: publishing over a version that one has not seen is refused until one chooses it.

Wagtail's autosave never writes over somebody else's version, and its dialog tells of one within seconds. A press of a
button just before that, or without JavaScript, would still overwrite: here the server looks once more.

Only somebody else's version counts. The editor's form does not learn of what its own autosave stored (nor could it, of
one that is on its way when the button is pressed), so one's own newest version says nothing of what one has not seen.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, Revision

#: What the button of our own sentence sends: the number of the version that is gone over, and what was pressed first.
OVER = "over_version"
#: What Wagtail's dialog has told of: the editor's page carries it as soon as the dialog would be shown.
TOLD = "told_of_version"
#: The buttons of the editor that a choice may repeat; without one of them a draft is saved.
ACTIONS = ("action-publish", "action-submit")


def refuse_over_newer(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The hook before a page is edited: the form again with all that was typed, and who saved what when. A version
    that came after the one which was chosen to be gone over is told of again."""
    if request.method != "POST" or request.headers.get("Accept", "").startswith("application/json"):
        return None
    if getattr(request, "is_looked_at_again", False) or request.POST.get("action-cancel-workflow"):
        return None
    newest = page.get_latest_revision()
    if newest is None or newest.user_id == request.user.pk or not _is_newer(request, newest):
        return None
    if request.POST.get(TOLD) == str(newest.pk):
        return None
    chosen, _colon, action = request.POST.get(OVER, "").partition(":")
    if chosen == str(newest.pk):
        if action in ACTIONS:
            request.POST = request.POST.copy()
            request.POST[action] = action
        return None
    request.is_looked_at_again = True
    return _Again.as_view(newest=newest)(request, page.pk)


def _is_newer(request: HttpRequest, newest: Revision) -> bool:
    """Whether the one who posts has not seen ``newest``: as Wagtail's own autosave looks at it."""
    if own := request.POST.get("overwrite_revision_id"):
        return own != str(newest.pk)
    loaded = request.POST.get("loaded_revision_id")
    if not loaded:
        return False
    return (loaded, request.POST.get("loaded_revision_created_at", "")) != (
        str(newest.pk),
        newest.created_at.isoformat(),
    )


class _Again(EditView):
    """The editor with what was typed, and nothing stored."""

    newest: Revision | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        messages.error(request, _what_happened(request, self.page, self.newest))
        response = self.render_to_response(self.get_context_data())
        response.status_code = 409
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was loaded stays what was loaded: the newer version has still not been seen."""
        context = super().get_context_data(**kwargs)
        loaded = self.request.POST.get("loaded_revision_id", "")
        self.page.latest_revision_id = int(loaded) if loaded.isdecimal() else None
        return context | {"loaded_revision_created_at": self.request.POST.get("loaded_revision_created_at", "")}


def _what_happened(request: HttpRequest, page: Page, newest: Revision) -> SafeString:
    said = _(
        "%(name)s saved a newer version of this page %(time)s, so nothing was saved now. What you have written is "
        "still below."
    )
    told = said % {"name": _who(newest), "time": date_format(localtime(newest.created_at), "j.n.Y G.i")}
    pressed = next((name for name in ACTIONS if request.POST.get(name)), "")
    over = _("Publish mine anyway") if pressed == "action-publish" else _("Save mine anyway")
    return format_html(
        '{} <span class="buttons"><a class="button button-small button-secondary" href="{}" target="_blank">{}</a> '
        '<button class="button button-small button-secondary" type="submit" form="page-edit-form" name="{}" value="{}">'
        "{}</button></span>",
        told,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        _("Open the newer version in a new tab"),
        OVER,
        f"{newest.pk}:{pressed}",
        over,
    )


def _who(revision: Revision) -> str:
    user = get_user_model().objects.filter(pk=revision.user_id).first() if revision.user_id else None
    return user.get_full_name() if user and user.get_full_name() else _("Somebody else")
