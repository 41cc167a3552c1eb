"""Parts of the coaching programme: a Markdown file to a page of screens."""

from content.seeding.blocks import part_screens
from content.seeding.files import Document
from content.seeding.markdown import rich_text
from content.seeding.plans import PagePlan

_PART_KEYS = (
    *("title", "number", "slug", "minutes", "strength", "aim", "summary", "done_text", "light", "outline"),
    *("facilitator", "required", "scene"),
)


def plan_part(document: Document, programme_key: str) -> PagePlan:
    """One part, or only its place on the path."""
    front = document.front
    front.only(*_PART_KEYS)
    slug = front.text("slug")
    key = f"{programme_key}/{slug}"
    outline = front.flag("outline", False)
    screens = part_screens(document, key, programme_key)
    if outline == bool(screens):
        raise document.fault("A part has screens, or it says “outline: true”.", document.body_line)
    values = {
        "title": front.text("title"),
        "slug": slug,
        "number": front.number("number"),
        "minutes": front.number("minutes"),
        "strengths": ", ".join(front.texts("strength")),
        "aim": front.text("aim", ""),
        "summary": front.text("summary", ""),
        "done_text": front.text("done_text", ""),
        "light": front.text("light", ""),
        "scene": front.text("scene", ""),
        "facilitator": rich_text(
            front.text("facilitator", ""), path=document.path, line=front.lines.get("facilitator", 1)
        ),
        "is_outline": outline,
        **({"required": front.flag("required")} if "required" in front else {}),
        "screens": screens,
    }
    return PagePlan(key, "PartPage", programme_key, values, document.path, document.language)
