"""Quizzes and assignments, under the learner's studies. Before the content steps, whose addresses are shorter."""

from django.urls import path

from assessments.graded.views import (
    assignment,
    competence,
    feedback_files,
    peer,
    prior_learning,
    project,
    question,
    quiz,
    uploading,
)

app_name = "graded"
urlpatterns = [
    path("<slug:run>/testi/<slug:slug>/", quiz.intro, name="intro"),
    path("<slug:run>/testi/<slug:slug>/<int:position>/", question.question, name="question"),
    path("<slug:run>/testi/<slug:slug>/<int:position>/tallenna/", question.save, name="save"),
    path("<slug:run>/testi/<slug:slug>/tiedosto/<int:pk>/", uploading.own_file, name="answer-file"),
    path("<slug:run>/testi/<slug:slug>/tarkista/", quiz.review, name="review"),
    path("<slug:run>/testi/<slug:slug>/tulos/<int:number>/", quiz.result, name="result"),
    path("<slug:run>/tehtava/<slug:slug>/", assignment.assignment, name="assignment"),
    path("<slug:run>/tehtava/<slug:slug>/tallenna/", assignment.save, name="assignment-save"),
    path("<slug:run>/tehtava/<slug:slug>/palauta/", assignment.check, name="assignment-hand-in"),
    path("<slug:run>/tehtava/<slug:slug>/peru/", assignment.take_back, name="assignment-withdraw"),
    path("<slug:run>/tehtava/<slug:slug>/vahvista/", assignment.confirm, name="assignment-confirm"),
    path("<slug:run>/tehtava/<slug:slug>/tiedosto/<int:pk>/", assignment.file, name="assignment-file"),
    path("<slug:run>/tehtava/<slug:slug>/palautetiedosto/<int:pk>/", feedback_files.for_learner, name="feedback-file"),
    path("<slug:run>/tehtava/<slug:slug>/vertaisarviot/", peer.peers, name="peers"),
    path("<slug:run>/tehtava/<slug:slug>/vertaisarviot/ota/", peer.take, name="peer-take"),
    path("<slug:run>/tehtava/<slug:slug>/vertaisarviot/<int:pk>/", peer.review, name="peer-review"),
    path("<slug:run>/tehtava/<slug:slug>/vertaisarviot/<int:pk>/tallenna/", peer.save, name="peer-save"),
    path("<slug:run>/tehtava/<slug:slug>/vertaisarviot/<int:pk>/tiedosto/<int:file>/", peer.file, name="peer-file"),
    path("<slug:run>/osaaminen/<slug:slug>/", competence.competence, name="competence"),
    path("<slug:run>/osaaminen/<slug:slug>/ohita/", competence.skip, name="competence-skip"),
    path("<slug:run>/osaaminen/<slug:slug>/poista/", competence.delete, name="competence-delete"),
    path("<slug:run>/hyvaksiluku/", prior_learning.applications, name="prior"),
    path("<slug:run>/hyvaksiluku/<int:pk>/peru/", prior_learning.withdraw, name="prior-withdraw"),
    path("<slug:run>/hyvaksiluku/<int:pk>/tiedosto/", prior_learning.file, name="prior-file"),
    path("<slug:run>/projekti/<slug:slug>/", project.project, name="project"),
    path("<slug:run>/projekti/<slug:slug>/viesti/", project.message, name="project-message"),
    path("<slug:run>/projekti/<slug:slug>/esihenkilo/", project.ask, name="project-ask"),
]
