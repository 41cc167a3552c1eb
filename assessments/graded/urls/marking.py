"""Marking, below the trainers' pages."""

from django.urls import path

from assessments.graded.views import (
    allocating,
    commenting,
    covering,
    feedback_files,
    hand_marking,
    marking,
    naming,
    peer_oversight,
    queue,
    releasing,
    second_marking,
    sent_attempt,
    uploading,
)

app_name = "marking"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("anna/", releasing.give, name="give"),
    path("anna/<int:pk>/peru/", releasing.cancel, name="give-cancel"),
    path("jako/", allocating.allocate, name="allocate"),
    path("jako/tasan/", allocating.share, name="share"),
    path("huomautukset/", commenting.comments, name="comments"),
    path("huomautukset/<int:pk>/", commenting.comment, name="comment"),
    path("huomautukset/<int:pk>/poista/", commenting.delete, name="comment-delete"),
    path("nimet/<slug:run>/", naming.hiding, name="hiding"),
    path("vastaukset/", hand_marking.answers, name="answers"),
    path("vastaukset/<int:pk>/", hand_marking.answer, name="answer"),
    path("vastaukset/<int:pk>/tallenna/", hand_marking.save, name="answer-save"),
    path("vastaukset/<int:pk>/tiedosto/<int:file>/", uploading.file_to_mark, name="answer-file"),
    path("kerrat/<slug:run>/<int:enrolment>/<slug:slug>/", sent_attempt.attempts, name="attempts"),
    path("<int:pk>/", marking.mark, name="mark"),
    path("<int:pk>/tallenna/", marking.save, name="save"),
    path("<int:pk>/ota/", marking.take, name="take"),
    path("<int:pk>/seuraava/", marking.skip, name="skip"),
    path("<int:pk>/toinen/", second_marking.second, name="second"),
    path("<int:pk>/toinen/tallenna/", second_marking.save, name="second-save"),
    path("<int:pk>/nimi/", naming.name, name="name"),
    path("<int:pk>/peita/", covering.cover, name="cover"),
    path("<int:pk>/vertaisarviot/", peer_oversight.peers, name="peers"),
    path("<int:pk>/vertaisarviot/anna/", peer_oversight.give, name="peer-give"),
    path("<int:pk>/vertaisarviot/vapauta/", peer_oversight.waive, name="peer-waive"),
    path("<int:pk>/tiedosto/<int:file>/", marking.file, name="file"),
    path("<int:pk>/palautetiedosto/<int:file>/", feedback_files.for_trainer, name="feedback-file"),
    path("lisaaika/<slug:run>/<int:enrolment>/<slug:slug>/", covering.extension, name="extension"),
]
