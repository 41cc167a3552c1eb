"""Pages of the look rendered without a server, and a browser that sees only them."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Origin, Template, engines
from django.template.backends.django import Template as BackendTemplate
from django.template.loader import render_to_string
from django.test import RequestFactory

from lms.ui.build import build


@pytest.fixture
def request_of():
    """Make an anonymous request for an address."""

    def make(path="/", **extra):
        request = RequestFactory().get(path, **extra)
        request.user = AnonymousUser()
        return request

    return make


@pytest.fixture
def rendered(request_of):
    """Render a template (by name) or template source (anything with a brace) as a page at an address."""

    def render(template, context=None, path="/"):
        request = request_of(path)
        if "{" in template:
            backend = engines["django"]
            parsed = Template(template, Origin("test.html", "test.html"), engine=backend.engine)
            return BackendTemplate(parsed, backend).render(context or {}, request)
        return render_to_string(template, context or {}, request=request)

    return render


@pytest.fixture(scope="session")
def built_ui(tmp_path_factory):
    """Everything the build writes, in a folder of its own."""
    target = tmp_path_factory.mktemp("built")
    build(target)
    return target


@pytest.fixture
def ids_of():
    """Every id of a piece of HTML, in order."""
    return lambda html: re.findall(r'\sid="([^"]+)"', html)
