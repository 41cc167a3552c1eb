"""Marking, below the trainers' pages."""

from django.urls import path

from assessments.graded.views import covering, marking

app_name = "marking"
urlpatterns = [
    path("", marking.queue, name="queue"),
    path("anna/", marking.give, name="give"),
    path("<int:pk>/", marking.mark, name="mark"),
    path("<int:pk>/tallenna/", marking.save, name="save"),
    path("<int:pk>/ota/", marking.take, name="take"),
    path("<int:pk>/peita/", covering.cover, name="cover"),
    path("<int:pk>/tiedosto/<int:file>/", marking.file, name="file"),
    path("lisaaika/<slug:run>/<int:enrolment>/<slug:slug>/", covering.extension, name="extension"),
]
