"""The coach leads a group: which screen it is at, what the common screen shows, and the end that deletes all of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    Sitting,
    TooManySittings,
    begin_sitting,
    end_sitting,
    hide_note,
    move_sitting,
    show_notes,
    sittings_of,
)
from content.leading import GroupForm, for_the_coach, groups_of
from content.sittings import room_of, typed_address
from lms.accounts.api import coaches_only


def own_sitting(request: HttpRequest, pk: int) -> Sitting:
    """The coach's own group that goes on, or 404."""
    found = sittings_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def begin(request: HttpRequest) -> HttpResponse:
    """What leading a group is, the groups that go on, and the choice of a part for a new one."""
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        run, part = form.cleaned_data["part"]
        try:
            begun = begin_sitting(coach=request.user, run=run, activity_key=part.step.activity_key)
            return redirect("coach:group", begun.pk)
        except TooManySittings:
            form.add_error(None, _("You lead many groups already. End one first, then begin this one."))
    context = {"form": form, "groups": groups_of(request.user)}
    return render(request, "content/sittings/begin.html", context, status=422 if form.is_bound else 200)


@require_safe
@coaches_only
@sensitive_variables()
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach's own screen: where the group is, what was sent, and how to do the part together."""
    sitting = own_sitting(request, pk)
    context = {"room": room_of(sitting), "typed_address": typed_address()}
    context |= {"edition": for_the_coach(sitting.activity_key, get_language())}
    return render(request, "content/sittings/lead.html", context)


@require_POST
@coaches_only
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the group to another screen of the part."""
    number, last = request.POST.get("screen", ""), len(room_of(own_sitting(request, pk)).part.screens)
    if not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) <= last):
        raise Http404
    if not move_sitting(coach=request.user, pk=pk, screen=int(number)):
        raise Http404
    return redirect("coach:group", pk)


@require_POST
@coaches_only
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show on the common screen what was sent, or hide it."""
    if not show_notes(coach=request.user, pk=pk, shows=request.POST.get("shows") == "yes"):
        raise Http404
    return redirect("coach:group", pk)


@require_POST
@coaches_only
def hide(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Take one note off the common screen, or put it back."""
    if not hide_note(coach=request.user, pk=pk, note_id=note, hides=request.POST.get("hides") != "no"):
        raise Http404
    return redirect("coach:group", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then end it: everything that was sent is deleted."""
    if request.method != "POST":
        return render(request, "content/sittings/end.html", {"sitting": own_sitting(request, pk)})
    if not end_sitting(coach=request.user, pk=pk):
        raise Http404
    messages.success(request, _("The group has ended. Everything that was sent is deleted."))
    return redirect("coach:home")
