"""A question on its own, as its learner would meet it: for its author. Nothing of it is an attempt."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.graded.models import QuestionVersion
from assessments.graded.pages.answer_files import upload_field
from assessments.graded.pages.quizzes import ANSWER, Marked
from assessments.graded.rules import quizzes as rules
from assessments.kinds.pictures import picture_of


def shown_question(version: QuestionVersion, *, language: str) -> dict[str, Any]:
    """What the question's template shows before an answer, and what its result says when nothing was answered: every
    option with its word, or the right answer."""
    kind, values = version.rule, version.values_in(language)
    order = [id for id, _text in kind.options(values)]
    mixed = rules.shuffled(order, seed=version.pk, position=1) if kind.shuffles else order
    comments = kind.feedback(values, None)
    told = Marked(
        position=1,
        stem=values["stem"],
        picture=picture_of(values),
        verdict=_("No answer"),
        state="none",
        points=0,
        full_points=100,
        comments=comments,
        others=[one for one in comments if one.feedback and not one.right],
        feedback=values.get("feedback") or "",
        reread="",
        is_answered=False,
        is_scored=False,
        body=kind.body(values),
        template=kind.review_template,
    )
    upload = upload_field(version, language) if kind.takes_files else {}
    return (
        kind.field(values, [], mixed)
        | upload
        | {
            "stem": values["stem"],
            "picture": picture_of(values),
            "hint": kind.hint,
            "kind": kind,
            "name": ANSWER,
            "error": "",
            "told": told,
        }
    )
