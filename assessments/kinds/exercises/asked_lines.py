"""The shape that several kinds share: some named questions, each answered by one line or by a ready suggestion."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as gettext_now

from assessments.kinds.exercises.base import Earlier, Exercise, Refused, Values, clean_text, written_in

LONGEST = 500


@dataclass(frozen=True)
class Asked:
    """One question. ``options`` are suggestions, (id, text); own words count before them."""

    id: str
    heading: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()


class AskedLines(Exercise):
    """Questions with a line each; any may be left empty. A kind says what is asked and how it is told back."""

    @abstractmethod
    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        """The questions, in order."""

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        written = {line["id"]: line["text"] for line in written_in(value)}
        lines = [_control(question, written.get(question.id, "")) for question in self.asked(values, earlier)]
        return {"target": lines[0]["target"] if lines else "", "lines": lines, "longest": LONGEST}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        typed = [self.line_in(post, question) for question in self.asked(values, earlier)]
        lines = [line for line in typed if line["text"]]
        value = self.kept(lines) if lines else None
        if any(len(line["text"]) > LONGEST for line in lines):
            sentence = gettext_now("One line is longer than %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST}, typed=value)
        return value

    def line_in(self, post: Any, question: Asked) -> dict[str, str]:
        """What the form says to one question."""
        own = " ".join(clean_text(post.get(f"line-{question.id}")).split())
        text = own or dict(question.options).get(post.get(f"choice-{question.id}"), "")
        return {"id": question.id, "heading": question.heading, "text": text}

    def kept(self, lines: list[dict[str, str]]) -> dict[str, Any]:
        """The answer that is kept of lines that are not empty."""
        return {"lines": lines}


def _control(question: Asked, text: str) -> dict[str, Any]:
    """The controls of one question: a suggestion that was chosen is checked, other words stand in the line."""
    chosen = next((key for key, suggestion in question.options if suggestion == text), "")
    options = [{"id": key, "text": words, "checked": key == chosen} for key, words in question.options]
    target = f"choice-{question.id}-{options[0]['id']}" if options else f"line-{question.id}"
    shown = {"id": question.id, "heading": question.heading, "hint": question.hint, "target": target}
    return shown | {"text": "" if chosen else text, "options": options, "chosen": chosen}
