"""Passkeys, with an authenticator that Chromium itself plays: instead of a password, and as staff's second step.

Passkeys need a secure origin; http://localhost is one (127.0.0.1 is not), which is why the site answers there.
"""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, follow, overflow
from tests.browser.test_trainee import PASSWORD, confirm_address, sign_up

pytestmark = [pytest.mark.browser, pytest.mark.smoke]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page, **abilities) -> tuple[CDPSession, str]:
    """A phone's own screen lock that always says yes; returns its name for ``keys_on``."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    answer = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | abilities})
    return devtools, answer["authenticatorId"]


def keys_on(device: tuple[CDPSession, str]) -> list[dict]:
    devtools, name = device
    return devtools.send("WebAuthn.getCredentials", {"authenticatorId": name})["credentials"]


def add_key(page: Page, *, without_password: bool, password: str = PASSWORD) -> None:
    """From the settings to a new passkey, proving who one is when asked."""
    page.goto("/tili/")
    page.locator("main a[href$='/tili/2fa/']").first.click()
    page.locator("main a[href$='/webauthn/add/']").click()
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", password)
        page.press("input[name=password]", "Enter")
    page.wait_for_url("**/webauthn/add/**")
    if without_password:
        page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")


def sign_out(page: Page) -> None:
    page.goto("/tili/logout/")
    follow(page.locator("main form button.btn").first)
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]


def test_a_passkey_added_in_the_settings_signs_in_without_a_password(open_browser, axe):
    page = open_browser(viewport=PHONE)
    address = sign_up(page, "avain")
    device = give_device(page)
    add_key(page, without_password=True)
    assert [key["isResidentCredential"] for key in keys_on(device)] == [True]
    assert page.goto("/tili/2fa/webauthn/").ok
    assert (axe(page), overflow(page)) == ([], 0)
    sign_out(page)

    page.goto("/tili/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/oma/")
    page.goto("/tili/email/")
    expect(page.locator("main")).to_contain_text(address)


def test_a_removed_passkey_does_not_sign_in(open_browser):
    page = open_browser(viewport=PHONE)
    sign_up(page, "poistettu")
    device = give_device(page)
    add_key(page, without_password=True)
    remove_key(page)
    sign_out(page)

    assert len(keys_on(device)) == 1
    page.goto("/tili/login/")
    page.locator("#passkey_login").click()
    expect(page.locator("main .note-error, main [role=alert]").first).to_be_visible()
    page.goto("/oma/")
    assert "/tili/login/" in page.url


def remove_key(page: Page) -> None:
    page.goto("/tili/2fa/webauthn/")
    page.locator("main a[href$='/remove/']").first.click()
    follow(page.locator("main form button.btn").first)


def test_staff_with_a_passkey_are_asked_for_it_after_the_password(open_browser, sign_in, site: Site):
    page = open_browser(viewport=DESKTOP)
    sign_in(page, "yllapito")
    give_device(page)
    add_key(page, without_password=False, password=site.passwords["yllapito"])
    try:
        sign_out(page)
        page.goto("/tili/login/")
        page.fill("input[name=login]", "yllapito@esimerkki.fi")
        page.fill("input[name=password]", site.passwords["yllapito"])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/2fa/authenticate/**")
        page.goto("/hallinta/")
        assert "/hallinta/" not in page.url.split("?")[0]

        page.goto("/tili/2fa/authenticate/")
        page.locator("#mfa_webauthn_authenticate").click()
        page.wait_for_url("**/oma/")
        assert page.goto("/hallinta/").ok
        assert page.url.endswith("/hallinta/")
    finally:
        remove_key(page)  # the demo's site administrator signs in by password again, for the other tests


def test_an_account_is_made_with_a_passkey_and_no_password(open_browser):
    page = open_browser(viewport=PHONE)
    device = give_device(page)
    page.goto("/tili/signup/")
    page.locator("main a[href*='/tili/signup/passkey/']").click()
    confirm_address(page, "avaimella@example.org")
    page.wait_for_url("**/webauthn/signup/**")
    page.locator("#mfa_webauthn_signup").click()
    page.wait_for_url("**/tervetuloa/**")
    assert len(keys_on(device)) == 1
    sign_out(page)

    page.goto("/tili/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/oma/")
    page.goto("/tili/password/change/")
    assert "/tili/password/set/" in page.url, "the account has no password"
