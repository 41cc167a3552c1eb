"""Asking the site without a server: the WSGI application with all its middleware, and a bare view beside it."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test.utils import override_settings

#: A CSRF secret of our own: the cookie and the form field that go with every post.
CSRF = "b" * 32
#: What `startproject` writes: the bare view is Django's own cost, not ours.
DJANGO_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Question = dict[str, object]


def get(path: str, *, session: str = "", cookie: str = "") -> Question:
    """The WSGI environment of a GET."""
    cookies = [cookie, f"sessionid={session}" if session else ""]
    return _environ("GET", path, cookies, b"")


def post(path: str, data: Mapping[str, str | Sequence[str]], *, session: str = "") -> Question:
    """The WSGI environment of a form that was sent from the site's own page."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **data}, doseq=True).encode()
    return _environ("POST", path, [f"csrftoken={CSRF}", f"sessionid={session}" if session else ""], body)


def _environ(method: str, path: str, cookies: Sequence[str], body: bytes) -> Question:
    bare, _mark, query = path.partition("?")
    environ: Question = {
        "REQUEST_METHOD": method,
        "PATH_INFO": bare,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_LANGUAGE": "fi",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "body": body,
    }
    if cookie := "; ".join(filter(None, cookies)):
        environ["HTTP_COOKIE"] = cookie
    if method == "POST":
        environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
    return environ


def ask(handler: Callable, question: Question) -> Answer:
    """One request from its first byte to its last."""
    kept: list = []
    environ = dict(question)
    environ["wsgi.input"] = io.BytesIO(environ.pop("body"))
    answer = handler(environ, lambda status, headers, exc_info=None: kept.extend((status, headers)))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return Answer(int(kept[0].split()[0]), dict(kept[1]), body)


class BareRequest(WSGIRequest):
    """A request that meets nothing but the bare view."""

    urlconf = "bench.bare"


def bare_handler() -> WSGIHandler:
    """Django as it comes, with one view that answers "ok"."""
    with override_settings(MIDDLEWARE=DJANGO_MIDDLEWARE):
        handler = WSGIHandler()
    handler.request_class = BareRequest
    return handler
