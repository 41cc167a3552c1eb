"""Guiding participants, below the trainers' pages."""

from django.urls import path

from assessments.graded.views import guiding

app_name = "guiding"
urlpatterns = [
    path("<slug:run>/projektit/", guiding.projects, name="projects"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/", guiding.project, name="project"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/viesti/", guiding.message, name="message"),
    path("<slug:run>/projektit/<int:enrolment>/<slug:slug>/hyvaksynta/", guiding.approval, name="approval"),
]
