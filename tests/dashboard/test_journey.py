"""From enrolling to the certificate through the pages alone."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.accounts.api import User
from tests.dashboard.people import client_of, main_of
from tests.factories.certificates import make_certified_run


def test_enrol_my_page_course_home_and_the_certificate_on_the_next_page(db):
    run = make_certified_run(lessons=2)
    client = client_of(User.objects.create_user(email="aino@example.org"))
    enrol = reverse("courses:enrol", args=[run.code])
    assert 'name="last_name"' in main_of(client.get(enrol))
    response = client.post(enrol, {"first_name": "Aino", "last_name": "Esimerkki"}, follow=True)
    home = reverse("dashboard:course", args=[run.code])
    assert response.redirect_chain == [(home, 302)]
    assert _("%(done)s / %(total)s done") % {"done": 0, "total": 2} in main_of(response)
    my_page = main_of(client.get(reverse("dashboard:home")))
    assert _("Hello, %(name)s") % {"name": "Aino"} in my_page
    assert f'href="{reverse("steps:step", args=[run.code, "lesson-1"])}"' in my_page
    for slug in ("lesson-1", "lesson-2"):
        client.post(reverse("steps:done", args=[run.code, slug]))
    assert _("Your certificate is ready") in main_of(client.get(home))
    assert _("Valid") in main_of(client.get(reverse("dashboard:home")))
