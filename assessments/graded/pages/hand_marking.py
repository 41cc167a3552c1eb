"""What the pages of marking quiz answers show, and their form. No queries of its own here."""

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.graded.models import Response, ResponseMark
from assessments.graded.pages.answer_files import files_to_mark, marked_with
from assessments.graded.pages.marking import GivenRow, room_for_files
from assessments.graded.pages.naming import answers_name_shown, hides_answers_name, name_of
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.templatetags.points import points as in_words
from assessments.kinds.numbers import TwoMeanings, number_in
from lms.accounts.api import User


class PointsField(forms.CharField):
    """Points as people write them ("1,5"), kept as whole hundredths from 0 to ``most``."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6})

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.most = most

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            given = number_in(text)
        except TwoMeanings:
            given = None
        if given is None or given != round(given, 2) or not 0 <= given * 100 <= self.most:
            problem = _("Write points from 0 to %(most)s, for example 1,5.") % {"most": in_words(self.most)}
            raise forms.ValidationError(problem)
        return int(Decimal(given) * 100)


class AnswerMarkForm(forms.Form):
    """The points of one answer and what its writer reads about it."""

    def __init__(self, *args: Any, most: int, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Points, 0–%(most)s") % {"most": in_words(most)}
        self.fields["points"] = PointsField(label=label, most=most, required=not is_draft)
        self.fields["comment"] = forms.CharField(
            label=gettext_lazy("Feedback to the learner"),
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
            help_text=gettext_lazy(
                "Say first what is good, then what to do next. Saved by itself; the learner sees it when you give it."
            ),
        )


@dataclass(frozen=True)
class AnswerRow:
    """One line of the list. ``taker`` is who has taken it, oneself too."""

    response: Response
    name: str
    taker: str
    is_mine: bool


def answer_rows(responses: list[Response], *, me: User) -> list[AnswerRow]:
    """The lines of the list."""
    rows = []
    for one in responses:
        taker = taker_of_answer(one)
        rows.append(AnswerRow(one, answers_name_shown(one), name_of(taker) if taker else "", taker == me))
    return rows


def taker_of_answer(response: Response) -> User | None:
    """The trainer who has taken the answer, or got it, to mark."""
    marking = getattr(response, "marking", None)
    return marking.trainer if marking else None


def draft_of(mark: ResponseMark | None) -> dict[str, str]:
    """The stored mark as the form holds it."""
    if mark is None:
        return {}
    return {"points": "" if mark.points is None else in_words(mark.points), "comment": mark.comment}


def answer_page(
    response: Response, form: AnswerMarkForm, *, conflict: bool = False, file_problem: str = ""
) -> dict[str, Any]:
    """One answer with its question, the author's word for the one who marks, and the form."""
    attempt, version = response.attempt, response.question_version
    values = version.values_in(attempt.language)
    mark, taker = getattr(response, "mark", None), taker_of_answer(response)
    return {
        "response": response,
        "attempt": attempt,
        "run": attempt.enrolment.run,
        "title": attempt.activity.title,
        "name": answers_name_shown(response),
        "hides_name": hides_answers_name(response),
        "taker": name_of(taker) if taker else "",
        "stem": values["stem"],
        "guide": values.get("guide") or "",
        "example": values.get("example") or "",
        "answer": version.rule.answer_text(values, response.answer),
        "files": files_to_mark(response, hidden=hides_answers_name(response)),
        "words": len(version.rule.answer_text(values, response.answer).split()),
        "mark": mark,
        "form": form,
        "seq": mark.seq if mark else 0,
        "writer": secrets.token_hex(8),
        "save_url": "" if mark and mark.is_released else reverse("marking:answer-save", args=[response.pk]),
        "conflict": conflict,
        "stored": mark,
        "stored_by": name_of(mark.marker) if mark else "",
        "is_ready": bool(mark and mark.ready_at),
        "file_problem": file_problem,
        **room_for_files(attached_rows(response)),
    }


def attached_rows(response: Response) -> list[GivenRow]:
    """The files that go with the mark."""
    mark = getattr(response, "mark", None)
    return [
        GivenRow(one.pk, one.name, one.size, one.url) for one in marked_with(response, mark.attached if mark else [])
    ]
