"""Guiding participants, below the trainers' pages."""

from django.urls import path

from assessments.graded.views import competence, guiding, recognising

app_name = "guiding"
urlpatterns = [
    path("<slug:run>/projektit/", guiding.projects, name="projects"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/", guiding.project, name="project"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/viesti/", guiding.message, name="message"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/valmis/", guiding.settle, name="settle"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/hyvaksynta/", guiding.approval, name="approval"),
    path("<slug:run>/hyvaksiluvut/", recognising.applications, name="applications"),
    path("<slug:run>/hyvaksiluvut/<int:pk>/", recognising.decide, name="decide"),
    path("<slug:run>/hyvaksiluvut/<int:pk>/tiedosto/", recognising.file, name="application-file"),
    path("<slug:run>/osaaminen/", competence.group, name="competence"),
]
