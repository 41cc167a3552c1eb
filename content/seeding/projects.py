"""Development projects of the files: a YAML file of a module to a project page with its milestones."""

from content.seeding.assignments import instructions_of, plan_assignment
from content.seeding.files import Fields
from content.seeding.plans import PagePlan
from content.seeding.steps import STEP_KEYS, step_values
from content.seeding.translations import SOURCE


def plan_project(fields: Fields, module_key: str, course_key: str, language: str = SOURCE) -> list[PagePlan]:
    """The project, then its milestones in order, each an assignment."""
    fields.only("title", "slug", "minutes", "instructions", "approved_milestone", "milestones", *STEP_KEYS)
    key = f"{module_key}/{fields.text('slug')}"
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "minutes": fields.number("minutes", 0),
        "instructions": instructions_of(fields, key, language),
        "approved_milestone": fields.number("approved_milestone", 0),
        **step_values(fields, course_key),
    }
    milestones = [plan_assignment(entry, key, course_key, language) for entry in fields.each("milestones")]
    return [PagePlan(key, "ProjectPage", module_key, values, fields.path, language), *milestones]
