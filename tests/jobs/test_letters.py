"""Every kind of mail: what it declares, what it fills in, what it never says; and the organiser's own words."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.utils.translation import override

from lms.jobs.api import (
    UnusableWording,
    checked,
    kind_of,
    kinds,
    preview,
    restore_wording,
    shipped_wording,
    word_mail,
    wording_of,
)
from lms.jobs.models import MailText
from lms.jobs.wording import compose, invented_facts
from lms.records.models import AuditEntry

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ALL = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.slug)


@ALL
def test_a_kind_fills_in_exactly_what_it_declares_in_each_language(kind):
    for language in LANGUAGES:
        with override(language):
            named = set(re.findall(r"%\((\w+)\)s", " ".join(str(part) for part in kind.body)))
        assert named == set(kind.facts), language
    assert kind.needed <= set(kind.facts)


@ALL
def test_a_subject_holds_nothing_that_differs_from_person_to_person(kind):
    for language in LANGUAGES:
        with override(language):
            subject = str(kind.subject)
        assert not set("%{}@") & set(subject)
        assert not any(str(fact.example) in subject for fact in kind.facts.values())


@ALL
@pytest.mark.django_db
def test_a_mail_has_the_same_words_as_text_and_as_markup(kind):
    for language in LANGUAGES:
        letter = preview(kind, shipped_wording(kind, language), language)
        for example in invented_facts(kind, language).values():
            assert example in letter.text
            assert example in unescape(letter.html)
        assert "{" not in letter.text
        assert f'lang="{language}"' in letter.html


@ALL
def test_our_own_words_would_be_accepted_as_the_organisers(kind):
    for language in LANGUAGES:
        ours = shipped_wording(kind, language)
        assert checked(kind, subject=ours.subject, body=ours.body).body == ours.body


FEEDBACK = kind_of("graded.feedback")
CODE = kind_of("account.login_code")


def test_own_words_are_used_in_their_language_only_and_ours_come_back(db, trainer):
    ours = shipped_wording(FEEDBACK, "fi")
    word_mail(kind=FEEDBACK, language="fi", subject="Palaute odottaa", body="Hei!\n\nLue: {title}", actor=trainer)
    letter = compose(FEEDBACK, language="fi", facts={"title": "Verkosto"})
    assert letter.subject == "Palaute odottaa"
    assert "Lue: Verkosto" in letter.text
    assert "<p>Lue: Verkosto</p>" in letter.html
    assert not wording_of(FEEDBACK, "sv").is_own
    restore_wording(kind=FEEDBACK, language="fi", actor=trainer)
    assert wording_of(FEEDBACK, "fi") == ours
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["mail.worded", "mail.wording_restored"]


def test_storing_our_words_stores_nothing(db, trainer):
    word_mail(kind=FEEDBACK, language="fi", subject="Toinen", body="Toinen", actor=trainer)
    ours = shipped_wording(FEEDBACK, "fi")
    word_mail(kind=FEEDBACK, language="fi", subject=ours.subject, body=ours.body, actor=trainer)
    assert not MailText.objects.exists()


@pytest.mark.parametrize(
    ("kind", "subject", "body", "field", "says"),
    [
        (FEEDBACK, "Palaute", "Hei {nimi}", "body", "{nimi} cannot be filled in here. You can use: {title}"),
        (FEEDBACK, "Palaute", "Hei {title", "body", "{title}"),
        (FEEDBACK, "Palaute", "Hei {title.__class__}", "body", "{title}"),
        (FEEDBACK, "{title}", "Hei", "subject", "locked screens"),
        (FEEDBACK, "", "Hei", "subject", "at most 120"),
        (FEEDBACK, "a" * 121, "Hei", "subject", "at most 120"),
        (FEEDBACK, "Palaute", " \n ", "body", "at most 4000"),
        (CODE, "Koodi", "Hei", "body", "{code}"),
    ],
)
def test_words_that_cannot_be_used_say_what_to_do(kind, subject, body, field, says):
    with pytest.raises(UnusableWording) as refused:
        checked(kind, subject=subject, body=body)
    assert refused.value.field == field
    assert says in str(refused.value)


def test_a_fact_is_neither_markup_nor_a_link_nor_a_placeholder(db):
    kind = kind_of("graded.approval_asked")
    who = "<b>https://evil.example {course}</b>"
    letter = compose(kind, language="fi", facts={"who": who, "course": "Kurssi", "until": "1.1.2027"})
    assert "<b>https" not in letter.html
    assert 'href="https://evil' not in letter.html
    assert who in letter.text


def test_an_address_in_the_organisers_words_becomes_a_link(db, trainer):
    word_mail(kind=FEEDBACK, language="fi", subject="Palaute", body="Katso https://polku.example/ohje", actor=trainer)
    letter = compose(FEEDBACK, language="fi", facts={"title": "x"})
    assert '<a href="https://polku.example/ohje"' in letter.html
