"""Every page in Finnish at 360 px, light and dark, through axe; once in Swedish and English; and reflow at 320 px."""

import pytest

from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, follow, overflow

pytestmark = pytest.mark.browser

PUBLIC = [
    "/",
    "/koulutukset/",
    "/koulutukset/tyokyky-tutuksi/",
    "/koulutukset/tyokykykoordinaattori/",
    "/koulutukset/toteutus/tyokyky-tutuksi/ilmoittaudu/",
    "/koulutukset/koodi/",
    "/tapahtumat/",
    "/voimavarat/",
    "/valmennus/voimavarat/",
    "/valmennus/voimavarat/osa/1/1/",
    "/valmennus/voimavarat/osa/1/3/",
    "/valmennus/voimavarat/osa/1/2/?taso=selko",
    "/valmennus/voimavarat/osa/2/2/",
    "/valmennus/voimavarat/jatka/",
    "/valmennus/voimavarat/omat/",
    "/valmennus/voimavarat/ohjaaja/",
    "/ryhma/",
    "/ryhma/ei-ole/",
    "/valmennus/voimavarat/paivakirja/",
    "/valmennus/voimavarat/irti/",
    "/valmennus/voimavarat/irti/osa/1/3/",
    "/valmennus/voimavarat/irti/laheta/",
    "/valmennus/voimavarat/osa/2/paperi/",
    "/valmennus/voimavarat/osa/9/paperi/",
    "/apua/",
    "/tietoa/",
    "/pienet-kortit/",
    "/kun-huoli-heraa/",
    "/saavutettavuus/",
    "/tietosuoja/",
    "/yhteys/",
    "/todistus/",
    "/todistus/?code=POLKU-2026-000001-AAAAAAAAAA",
    "/todistus/aaaaaaaaaaaaaaaaaaaaaaaaaa/",
    "/tili/login/",
    "/tili/signup/",
    "/tili/signup/passkey/",
    "/tili/login/code/",
    "/tili/password/reset/",
    "/ei-ole/",
    "/demo/posti/",
]
#: Addresses that are meant to answer with an error page.
MISSING = ("/ei-ole/", "/todistus/?code=POLKU-2026-000001-AAAAAAAAAA", "/todistus/aaaaaaaaaaaaaaaaaaaaaaaaaa/")
TRAINEE = [
    "/oma/",
    "/oma/opinnot/tyokyky-tutuksi/",
    "/oma/opinnot/tyokyky-tutuksi/mita-tyokyky-on/",
    "/oma/opinnot/tyokyky-tutuksi/luottamus-salassapito-suostumus/",
    "/oma/opinnot/tyokyky-tutuksi/testi/testaa-osaamisesi/",
    "/oma/todistukset/",
    "/oma/tiedot/",
    "/oma/viestit/",
    "/oma/kalenteri/",
    "/valmennus/voimavarat/muistutus/",
    "/tili/",
    "/tili/2fa/",
    "/tili/email/",
    "/tili/password/change/",
    "/tili/sessions/",
]
TRAINER = [
    "/oma/",
    "/kouluttaja/",
    "/kouluttaja/ryhma/tyokyky-tutuksi/",
    "/kouluttaja/ryhma/tyokyky-tutuksi/tiedot/",
    "/kouluttaja/ryhma/tyokyky-tutuksi/muutokset/",
    "/kouluttaja/ryhma/tyokyky-tutuksi/todistukset/",
    "/kouluttaja/ryhma/harjoitusryhma/seuranta/",
    "/kouluttaja/ryhma/harjoitusryhma/ryhmat/",
    "/kouluttaja/ryhma/harjoitusryhma/jarjestelyt/",
    "/kouluttaja/ryhma/harjoitusryhma/kutsut/",
    "/kouluttaja/ryhma/harjoitusryhma/kutsut/uusi/",
    "/kouluttaja/ryhma/harjoitusryhma/lahipaivat/",
    "/kouluttaja/ryhma/harjoitusryhma/lahipaivat/uusi/",
    "/kouluttaja/viestit/",
    "/kouluttaja/viestit/harjoitusryhma/uusi/",
    "/kouluttaja/viestit/harjoitusryhma/tiedote/",
    "/kouluttaja/jalkiseuranta/",
    "/kouluttaja/arvioitavat/",
    "/kouluttaja/arvioitavat/vastaukset/",
    "/kouluttaja/arvioitavat/huomautukset/",
    "/kouluttaja/ohjaus/harjoitusryhma/projektit/",
    "/kouluttaja/ohjaus/harjoitusryhma/osaaminen/",
    "/oma/opinnot/harjoitusryhma/keskustelu/",
    "/oma/opinnot/harjoitusryhma/keskustelu/uusi/",
    "/hallinta/tyylit/",
]
#: A form with hundreds of fields, too long for the walk by keyboard.
LONG = ["/kouluttaja/ryhma/harjoitusryhma/ajat/"]
COHORT_ADMINISTRATOR = [
    *LONG,
    "/kouluttaja/",
    "/kouluttaja/uusi/",
    "/kouluttaja/ryhma/harjoitusryhma/uusi/",
    "/kouluttaja/ryhma/harjoitusryhma/paata/",
    "/kouluttaja/ryhma/harjoitusryhma/kouluttajat/",
]
AUTHOR = [
    "/hallinta/koulutuspaketit/tuo/",
    "/hallinta/koulutuspaketit/vie/voimavarat/",
    "/hallinta/kielet-ja-tasot/",
    "/hallinta/vanhenevat-tiedot/",
]
COACH = ["/ohjaaja/", "/ohjaaja/koodit/", "/ohjaaja/yhdessa/", "/ohjaaja/osat/", "/ohjaaja/ryhma/"]


