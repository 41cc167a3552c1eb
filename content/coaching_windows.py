"""The same exercise written in two windows: nothing is lost, and the person chooses what stays."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from content.coaching_place import Place

#: What the page of choice says anew.
SAID_ANEW = {"csrfmiddlewaretoken", "act", "base", "seq"}


@sensitive_variables()
def choice_between(request: HttpRequest, place: Place, ours: Any) -> dict[str, Any]:
    """Both answers in words, and this window's as the fields it was posted in, so that it can be kept after all."""
    here, theirs = place.screen, place.mine
    return {
        "place": place,
        "template": here.exercise.answer_template,
        "ours": here.exercise.summary(ours, here.values),
        "theirs": theirs.lines if theirs else [],
        "base": theirs.seq if theirs else "",
        "posted": [(name, text) for name, texts in request.POST.lists() if name not in SAID_ANEW for text in texts],
        "may_keep_both": is_text(ours) and is_text(theirs and theirs.value),
    }


def is_text(value: Any) -> bool:
    """Whether an answer is one text and nothing else, so that two can stand one after the other."""
    return isinstance(value, dict) and set(value) == {"text"} and isinstance(value["text"], str)


@sensitive_variables()
def both_of(place: Place, ours: Any) -> Any:
    """The kept text and this window's after it, read as if it had been typed. Raises ``Refused`` when too long."""
    theirs = place.mine and place.mine.value
    if not (is_text(ours) and is_text(theirs)):
        return ours
    together = {"answer": f"{theirs['text']}\n\n{ours['text']}"}
    return place.screen.exercise.parse(together, place.screen.values, place.earlier)
