"""Several right options; part of them gives part of the points."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.pictures import pictures_in, problems_in
from assessments.kinds.question import (
    FEEDBACK,
    HINTS,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    UnusableAnswer,
    missing_texts,
    share_of,
    texts_in,
)
from assessments.kinds.single_choice import OPTIONS, comment_on

#: The author is told how the points come, so that nobody has to try it out.
COUNTED = replace(
    OPTIONS,
    help=gettext_lazy(
        "Each right choice brings its share of the points. Each wrong one takes as much away, at most all."
    ),
)


class MultipleChoice(QuestionKind):
    """Right choices less wrong ones, of all that are right; never below nothing, so that ticking everything
    gains nothing."""

    slug = "multiple_choice"
    label = gettext_lazy("Multiple choice")
    place = 20
    fields = (STEM, COUNTED, FEEDBACK, HINTS, REREAD)
    hint = gettext_lazy("Choose all that fit.")
    shuffles = True
    template = "graded/kinds/checkboxes.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        if not any(option["value"].get("correct") for option in values.get("options") or []):
            problems.append(_("At least one option must be right."))
        return problems + problems_in(OPTIONS, values.get("options") or [])

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> list[str] | None:
        sent = {text for text in post.getlist(name) if text}
        known = [id for id, text in self.options(values)]
        if not sent <= set(known):
            raise UnusableAnswer(_("Choose among the options."))
        return [id for id in known if id in sent] or None

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        right = {option["id"] for option in values["options"] if option["value"]["correct"]}
        chosen = set(texts_in(answer))
        net = max(0, len(chosen & right) - len(chosen - right))
        return Mark(share_of(net, len(right)))

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        return [comment_on(option, chosen=option["id"] in texts_in(answer)) for option in values["options"]]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [(option["id"], option["value"]["text"]) for option in values["options"]]

    def pictures(self, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return pictures_in(values["options"])


KIND = MultipleChoice()
