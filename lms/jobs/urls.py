"""Under /demo/, in demo mode only."""

from django.urls import path

from lms.jobs import views

app_name = "jobs"
urlpatterns = [
    path("posti/", views.mailbox, name="mailbox"),
    path("posti/<int:pk>/", views.mail, name="mail"),
]
