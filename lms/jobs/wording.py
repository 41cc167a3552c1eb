"""What a mail says: our words, or the organiser's own instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import linebreaks, linebreaksbr, urlize
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from lms.jobs.letters import Kind
from lms.jobs.models import MailText
from lms.records.audit import log_fact
from lms.ui.mail import render_letter

PLACEHOLDER = re.compile(r"\{(\w*)\}")
SUBJECT_AT_MOST, BODY_AT_MOST = 120, 4000


@dataclass(frozen=True)
class Wording:
    """Subject and text, with ``{name}`` where something is filled in."""

    subject: str
    body: str
    is_own: bool = False


@dataclass(frozen=True)
class Letter:
    """A mail that is ready to be queued."""

    subject: str
    text: str
    html: str


class UnusableWording(ValueError):
    """The text cannot be used; ``field`` is "subject" or "body"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def shipped_wording(kind: Kind, language: str) -> Wording:
    """Our own words."""
    tokens = {name: f"{{{name}}}" for name in kind.facts}
    with override(language):
        return Wording(str(kind.subject), "\n\n".join(str(part) % tokens for part in kind.body))


def wording_of(kind: Kind, language: str) -> Wording:
    """The organiser's words, or ours; one statement."""
    own = MailText.objects.filter(kind=kind.slug, language=language).first()
    return Wording(own.subject, own.body, is_own=True) if own else shipped_wording(kind, language)


def own_wordings() -> set[tuple[str, str]]:
    """(kind, language) of what the organiser worded."""
    return set(MailText.objects.values_list("kind", "language"))


def checked(kind: Kind, *, subject: str, body: str) -> Wording:
    """The words, tidied. Raises ``UnusableWording`` with what to do."""
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if "{" in subject or "}" in subject:
        raise UnusableWording("subject", _("Nothing is filled into the subject: it is shown on locked screens."))
    if not subject or len(subject) > SUBJECT_AT_MOST:
        raise UnusableWording(
            "subject", _("Write a subject of at most %(most)d characters.") % {"most": SUBJECT_AT_MOST}
        )
    if not body or len(body) > BODY_AT_MOST:
        raise UnusableWording("body", _("Write a text of at most %(most)d characters.") % {"most": BODY_AT_MOST})
    named = set(PLACEHOLDER.findall(body))
    allowed = ", ".join(f"{{{name}}}" for name in kind.facts) or "–"
    wrong = sorted(named - set(kind.facts))
    if wrong or set("{}") & set(PLACEHOLDER.sub("", body)):
        first = f"{{{wrong[0]}}}" if wrong else "{ }"
        message = _("%(wrong)s cannot be filled in here. You can use: %(allowed)s")
        raise UnusableWording("body", message % {"wrong": first, "allowed": allowed})
    missing = sorted(kind.needed - named)
    if missing:
        message = _("The mail is of no use without %(missing)s. Add it to the text.")
        raise UnusableWording("body", message % {"missing": f"{{{missing[0]}}}"})
    return Wording(subject, body, is_own=True)


@transaction.atomic
def word_mail(*, kind: Kind, language: str, subject: str, body: str, actor: Any) -> None:
    """Use the organiser's words from now on. What equals ours is no wording of one's own. Raises
    ``UnusableWording``."""
    words = checked(kind, subject=subject, body=body)
    ours = shipped_wording(kind, language)
    if (words.subject, words.body) == (ours.subject, ours.body):
        restore_wording(kind=kind, language=language, actor=actor)
        return
    values = {"subject": words.subject, "body": words.body, "changed_at": timezone.now()}
    text, _made = MailText.objects.update_or_create(kind=kind.slug, language=language, defaults=values)
    log_fact("mail.worded", subject=text, actor=actor, detail={"kind": kind.slug, "language": language})


@transaction.atomic
def restore_wording(*, kind: Kind, language: str, actor: Any) -> None:
    """Use our words again."""
    text = MailText.objects.select_for_update().filter(kind=kind.slug, language=language).first()
    if text is not None:
        log_fact("mail.wording_restored", subject=text, actor=actor, detail={"kind": kind.slug, "language": language})
        text.delete()


def compose(kind: Kind, *, language: str, facts: Mapping[str, str], **shown: Any) -> Letter:
    """The mail in ``language``. ``shown`` may be: ``url``, ``items`` of a summary, ``more``, ``stop_url``,
    ``settings_url``."""
    return compose_words(kind, wording_of(kind, language), language=language, facts=facts, **shown)


def compose_words(kind: Kind, words: Wording, *, language: str, facts: Mapping[str, str], **shown: Any) -> Letter:
    """The same with words that need not be stored, for a preview."""
    body = {"body": filled(words.body, facts), "body_html": filled_html(words.body, facts)}
    with override(language):
        context = {"subject": words.subject, **body, "url_label": str(kind.button), **shown}
        letter = render_letter("ui/mail/letter", context, language=language)
    return Letter(words.subject, letter.text, letter.html)


def filled(body: str, facts: Mapping[str, str]) -> str:
    """The text with its facts; a fact is text and never read again for more placeholders."""
    return PLACEHOLDER.sub(lambda found: str(facts.get(found[1], "")), body).strip()


def filled_html(body: str, facts: Mapping[str, str]) -> SafeString:
    """The same as markup. Addresses in the wording become links; those in a fact do not: a person's name is no link."""
    markup = linebreaks(urlize(body, autoescape=True), autoescape=False)
    return mark_safe(filled(markup, {name: linebreaksbr(fact) for name, fact in facts.items()}))  # noqa: S308 -- escaped above


def invented_facts(kind: Kind, language: str) -> dict[str, str]:
    """What the preview fills in."""
    with override(language):
        return {name: str(fact.example) for name, fact in kind.facts.items()}


def preview(kind: Kind, words: Wording, language: str) -> Letter:
    """The mail as it would look, about invented people."""
    url = settings.PUBLIC_BASE_URL + "/" if kind.button else ""
    return compose_words(kind, words, language=language, facts=invented_facts(kind, language), url=url)
