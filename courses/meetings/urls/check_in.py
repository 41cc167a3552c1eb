"""Checking in with the code on the screen."""

from django.urls import path

from courses.meetings.views import check_in

app_name = "check-in"
urlpatterns = [
    path("", check_in.typed, name="typed"),
    path("<int:pk>/", check_in.confirm, name="confirm"),
    path("<int:pk>/<slug:code>/", check_in.scan, name="scan"),
]
