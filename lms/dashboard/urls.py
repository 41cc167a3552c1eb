"""My page and the course home."""

from django.urls import path

from lms.dashboard.views import my

app_name = "dashboard"
urlpatterns = [
    path("", my.home, name="home"),
    path("nimi/", my.name, name="name"),
    path("opinnot/<slug:run>/", my.course, name="course"),
    path("opinnot/<slug:run>/todistus/", my.certificate, name="certificate"),
]
