"""What stands in the admin's menus. Whatever an author of trainings does not need is left out."""

from typing import Any

from django.http import HttpRequest

#: Help leads to Wagtail's own English guide; cards have places of their own instead of the list of snippets.
HIDDEN = {"help", "snippets"}
HIDDEN_REPORTS = {"locked-pages", "workflows", "workflow-tasks", "page-types-usage"}


def shorten_main_menu(request: HttpRequest, items: list[Any]) -> None:
    _remove(items, HIDDEN)


def shorten_reports(request: HttpRequest, items: list[Any]) -> None:
    _remove(items, HIDDEN_REPORTS)


def order_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publishing is the button that shows: drafts save themselves, and asking for a language check is in its menu."""
    items.sort(key=lambda item: item.name != "action-publish")


def _remove(items: list[Any], names: set[str]) -> None:
    """Take the items out of the list itself, as Wagtail's hooks want it."""
    items[:] = [item for item in items if item.name not in names]
