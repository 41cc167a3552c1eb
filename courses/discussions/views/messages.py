"""Private messages, as a participant and as a trainer."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.discussions.forms import ALL_TRAINERS, LetterForm, MessageForm, QuestionForm
from courses.discussions.models import Conversation, Draft
from courses.discussions.pages import messages as pages
from courses.discussions.pages.threads import frame
from courses.discussions.queries import messages as queries
from courses.discussions.queries.members import Member, name_of, trainers_of
from courses.discussions.queries.messages import Side
from courses.discussions.services.messages import (
    NobodyToWrite,
    ask_trainers,
    look_at,
    needs_no_answer,
    reply,
    send_message,
)
from courses.discussions.services.refusals import NotOpen
from courses.discussions.views.access import member_or_404, trainer_or_404
from courses.discussions.views.writing import at_desk

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """A participant's conversations, of all their trainings."""
    page = pages.list_page(Side(request.user, is_trainer=False), request.GET.get("sivu"))
    page["is_trainer"] = queries.is_trainer_somewhere(request.user)
    return render(request, "discussions/inbox.html", page)


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """A trainer's conversations, of all their runs."""
    if not queries.is_trainer_somewhere(request.user):
        raise Http404
    page = pages.list_page(Side(request.user, is_trainer=True), request.GET.get("sivu"))
    return render(request, "discussions/inbox.html", page)


@form_page
def own_conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """A participant reads a conversation and answers."""
    return _conversation(request, pk, Side(request.user, is_trainer=False))


@form_page
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """A trainer reads a conversation and answers."""
    return _conversation(request, pk, Side(request.user, is_trainer=True))


def _conversation(request: HttpRequest, pk: int, side: Side) -> HttpResponse:
    found = queries.conversation_for(side, pk)
    if found is None:
        raise Http404
    if request.method == "POST" and not side.is_trainer and not queries.still_answers(found):
        return redirect("inbox:conversation", found.pk)
    return at_desk(
        request,
        Draft.Kind.MESSAGE,
        found.pk,
        form_of=MessageForm,
        show=partial(_show, request, found, side),
        send=partial(_reply, request, found, side),
    )


def _show(
    request: HttpRequest, found: Conversation, side: Side, form: MessageForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = pages.conversation_page(found, side, request.GET.get("sivu"))
    if request.method == "GET":
        look_at(conversation=found, side=side, upto=page["upto"])
    return render(request, "discussions/conversation.html", page | {"form": form} | more, status=status)


def _reply(request: HttpRequest, found: Conversation, side: Side, form: MessageForm) -> str:
    reply(conversation=found, side=side, **form.cleaned_data)
    messages.success(request, _("Your message was sent."))
    return pages.address_of(found, side)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """A trainer says that what the page showed needs no answer."""
    found = queries.conversation_for(Side(request.user, is_trainer=True), pk)
    if found is None:
        raise Http404
    upto = request.POST.get("upto", "")
    if upto.isascii() and upto.isdigit() and len(upto) < 18:
        needs_no_answer(conversation=found, upto=int(upto))
    messages.success(request, _("It does not wait for an answer any more."))
    return redirect("letters:list")


@form_page
def ask(request: HttpRequest, run: str) -> HttpResponse:
    """A participant writes to a trainer of the run, or to all of them."""
    member = member_or_404(request, run)
    if member.is_trainer:
        return redirect("letters:new", run)
    trainers = trainers_of(member.run)
    if not trainers:
        return render(request, "discussions/ask.html", frame(member) | {"form": None})
    choices = [(str(one.pk), name_of(one) or _("Trainer")) for one in trainers]
    return at_desk(
        request,
        Draft.Kind.QUESTION,
        member.run.pk,
        form_of=partial(QuestionForm, trainers=choices),
        show=partial(_asking, request, member, trainers),
        send=partial(_ask, request, member, trainers),
        more={"to": request.POST.get("to", ALL_TRAINERS)},
    )


def _ask(request: HttpRequest, member: Member, trainers: list[Any], form: QuestionForm) -> str:
    wanted = form.cleaned_data.pop("to", str(trainers[0].pk))
    trainer = next((one for one in trainers if str(one.pk) == wanted), None)
    made = ask_trainers(enrolment=queries.enrolment_of(member), trainer=trainer, **form.cleaned_data)
    messages.success(request, _("Your message was sent."))
    return reverse("inbox:conversation", args=[made.pk])


def _asking(
    request: HttpRequest, member: Member, trainers: list[Any], form: QuestionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = frame(member) | {"form": form, "trainers": [name_of(one) for one in trainers]}
    return render(request, "discussions/ask.html", context | more, status=status)


@form_page
def write(request: HttpRequest, run: str) -> HttpResponse:
    """A trainer writes to one participant or to several, each in a conversation of their own; those who were chosen
    on the page before stand first."""
    member = trainer_or_404(request, run)
    if request.method == "GET" and "valitut" in request.GET and not request.GET.getlist("osallistuja"):
        messages.warning(request, _("Nobody was ticked. Tick those to whom you want to write."))
        return redirect("trainer:board", run)
    chosen = (request.POST or request.GET).getlist("to" if request.method == "POST" else "osallistuja")
    people = sorted(queries.participants_to_write(member), key=lambda one: str(one.pk) not in chosen)
    return at_desk(
        request,
        Draft.Kind.LETTER,
        member.run.pk,
        form_of=partial(LetterForm, people=[(str(one.pk), label_of(one)) for one in people]),
        show=partial(_letter, request, member),
        send=partial(_send, request, member, people),
        more={"to": chosen},
    )


def _send(request: HttpRequest, member: Member, people: list[Any], form: LetterForm) -> str:
    typed = form.cleaned_data
    chosen = [one for one in people if str(one.pk) in typed["to"]]
    try:
        number = send_message(
            sender=request.user, recipients=chosen, run=member.run, text=typed["text"], key=typed["key"]
        )
    except NobodyToWrite:  # whoever was chosen has left meanwhile
        raise NotOpen from None
    told = ngettext(
        "Your message was sent to one person.", "Your message was sent to %(n)d people, to each separately.", number
    )
    messages.success(request, told % {"n": number} if number > 1 else told)
    return reverse("letters:list")


def label_of(enrolment: Any) -> str:
    """A participant in the list to choose from, with the group."""
    user = enrolment.learner.user
    name = name_of(user) or user.email or _("Participant")
    return f"{name} ({enrolment.group.name})" if enrolment.group else name


def _letter(request: HttpRequest, member: Member, form: LetterForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = frame(member) | {"form": form, "has_people": bool(form.fields["to"].choices)}
    return render(request, "discussions/write.html", context | more, status=status)
