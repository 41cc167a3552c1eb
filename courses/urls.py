"""Getting into a run and out of it."""

from django.urls import path

from courses.views import enrolment, invitation

app_name = "courses"
urlpatterns = [
    path("toteutus/<slug:run>/ilmoittaudu/", enrolment.enrol, name="enrol"),
    path("toteutus/<slug:run>/peru/", enrolment.leave, name="leave"),
    path("kutsu/<str:key>/", invitation.invitation, name="invitation"),
]
