"""Writing one page, and knowing whether an author has touched it."""

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from content import models
from content.seeding.files import BrokenFile
from content.seeding.keys import key_of, names_in
from content.seeding.ledger import Ledger, Verdict
from content.seeding.media import UnknownRef, resolved
from content.seeding.plans import CATALOGUE, HOME, PagePlan, Plan, digest

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def write_pages(plan: Plan, ledger: Ledger) -> None:
    """Make or update the plan's pages in order, parents first. A page whose rule names pages below it is made
    without the rule, and gets it when they are there."""
    for page_plan in plan.pages:
        if page_plan.names_pages and page_of(page_plan.key, page_plan.language) is None:
            _write_or_refuse(replace(page_plan, values=page_plan.values | {"rule": []}), plan, ledger)
        elif not page_plan.names_pages:
            _write_or_refuse(page_plan, plan, ledger)
    for page_plan in plan.pages:
        if page_plan.names_pages:
            _write_or_refuse(page_plan, plan, ledger)


def _write_or_refuse(page_plan: PagePlan, plan: Plan, ledger: Ledger) -> None:
    try:
        _write_page(page_plan, plan, ledger)
    except UnknownRef as error:
        raise BrokenFile(page_plan.source, 1, str(error)) from error
    except ValidationError as error:  # the page's own checks, its blocks', and the publish guard
        raise BrokenFile(page_plan.source, 1, f"{page_plan.seed_key}: {sentences_of(error)}") from error


def page_of(key: str, language: str = "fi") -> Page | None:
    """The page that came from the files under ``key``, wherever an author has moved it."""
    return Page.objects.filter(translation_key=key_of(key), locale__language_code=language).first()


def _write_page(page_plan: PagePlan, plan: Plan, ledger: Ledger) -> None:
    verdict = ledger.judge(page_plan.seed_key, page_plan.hash, lambda: _current_hash(page_plan))
    if verdict in (Verdict.SAME, Verdict.KEEP):
        return
    parent = _above(page_plan)
    if verdict is Verdict.CREATE and parent is None:
        ledger.report.kept.append(f"{page_plan.seed_key}: left out, because the page above it is not there")
        return
    page = _new_page(page_plan) if verdict is Verdict.CREATE else _draft_of(page_plan)
    for name, value in _field_values(page_plan).items():
        setattr(page, name, value)
    _check(page, page_plan)
    if verdict is Verdict.CREATE:
        parent.add_child(instance=page)
        _put_in_place(page, page_plan, plan)
    page.save_revision(log_action=True).publish()  # without an entry nobody could come back to this version
    now, names = _current_hash(page_plan) or "", dict(names_in(page_plan.values))
    ledger.note(verdict, page_plan.seed_key, page_plan.hash, now, page_plan.translation_key, names)


def _above(page_plan: PagePlan) -> Page | None:
    """The page under which the plan's stands; on a site with a front page or catalogue of its own, that one."""
    if not page_plan.parent:
        return Page.get_first_root_node()
    own = {HOME: models.HomePage, CATALOGUE: models.CourseIndexPage}.get(page_plan.parent)
    found = page_of(page_plan.parent, page_plan.language)
    if found or own is None:
        return found
    return own.objects.live().filter(locale__language_code=page_plan.language).order_by("path").first()


def _new_page(page_plan: PagePlan) -> Page:
    locale = Locale.objects.get(language_code=page_plan.language)
    return getattr(models, page_plan.model)(locale=locale, translation_key=page_plan.translation_key, live=False)


def _draft_of(page_plan: PagePlan) -> Page:
    """The page as its author last left it, so that fields the files say nothing about stay."""
    return page_of(page_plan.key, page_plan.language).get_latest_revision_as_object()


def _field_values(page_plan: PagePlan) -> dict[str, Any]:
    """Values as the model takes them: bodies as JSON, foreign keys by their column."""
    model, values = getattr(models, page_plan.model), {}
    for name, value in resolved(page_plan.values, page_plan.source, page_plan.language).items():
        field = model._meta.get_field(name)
        values[field.attname] = json.dumps(value, ensure_ascii=False) if isinstance(field, StreamField) else value
    return values


def _check(page: Page, page_plan: PagePlan) -> None:
    """What the editor's form would refuse is refused here too; saving a draft checks next to nothing."""
    page.clean_fields(exclude={field.name for field in page._meta.fields} - set(page_plan.values))
    for name, value in page_plan.values.items():
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            field.stream_block.clean(getattr(page, name))
        elif isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise ValidationError({name: f"At most {field.max_length} characters fit, here are {len(value)}."})


def _put_in_place(page: Page, page_plan: PagePlan, plan: Plan) -> None:
    """A page added to the files later goes before the siblings that follow it there."""
    place = [one.seed_key for one in plan.pages].index(page_plan.seed_key)
    here = (page_plan.parent, page_plan.language)
    later = [one.translation_key for one in plan.pages[place + 1 :] if (one.parent, one.language) == here]
    following = page.get_siblings().filter(translation_key__in=later).first() if later else None
    if following:
        page.move(following, pos="left")
        page.refresh_from_db(fields=["path", "url_path"])


def _current_hash(page_plan: PagePlan) -> str | None:
    page = page_of(page_plan.key, page_plan.language)
    return page_hash(page.get_latest_revision_as_object(), page_plan) if page else None


def page_hash(page: Page, page_plan: PagePlan) -> str:
    """What the files' fields of the page say now, drafts included, and whether the page is live."""
    said: dict[str, Any] = {"live": page.live}
    for name in page_plan.values:
        field = page._meta.get_field(name)
        value = getattr(page, field.attname)
        said[name] = normal_stream(value) if isinstance(field, StreamField) else value
    return digest(said)


def normal_stream(stream: Any) -> Any:
    """A stream's blocks, alike before and after they are opened and saved in the editor."""
    return _normal(_plain_stream(stream))


def _plain_stream(stream: Any) -> list[Any]:
    """Every block's own form of its value: untouched blocks would otherwise keep the form they were stored in."""
    return [[child.block_type, str(child.id), child.block.get_prep_value(child.value)] for child in stream]


def _normal(value: Any) -> Any:
    """``value`` without what opening and saving in the editor adds to rich text."""
    if isinstance(value, str):
        text = unescape(_BLOCK_KEY.sub("", value))
        return "" if text == "<p></p>" else text
    if isinstance(value, dict):  # what says nothing is left out: a field that a newer Polku adds is no author's edit
        normal = {name: _normal(inner) for name, inner in value.items()}
        return {name: inner for name, inner in normal.items() if inner not in (None, "", [], {}, False)}
    if isinstance(value, list):
        return [_normal(inner) for inner in value]
    return value


def sentences_of(error: ValidationError) -> str:
    """What a refusal says, in one line."""
    if hasattr(error, "as_json_data"):  # a block's error: a tree of messages
        return json.dumps(error.as_json_data(), ensure_ascii=False, default=str)
    if hasattr(error, "message_dict"):
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    return "; ".join(error.messages)
