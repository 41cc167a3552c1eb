"""The kinds of mail: what each says, what is filled in, how soon it goes. Declared by the rooms that send them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.jobs.rhythm import Pace

Words = str | Promise

_kinds: dict[str, Kind] = {}


class Topic(TextChoices):
    """What a person may turn off, one by one."""

    FEEDBACK = "feedback", _("Feedback, results and decisions")
    RECEIPTS = "receipts", _("Receipts for what you hand in")
    MESSAGES = "messages", _("Messages and discussions")
    CERTIFICATES = "certificates", _("Certificates")
    REMINDERS = "reminders", _("Reminders before a due date")
    DAYS = "days", _("Contact days and changes to them")


@dataclass(frozen=True)
class Fact:
    """Something that is filled in: what it is, and an invented one for the preview."""

    label: Words
    example: Words


@dataclass(frozen=True)
class Kind:
    """One kind of mail.

    ``slug``      names it in the tables, for ever.
    ``label``     what it is called in the list of texts.
    ``subject``   says nothing about the person: it is shown on locked screens.
    ``body``      paragraphs with ``%(name)s`` for each of the ``facts``.
    ``button``    the words of the link below, when it has one.
    ``topic``     what turns it off; without one nobody can.
    ``needed``    facts without which the mail is useless.
    """

    slug: str
    label: Words
    subject: Words
    body: tuple[Words, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    button: Words = ""
    pace: Pace = Pace.SOON
    topic: str = ""
    needed: frozenset[str] = frozenset()


def declare(kind: Kind) -> Kind:
    """Make ``kind`` known. That it fills in what it declares, in each language, is a test's business."""
    _kinds[kind.slug] = kind
    return kind


def kind_of(slug: str) -> Kind | None:
    """The kind, or None when this version knows it no more."""
    return _kinds.get(slug)


def kinds() -> list[Kind]:
    """Every kind, by its slug."""
    return [_kinds[slug] for slug in sorted(_kinds)]


def topics_in_use() -> list[tuple[str, Words]]:
    """What there is to turn off."""
    used = {kind.topic for kind in _kinds.values()}
    return [(topic.value, topic.label) for topic in Topic if topic in used]


def topic_name(topic: str) -> Words:
    """What a topic is called; "" stays ""."""
    return Topic(topic).label if topic else ""