def faults(page, addresses: list[str], axe) -> list[str]:
    found = []
    for address in addresses:
        answer = page.goto(address)
        if answer.status >= 400 and not address.endswith(MISSING):
            found.append(f"{address} answers {answer.status}")
        found += [f"{address} {fault}" for fault in axe(page)]
        if (wide := overflow(page)) > 0:
            found.append(f"{address} is {wide} px too wide")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_are_accessible_on_a_phone(open_browser, axe, scheme):
    assert faults(open_browser(viewport=PHONE, color_scheme=scheme), PUBLIC, axe) == []


@pytest.mark.parametrize("prefix", ["/sv", "/en"])
def test_public_pages_are_accessible_in_the_other_languages(open_browser, axe, prefix):
    own_views = [a for a in PUBLIC if a.startswith(("/valmennus", "/todistus", "/tili", "/koulutukset/toteutus"))]
    assert faults(open_browser(viewport=PHONE), [prefix + address for address in own_views], axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("opiskelija", TRAINEE),
        ("kouluttaja", TRAINER),
        ("tekija", AUTHOR),
        ("ryhmavastaava", COHORT_ADMINISTRATOR),
        ("ohjaaja", COACH),
    ],
)
def test_signed_in_pages_are_accessible_on_a_phone(open_browser, sign_in, axe, who, addresses, scheme):
    page = open_browser(viewport=PHONE, color_scheme=scheme)
    sign_in(page, who)
    if who == "opiskelija":
        enrol_once(page)
    assert faults(page, addresses, axe) == []


def enrol_once(page) -> None:
    page.goto("/koulutukset/toteutus/tyokyky-tutuksi/ilmoittaudu/")
    button = page.locator("main form[method=post] button.btn")
    if button.count():
        follow(button.first)


@pytest.mark.parametrize("width", [NARROWEST, DESKTOP], ids=["320 px", "1280 px"])
def test_no_page_scrolls_sideways(open_browser, sign_in, width):
    page = open_browser(viewport=width)
    wide = [address for address in PUBLIC if page.goto(address) and overflow(page) > 0]
    staff = [("kouluttaja", TRAINER), ("tekija", AUTHOR), ("ryhmavastaava", COHORT_ADMINISTRATOR), ("ohjaaja", COACH)]
    for who, addresses in [("opiskelija", TRAINEE), *staff]:
        signed_in = open_browser(viewport=width)
        sign_in(signed_in, who)
        if who == "opiskelija":
            enrol_once(signed_in)
        wide += [address for address in addresses if signed_in.goto(address) and overflow(signed_in) > 0]
    assert wide == []
