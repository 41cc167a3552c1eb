"""Copying a training, a module or a lesson: the rules of the copies name the copies, and those that were published are
published once their rules are right."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.models import Page

from content.models import LearningPage

#: The field of Wagtail's form that asks for it, and where that wish waits meanwhile.
PUBLISH, WISHED = "publish_copies", "publishes_copies"


def copy_as_drafts(request: HttpRequest, page: Page) -> None:
    """Before: a copy could not be published yet, for its rules still name the pages that it is made of."""
    is_ours = issubclass(page.specific_class or Page, LearningPage)
    if request.method == "POST" and is_ours and request.POST.get(PUBLISH):
        sent = request.POST.copy()
        del sent[PUBLISH]
        request.POST, request.__dict__[WISHED] = sent, True


def rename_in_rules(request: HttpRequest, page: Page, new_page: Page) -> None:
    """After: in every copy the rules name the copies. What cannot be published says why and stays a draft."""
    if not issubclass(page.specific_class or Page, LearningPage):
        return
    pairs = pairs_of(page, new_page)
    copies = {old.pk: new.pk for old, new in pairs}
    publishes = WISHED in request.__dict__ and new_page.permissions_for_user(request.user).can_publish()
    for old, new in sorted(pairs, key=lambda pair: (pair[1].pk == new_page.pk, pair[1].path)):
        copy = new.specific.get_latest_revision_as_object()
        if follow_copies(copy, copies):
            copy.save()
            copy.save_revision(user=request.user, changed=False)
        if publishes and old.live:
            _publish(request, copy)


def pairs_of(page: Page, new_page: Page) -> list[tuple[Page, Page]]:
    """Each page that was copied with its copy. Copying keeps the order, and leaves out pages that mirror others."""
    old = [page, *page.get_descendants().filter(alias_of=None).order_by("path")]
    new = [new_page, *new_page.get_descendants().order_by("path")]
    return list(zip(old, new, strict=False))


def follow_copies(page: Any, copies: dict[int, int]) -> bool:
    """Let what the page's rules name be the copies; whether anything was another page before."""
    changed = False
    if (after := getattr(page, "opens_after_id", None)) in copies:
        page.opens_after_id, changed = copies[after], True
    for name in ("rule", "opens_when"):
        if stream := getattr(page, name, None):
            before = stream.get_prep_value()
            followed = [_block(block, copies) for block in before]
            if followed != before:
                setattr(page, name, json.dumps(followed))
                changed = True
    return changed


def _block(block: dict[str, Any], copies: dict[int, int]) -> dict[str, Any]:
    kind, value = block["type"], block["value"]
    if kind in ("step", "module", "prior"):
        value = copies.get(value, value)
    elif kind == "score":
        value = value | {"quiz": copies.get(value["quiz"], value["quiz"])}
    elif kind == "choice":
        value = value | {"conditions": [_block(one, copies) for one in value["conditions"]]}
    return block | {"value": value}


def _publish(request: HttpRequest, copy: Any) -> None:
    try:
        copy.save_revision(user=request.user, changed=False).publish(user=request.user)
    except ValidationError as refusal:
        told = gettext("The copy “%(title)s” stays a draft: %(reason)s")
        messages.warning(request, told % {"title": copy.title, "reason": " ".join(refusal.messages)})
