"""Private messages as either side sees them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.discussions.models import Conversation, Message
from courses.discussions.queries import messages as queries
from courses.discussions.queries.members import name_of
from courses.discussions.queries.messages import Side
from lms.ui.sanitize import paragraphs

A_PAGE = 25


@dataclass(frozen=True)
class Line:
    """One conversation in the list."""

    url: str
    name: str
    run: str
    conversation: Conversation
    is_unread: bool
    waits: bool


@dataclass(frozen=True)
class MessageView:
    """One message."""

    message: Message
    name: str
    html: SafeString


def partner_of(conversation: Conversation, side: Side) -> str:
    """With whom it is, as this side calls them."""
    if side.is_trainer:
        user = conversation.enrolment.learner.user
        return name_of(user) or getattr(user, "email", "") or _("Removed user")
    if conversation.with_all:
        return _("All trainers")
    return name_of(conversation.trainer) or _("Trainer")


def address_of(conversation: Conversation, side: Side) -> str:
    """Where this side reads it."""
    return reverse("letters:conversation" if side.is_trainer else "inbox:conversation", args=[conversation.pk])


def list_page(side: Side, number: str | None) -> dict[str, Any]:
    """All conversations of one side: the unread first, then the newest."""
    page = Paginator(queries.inbox_of(side), A_PAGE).get_page(number)
    lines = [
        Line(
            url=address_of(one, side),
            name=partner_of(one, side),
            run=one.enrolment.run.name,
            conversation=one,
            is_unread=queries.is_unread(one, side),
            waits=queries.waits(one, side),
        )
        for one in page
    ]
    return {"page": page, "lines": lines, "side": side}


def conversation_page(conversation: Conversation, side: Side, number: str | None) -> dict[str, Any]:
    """A page of messages; the newest page when none is asked for."""
    pages = Paginator(queries.messages_in(conversation), A_PAGE)
    page = pages.get_page(number or pages.num_pages)
    views = [MessageView(one, sender_of(one, side), paragraphs(one.text)) for one in page]
    return {
        "conversation": conversation,
        "run": conversation.enrolment.run,
        "side": side,
        "partner": partner_of(conversation, side),
        "page": page,
        "views": views,
        "upto": views[-1].message.pk if views else 0,
        "waits": queries.waits(conversation, side),
        "address": address_of(conversation, side),
        "list_url": reverse("letters:list" if side.is_trainer else "inbox:list"),
        "is_open": side.is_trainer or queries.still_answers(conversation),
    }


def sender_of(message: Message, side: Side) -> str:
    """Who wrote it."""
    if message.sender_id == side.user.pk:
        return _("You")
    name = name_of(message.sender)
    return name or str(message.get_role_display())
