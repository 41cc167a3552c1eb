"""Questions of the files into the bank, each course with its own."""

from assessments.graded.api import AuthorMistake, latest_question_versions, revise_question
from content.seeding.files import BrokenFile
from content.seeding.keys import key_of, names_in
from content.seeding.ledger import Ledger, Verdict
from content.seeding.media import resolved
from content.seeding.plans import QuestionPlan


def write_question(plan: QuestionPlan, ledger: Ledger) -> None:
    """Make or revise one question, unless an author has revised it. Translations are kept."""
    key = key_of(plan.key)

    def current() -> str | None:
        newest = latest_question_versions([key]).get(key)
        return newest.hash if newest else None

    verdict = ledger.judge(plan.key, plan.hash, current)
    if verdict in (Verdict.SAME, Verdict.KEEP):
        return
    newest = latest_question_versions([key]).get(key)
    own = {"fi": plan.values, **plan.translations}
    values = {**(newest.values if newest else {}), **resolved(own, plan.source)}
    try:
        version = revise_question(
            key=key,
            slug=plan.slug,
            kind=plan.kind,
            values=values,
            actor=None,
            title=plan.name,
            category=plan.category,
            tags=plan.tags,
        )
    except AuthorMistake as mistake:
        raise BrokenFile(plan.source, plan.line, " ".join(mistake.problems)) from mistake
    ledger.note(verdict, plan.key, plan.hash, version.hash, key, dict(names_in(plan.values)))
