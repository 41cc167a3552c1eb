"""Measured at the start and at the end, the change read, and everything deleted: in a real browser, and in its site."""

import subprocess
import sys

import pytest

from tests.browser.conftest import PHONE, ROOT, follow, overflow

pytestmark = pytest.mark.browser
BASE = "/valmennus/voimavarat/"
SCALE = f"{BASE}kysely/voimavaramittari/"
PARTS = 10
#: Prints how many rows of the newest person without an account there are in each table that has some, or their number
#: in all tables of a person who is given.
SCAN = """
from django.apps import apps
from django.db.models import ForeignKey
from lms.accounts.models import Learner
who = {who} or Learner.objects.filter(user=None).latest("pk").pk
todo, seen = [(Learner, [who])], {{}}
while todo:
    target, keys = todo.pop()
    seen[target] = seen.get(target, 0) + target._base_manager.filter(pk__in=keys).count()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is target and model not in seen:
                found = list(model._base_manager.filter(**{{field.name + "__in": keys}}).values_list("pk", flat=True))
                todo += [(model, found)] if found else []
print(who, *sorted(model._meta.db_table for model, number in seen.items() if number))
"""


def scan(site, who: int | str = 0) -> list[str]:
    """The person's number, and the tables in which something hangs on them."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", SCAN.format(who=who)]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def press(page, selector: str) -> None:
    follow(page.locator(selector).first)


def measure(page, option: int) -> None:
    """From the offer of the path to the result, the same option at each statement."""
    page.goto(BASE)
    press(page, "section[aria-labelledby=offer] a")
    press(page, "main .actions a.btn")
    while "/valmis/" not in page.url:
        press(page, f"main .choices button >> nth={option}")
    press(page, "main form button.btn")
    assert page.url.endswith("/tulos/")


def test_somebody_measures_twice_reads_the_change_and_deletes_all_of_it(open_browser, site, axe):
    page = open_browser(viewport=PHONE)
    page.goto(f"{BASE}osa/1/valmis/")
    press(page, "main form button.btn")
    measure(page, 1)
    assert "Vahvistunut" not in page.inner_text("main")
    for part in range(2, PARTS + 1):
        page.goto(f"{BASE}osa/{part}/valmis/")
        press(page, "main form button.btn")
    measure(page, 4)
    assert "Vahvistunut" in page.inner_text("main")
    assert axe(page) == []
    assert overflow(page) <= 0
    who, *tables = scan(site)
    assert {"accounts_learner", "courses_enrolment", "courses_progress", "personal_vault"} <= set(tables)
    page.goto(f"{BASE}omat/")
    press(page, f"a[href='{BASE}omat/poista/']")
    assert axe(page) == []
    press(page, "button.btn-remove")
    assert scan(site, who) == [who]
    page.goto(f"{SCALE}tulos/")
    assert "Vahvistunut" not in page.inner_text("main")
