"""Marking, below the trainers' pages."""

from django.urls import path

from assessments.graded.views import covering, hand_marking, marking, peer_oversight, uploading

app_name = "marking"
urlpatterns = [
    path("", marking.queue, name="queue"),
    path("anna/", marking.give, name="give"),
    path("vastaukset/", hand_marking.answers, name="answers"),
    path("vastaukset/<int:pk>/", hand_marking.answer, name="answer"),
    path("vastaukset/<int:pk>/tallenna/", hand_marking.save, name="answer-save"),
    path("vastaukset/<int:pk>/tiedosto/<int:file>/", uploading.file_to_mark, name="answer-file"),
    path("<int:pk>/", marking.mark, name="mark"),
    path("<int:pk>/tallenna/", marking.save, name="save"),
    path("<int:pk>/ota/", marking.take, name="take"),
    path("<int:pk>/peita/", covering.cover, name="cover"),
    path("<int:pk>/vertaisarviot/", peer_oversight.peers, name="peers"),
    path("<int:pk>/vertaisarviot/vapauta/", peer_oversight.waive, name="peer-waive"),
    path("<int:pk>/tiedosto/<int:file>/", marking.file, name="file"),
    path("lisaaika/<slug:run>/<int:enrolment>/<slug:slug>/", covering.extension, name="extension"),
]
