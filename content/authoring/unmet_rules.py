"""Rules of opening and completion that can never hold. The publish guard refuses them; they come about afterwards, when
what a rule names is moved, unpublished or deleted."""

from typing import Any

from content.completion import rule_problems
from content.models import ActivityPage, CoursePage, ModulePage
from content.opening import module_problems, opening_problems
from content.quality.rules import About, Finding

#: The pages that have rules and no text to check, by model.
ONLY_RULES = ("ModulePage", "QuizPage", "CompetencePage")


def rule_findings(page: Any) -> list[Finding]:
    """What is wrong with the rules of a live page. No query for a page that has none."""
    return [Finding(About.RULES, text) for text in _problems(page)] if getattr(page, "live", False) else []


def _problems(page: Any) -> list[str]:
    if isinstance(page, CoursePage):
        return rule_problems(page) if page.rule else []
    if isinstance(page, ModulePage):
        return module_problems(page) if page.opens_when else []
    has_rules = isinstance(page, ActivityPage) and (page.opens or page.opens_when)
    return opening_problems(page) if has_rules else []
