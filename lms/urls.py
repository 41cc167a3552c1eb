"""Every address of the site, in the order in which they are tried."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from courses.meetings.views.calendar import feed
from lms.accounts.api import open_post, public
from lms.ui.theme import choose_theme
from lms.ui.views import gallery

handler404 = "lms.accounts.views.not_found"
handler500 = "lms.ui.errors.broken"
handler403 = "lms.dashboard.views.locked.refused"

urlpatterns = [
    path("health/", include("lms.dashboard.health_urls")),
    path("hallinta/tyylit/", require_admin_access(gallery), name="gallery"),
    path("hallinta/", include(wagtailadmin_urls)),
    path("teema/", public(open_post(choose_theme)), name="theme"),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("lms.jobs.urls"))]

urlpatterns += i18n_patterns(
    path("tili/", include("lms.accounts.urls")),
    path("tili/", include("allauth.urls")),
    # First, as a quiz saves many times a minute.
    path("oma/opinnot/", include("assessments.graded.urls.quizzes")),
    path("oma/", include("lms.dashboard.urls")),
    path("oma/", include("courses.meetings.urls.own")),
    path("oma/opinnot/", include("courses.discussions.urls.own")),
    path("oma/opinnot/", include("content.urls.steps")),
    path("oma/viestit/", include("courses.discussions.urls.inbox")),
    path("oma/tiedot/", include("lms.privacy.urls")),
    path("oma/todistukset/", include("certificates.urls.own")),
    path("todistus/", include("certificates.urls.public")),
    path("valmennus/", include("content.urls.offline")),
    path("valmennus/", include("content.urls.reminders")),
    path("valmennus/", include("content.urls.coaching")),
    path("ryhma/", include("content.urls.sittings")),
    path("m/", include("content.urls.messages")),
    path("kouluttaja/ryhma/", include("content.urls.teaching")),
    path("kouluttaja/ryhma/", include("courses.meetings.urls.trainer")),
    path("paikalla/", include("courses.meetings.urls.check_in")),
    path("tapahtumat/", include("courses.meetings.urls.events")),
    path("tapahtumat/", include("content.urls.event_attendance")),
    path("kalenteri/<slug:token>.ics", feed, name="calendar"),
    path("kouluttaja/ohjaus/", include("assessments.graded.urls.guiding")),
    path("hyvaksynta/", include("assessments.graded.urls.endorsing")),
    path("kouluttaja/arvioitavat/", include("assessments.graded.urls.marking")),
    path("kouluttaja/viestit/", include("courses.discussions.urls.letters")),
    path("kouluttaja/jalkiseuranta/", include("courses.followups.urls")),
    path("jalkiseuranta/", include("courses.followups.link_urls")),
    path("kouluttaja/", include("lms.dashboard.trainer_urls")),
    path("ohjaaja/", include("lms.dashboard.coach_urls")),
    path("raportit/", include("lms.dashboard.report_urls")),
    path("koulutukset/", include("courses.admissions.urls")),
    path("tyonantaja/", include("courses.admissions.employer_urls")),
    path("koulutukset/", include("courses.urls")),
    path("", include("content.urls.files")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
