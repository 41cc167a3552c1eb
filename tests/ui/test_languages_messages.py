"""What the site's own middlewares for the language and for messages do differently from Django's, and what not."""

import pytest
from django.contrib import messages
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse

from lms.ui.messages import MessagesWhenAskedMiddleware


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "language"), [("/tili/login/", "fi"), ("/sv/tili/login/", "sv")])
def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_asks_for(client, address, language):
    client.cookies["polku_language"] = "en"
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def passed_through(request: HttpRequest, view) -> HttpResponse:
    """What comes back of ``view``."""
    request.session = SessionStore()
    return MessagesWhenAskedMiddleware(view)(request)


def test_a_message_waits_for_the_page_that_shows_it_and_is_shown_once(rf):
    def told(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Tallennettu.")
        return HttpResponse()

    def showing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(" ".join(str(one) for one in messages.get_messages(request)))

    kept = passed_through(rf.get("/"), told).cookies["messages"].value
    rf.cookies["messages"] = kept
    silent = passed_through(rf.get("/"), lambda request: HttpResponse())
    assert not silent.cookies
    shown = passed_through(rf.get("/"), showing)
    assert shown.content.decode() == "Tallennettu."
    assert shown.cookies["messages"].value == ""
