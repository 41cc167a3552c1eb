"""What a coach finds here."""

from django.urls import include, path

from lms.dashboard.views import coach

app_name = "coach"
urlpatterns = [
    path("", coach.home, name="home"),
    path("osat/", include("content.urls.facilitation")),
]
