"""``make check-all``: every page in every language, light and dark, at 360 and 1280 px, through axe.

For before a release. Not named ``test_…``, so that it runs only when it is asked for: it takes many minutes.
"""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_looks import COACH, COHORT_ADMINISTRATOR, PUBLIC, TRAINEE, TRAINER, enrol_once, faults

pytestmark = pytest.mark.browser

PEOPLE = {
    "": PUBLIC,
    "opiskelija": TRAINEE,
    "kouluttaja": TRAINER,
    "ryhmavastaava": COHORT_ADMINISTRATOR,
    "ohjaaja": COACH,
}
#: These speak the reader's language at one address only.
ONE_ADDRESS = ("/demo/", "/hallinta/")


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["360 px", "1280 px"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/sv", "/en"], ids=["fi", "sv", "en"])
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "anybody")
def test_pages_are_accessible(open_browser, sign_in, axe, who, prefix, scheme, width):
    page = open_browser(viewport=width, color_scheme=scheme)
    if who:
        sign_in(page, who)
    if who == "opiskelija":
        enrol_once(page)
    addresses = [a for a in PEOPLE[who] if not prefix or not a.startswith(ONE_ADDRESS)]
    assert faults(page, [prefix + address for address in addresses], axe) == []
