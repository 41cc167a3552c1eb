"""A training's rule between its author's page and its records: blocks up here, plain conditions below."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page

from courses.api import Names, parse_rule, rule_sentence


def rule_of(page: Any) -> dict[str, Any]:
    """The conditions of a course page as ``courses`` stores them; nothing chosen asks for every required step."""
    return conditions_in(page.rule)


def conditions_in(stream: Any) -> dict[str, Any]:
    """The blocks of a stream as one rule; those that name a page that is gone ask for nothing."""
    conditions = [_condition(block) for block in stream if _is_whole(block)]
    return {"all": conditions} if conditions else {}


def _condition(block: Any) -> dict[str, Any]:
    kind, value = block.block_type, block.value
    if kind in ("module", "step", "prior"):
        return {"is": kind, "key": str(value.translation_key)}
    if kind == "score":
        return {"is": kind, "key": str(value["quiz"].translation_key), "percent": value["percent"]}
    if kind == "days":
        return {"is": kind, "count": value}
    if kind == "group":
        return {"is": kind, "name": value}
    if kind == "choice":
        return {"of": value["least"], "conditions": [_condition(one) for one in value["conditions"]]}
    return {"is": kind}


def _is_whole(block: Any) -> bool:
    """Whether the pages that the block names are still there."""
    return None not in _named(block)


def names_what_is_gone(stream: Any) -> bool:
    """Whether a block names a page that has been deleted."""
    return not all(_is_whole(block) for block in stream)


def _named(block: Any) -> list[Page | None]:
    """The pages that one block names; None for a page that is gone."""
    if block.block_type in ("module", "step", "prior"):
        return [block.value]
    if block.block_type == "score":
        return [block.value["quiz"]]
    if block.block_type == "choice":
        return [page for one in block.value["conditions"] for page in _named(one)]
    return []


def chosen_pages(page: Any) -> list[Page]:
    """The modules and steps that the rule names and that are still there."""
    return pages_in(page.rule)


def pages_in(stream: Any) -> list[Page]:
    """The modules and steps that the blocks name and that are still there."""
    return [one for block in stream for one in _named(block) if one is not None]


def rule_problems(page: Any) -> list[str]:
    """Sentences on what the rule names that is not a live part of this training. Translations follow their source,
    and may name its steps until those are translated."""
    problems: list[str] = []
    if page.locale_id and page.locale.language_code != settings.LANGUAGE_CODE:
        return problems
    if names_what_is_gone(page.rule):
        problems.append(gettext("The rule for completion names a page that has been deleted. Choose another one."))
    for one in chosen_pages(page):
        if not one.is_descendant_of(page):
            told = gettext("The rule for completion names “%(title)s”, which is not in this training.")
        elif not one.live:
            told = gettext("The rule for completion names “%(title)s”, which is not published yet.")
        else:
            continue
        problems.append(told % {"title": one.title})
    asked = max(leaves_of(page.rule, "days"), default=0)
    problems += day_problems(asked, len(page.days))
    for block in page.rule:
        if block.block_type == "score" and (quiz := block.value["quiz"]):
            problems += _percent_problems(quiz.specific, block.value["percent"])
    return problems


def leaves_of(stream: Any, kind: str) -> list[Any]:
    """The values of every block of a kind, also of those inside a choice."""
    inner = [one for block in stream if block.block_type == "choice" for one in block.value["conditions"]]
    return [block.value for block in (*stream, *inner) if block.block_type == kind]


def day_problems(asked: int, planned: int) -> list[str]:
    """More days than the training has: where none are planned, each run's trainer makes its own."""
    if not planned or asked <= planned:
        return []
    told = ngettext(
        "%(count)d contact days are asked for, but the training has only %(planned)d. Ask for fewer.",
        "%(count)d contact days are asked for, but the training has only %(planned)d. Ask for fewer.",
        planned,
    )
    return [told % {"count": asked, "planned": planned}]


def _percent_problems(quiz: Any, percent: int) -> list[str]:
    """Points below the pass mark would be asked for and never be looked at: the quiz itself asks for more."""
    if percent >= quiz.pass_percent:
        return []
    return [
        gettext("The rule asks for %(percent)d %% of “%(title)s”, but its pass mark is %(mark)d %%. Name it as a step.")
        % {"percent": percent, "title": quiz.title, "mark": quiz.pass_percent}
    ]


def sentence_of(page: Any) -> str:
    """What completes the training, in one sentence and in the page's own language. What is hidden until it opens is
    not named, for everybody reads this."""
    with override(page.locale.language_code):
        later = gettext("something that opens later")
        titles = {
            str(one.translation_key): later if getattr(one.specific, "is_hidden", False) else one.title
            for one in chosen_pages(page)
        }
        return rule_sentence(parse_rule(rule_of(page)), Names(steps=titles, modules=titles))


class RulePanel(HelpPanel):
    """The saved rule as the sentence that everybody reads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "content/admin/rule.html"} | kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            said = sentence_of(page) if page.pk and page.rule else ""
            return super().get_context_data(parent_context) | {"sentence": said}
