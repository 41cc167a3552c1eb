"""Certificates of attendance of events, for who came without an account."""

from django.urls import path

from content.views import event_attendance

app_name = "event-attendance"
urlpatterns = [
    path("oma/<str:link>/todistus/", event_attendance.certificate, name="own"),
    path("todistus/<str:token>/", event_attendance.check, name="check"),
]
