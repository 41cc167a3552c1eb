"""A question in another language: every text of it beside the Finnish one, and what the Finnish has left behind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from wagtail.admin import messages

from assessments.graded.api import AuthorMistake, Question, QuestionVersion, revise_question
from assessments.kinds.base import AuthorField
from content.authoring.question_wordings import question_or_404, tell_where_it_is_asked

LANGUAGES = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
#: Texts of a question, as their kinds declare them, and the longest that is taken.
LONGEST = {"line": 300, "text": 5000}


@dataclass(frozen=True)
class Text:
    """One text: its path (``stem``, ``options.<id>.text``), what it is called, and how it is in both languages."""

    path: str
    label: str
    finnish: str
    mine: str
    is_line: bool
    is_outdated: bool = False


@dataclass(frozen=True)
class Count:
    """How far a language is: of ``of`` texts ``done`` are written, and ``outdated`` of them are older than the
    Finnish."""

    code: str
    name: str
    done: int
    of: int
    outdated: int


def texts_of(question: Question, language: str) -> list[Text]:
    """Every Finnish text of the newest wording with its translation, in the order of the form. One query."""
    versions = list(question.versions.order_by("-number"))
    if not versions:
        return []
    fields = versions[0].rule.fields
    histories = [(_flat(fields, one.values.get(_source(question), {})), _words(one, language)) for one in versions]
    labels = _labels(fields, versions[0].values.get(_source(question), {}))
    finnish, mine = histories[0]
    return [
        Text(path, labels[path][0], text, mine.get(path, ""), labels[path][1], _is_outdated(histories, path))
        for path, text in finnish.items()
        if text.strip()
    ]


def counts_of(question: Question) -> list[Count]:
    """How far the question is in each language but its own. One query a language."""
    counts = []
    for code, name in LANGUAGES.items():
        if code != _source(question):
            texts = texts_of(question, code)
            done = [text for text in texts if text.mine.strip()]
            counts.append(Count(code, name, len(done), len(texts), sum(text.is_outdated for text in done)))
    return counts


def _source(question: Question) -> str:
    return question.source_language


def _words(version: QuestionVersion, language: str) -> dict[str, str]:
    return _flat(version.rule.fields, version.values.get(language, {}))


def _is_outdated(histories: list[tuple[dict[str, str], dict[str, str]]], path: str) -> bool:
    """Whether the Finnish text is another one than it was when the translation was last touched."""
    finnish, mine = histories[0][0].get(path), histories[0][1].get(path)
    then = finnish
    for their_texts, my_texts in histories:
        if not mine or my_texts.get(path) != mine:
            break
        then = their_texts.get(path)
    return bool(mine) and then != finnish


def _flat(fields: Iterable[AuthorField], values: dict[str, Any], above: str = "") -> dict[str, str]:
    """The texts of a value by their paths."""
    flat: dict[str, str] = {}
    for field in fields:
        value = values.get(field.name)
        if field.kind in LONGEST and isinstance(value, str):
            flat[f"{above}{field.name}"] = value
        elif field.kind == "list":
            for item in value or ():
                flat |= _flat(field.fields, item["value"], f"{above}{field.name}.{item['id']}.")
    return flat


def _labels(fields: Iterable[AuthorField], values: dict[str, Any], above: str = "", of: str = "") -> dict[str, Any]:
    """By path what a text is called ("Option 2: feedback") and whether it is of one line."""
    labels: dict[str, Any] = {}
    for field in fields:
        if field.kind in LONGEST:
            labels[f"{above}{field.name}"] = (f"{of}{field.label}", field.kind == "line")
        elif field.kind == "list":
            for place, item in enumerate(values.get(field.name) or (), start=1):
                inside = f"{above}{field.name}.{item['id']}."
                labels |= _labels(field.fields, item["value"], inside, f"{field.label} {place}: ")
    return labels


def _nested(fields: Iterable[AuthorField], finnish: dict[str, Any], texts: dict[str, str], above: str = "") -> Any:
    """The way back: texts by their paths to the value that is stored. Only what is written is in it."""
    value: dict[str, Any] = {}
    for field in fields:
        path = f"{above}{field.name}"
        if field.kind in LONGEST and texts.get(path):
            value[field.name] = texts[path]
        elif field.kind == "list":
            items = [
                {"id": item["id"], "value": _nested(field.fields, item["value"], texts, f"{path}.{item['id']}.")}
                for item in finnish.get(field.name) or ()
            ]
            if any(item["value"] for item in items):
                value[field.name] = [item for item in items if item["value"]]
    return value


class _Meanwhile(Exception):
    """Somebody has made another wording since the page was opened."""


class TranslationForm(forms.Form):
    """A field for each text, named by its path, and the wording that the author has before them."""

    def __init__(self, texts: list[Text], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        for text in texts:
            widget = forms.TextInput if text.is_line else forms.Textarea
            attrs = {"lang": language, "aria-describedby": f"fi-{text.path}"} | ({} if text.is_line else {"rows": 3})
            self.fields[text.path] = forms.CharField(
                label=text.label,
                required=False,
                max_length=LONGEST["line" if text.is_line else "text"],
                initial=text.mine,
                widget=widget(attrs=attrs),
            )

    def rows(self) -> Iterator[tuple[Text, Any]]:
        for text in self.texts:
            yield text, self[text.path]


def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The question's texts in one language beside the Finnish ones."""
    question = question_or_404(request, pk, act="change")
    if language not in LANGUAGES or language == _source(question):
        raise Http404
    texts, newest = texts_of(question, language), question.versions.order_by("-number").first()
    form = TranslationForm(texts, language, request.POST or None)
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            _keep(request, question, language, form.cleaned_data)
        except AuthorMistake as mistake:
            form.add_error(None, str(mistake))
        except _Meanwhile:
            form.add_error(None, _told_of_newer())
            status = 409
        else:
            return redirect("questions:look", pk)
    context = {"question": question, "form": form, "language": language, "name": LANGUAGES[language]}
    context["wording"] = newest.number if newest else 0
    return TemplateResponse(request, "content/admin/question_translate.html", context, status=status)


def _told_of_newer() -> str:
    return gettext(
        "Somebody has changed the question meanwhile. What you wrote is still here. Compare it with the Finnish text, "
        "which is the newest now, and save again."
    )


@transaction.atomic
def _keep(request: HttpRequest, question: Question, language: str, texts: dict[str, str]) -> None:
    """Store the texts as a new wording. Raises ``_Meanwhile``, and ``AuthorMistake`` when it could not be asked so."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    newest = locked.versions.order_by("-number").first()
    if newest is None or request.POST.get("wording") != str(newest.number):
        raise _Meanwhile
    mine = _nested(newest.rule.fields, newest.values.get(_source(locked), {}), texts)
    others = {code: values for code, values in newest.values.items() if code != language}
    version = revise_question(
        key=locked.key,
        slug=locked.slug,
        kind=locked.kind,
        values=others | ({language: mine} if mine else {}),
        actor=request.user,
        title=locked.title,
        category=locked.category,
        status=locked.status,
        source_language=_source(locked),
    )
    messages.success(request, gettext("The translation is saved."))
    if version.number != newest.number:
        tell_where_it_is_asked(request, locked)
