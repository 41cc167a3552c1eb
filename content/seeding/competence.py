"""Self-assessments of the files: a YAML file of a module to a page with its statements."""

from content.models import CompetencePage
from content.seeding.files import Fields
from content.seeding.keys import id_of
from content.seeding.plans import PagePlan
from content.seeding.steps import STEP_KEYS, step_values
from content.seeding.translations import SOURCE


def plan_competence(fields: Fields, module_key: str, course_key: str, language: str = SOURCE) -> PagePlan:
    """One self-assessment. Statements are known by their own keys, so their words may change."""
    fields.only("title", "slug", "minutes", "moment", "aim", "intro", "statements", *STEP_KEYS)
    moment = fields.text("moment")
    if moment not in CompetencePage.Moment.values:
        raise fields.fault("“moment” is start or end.", "moment")
    key = f"{module_key}/{fields.text('slug')}"
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "minutes": fields.number("minutes", 5),
        "moment": moment,
        "aim": _aim(fields),
        "intro": fields.text("intro", ""),
        "statements": [_statement(entry, key) for entry in fields.each("statements")],
        **step_values(fields, course_key),
    }
    return PagePlan(key, "CompetencePage", module_key, values, fields.path, language)


def _aim(fields: Fields) -> int:
    aim = fields.number("aim", 4)
    if aim not in dict(CompetencePage._meta.get_field("aim").choices):
        raise fields.fault("“aim” is a number from 2 to 5.", "aim")
    return aim


def _statement(entry: Fields, key: str) -> dict[str, str]:
    entry.only("key", "text")
    return {"type": "statement", "id": id_of(key, "statement", entry.text("key")), "value": entry.text("text")}
