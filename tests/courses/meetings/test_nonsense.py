"""Whatever is sent about days, the answer is a page or a refusal."""

import pytest
from django.urls import reverse

from courses.api import Group
from tests.architecture.test_bad_input import FORM, VALUES, body_of
from tests.factories.meetings import make_day

OWN = ("cannot", "comes", "make-up", "needs")
DESK = ("edit", "heads", "walk-in", "roll", "import", "switch")
FIELDS = (
    "title date starts ends starts_2 ends_2 place address link bring materials group compulsory activity make_up "
    "make_up_activity asks_needs number name email marks checked fill close reason answer diets food access code"
)


@pytest.mark.parametrize("value", [value for name, value in VALUES.items() if name != "long"], ids=lambda value: "")
def test_nonsense_in_every_field_is_refused_or_ignored(run, people, aino, at_desk, value):
    Group.objects.create(run=run, name="A")
    day = make_day(run, asks_needs=True, make_up="Kirjoita.")
    pk = people[0].pk
    names = [*FIELDS.split(), f"was-{pk}", f"state-{pk}", f"minutes-{pk}", f"reason-{pk}"]
    body = body_of(names, value)
    addresses = [(aino, reverse(f"meetings:{name}", args=[run.code, day.pk])) for name in OWN]
    addresses += [(at_desk, reverse(f"days:{name}", args=[run.code, day.pk])) for name in DESK]
    addresses += [(at_desk, reverse("days:new", args=[run.code])), (aino, reverse("check-in:typed"))]
    for browser, address in addresses:
        assert browser.post(address, body, content_type=FORM).status_code < 500, address
        assert browser.get(f"{address}?{body}").status_code < 500, address


def test_dates_beyond_the_calendar_are_refused_or_kept(run, at_desk):
    form = {"title": "Päivä", "starts": "09:00", "ends": "15:00"}
    for date in ("0001-01-01", "9999-12-31", "10000-01-01", "2027-02-30"):
        assert at_desk.post(reverse("days:new", args=[run.code]), form | {"date": date}).status_code < 500
    for path in ("days:days", "days:new"):
        assert at_desk.get(reverse(path, args=[run.code])).status_code == 200
