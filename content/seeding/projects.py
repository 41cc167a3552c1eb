"""Development projects of the files: a YAML file of a module to a project page with its milestones."""

from content.seeding.assignments import instructions_of, plan_assignment
from content.seeding.files import Fields
from content.seeding.plans import PagePlan


def plan_project(fields: Fields, module_key: str) -> list[PagePlan]:
    """The project, then its milestones in order, each an assignment."""
    fields.only("title", "slug", "minutes", "instructions", "approved_milestone", "milestones")
    key = f"{module_key}/{fields.text('slug')}"
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "minutes": fields.number("minutes", 0),
        "instructions": instructions_of(fields, key),
        "approved_milestone": fields.number("approved_milestone", 0),
    }
    milestones = [plan_assignment(entry, key) for entry in fields.each("milestones")]
    return [PagePlan(key, "ProjectPage", module_key, values, fields.path), *milestones]
