"""Quizzes and assignments, under the learner's studies. Before the content steps, whose addresses are shorter."""

from django.urls import include, path

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
#: Nested, so that every other address under the studies is told from these at one look.
OF_QUIZ = [
    path("", quiz.intro, name="intro"),
    path("<int:position>/", question.question, name="question"),
    path("<int:position>/tallenna/", question.save, name="save"),
    path("tiedosto/<int:pk>/", uploading.own_file, name="answer-file"),
    path("palautetiedosto/<int:pk>/", feedback_files.own_answers_file, name="answer-feedback-file"),
    path("tarkista/", quiz.review, name="review"),
    path("tulos/<int:number>/", quiz.result, name="result"),
]
OF_ASSIGNMENT = [
    path("", assignment.assignment, name="assignment"),
    path("tallenna/", assignment.save, name="assignment-save"),
    path("palauta/", assignment.check, name="assignment-hand-in"),
    path("peru/", assignment.take_back, name="assignment-withdraw"),
    path("vahvista/", assignment.confirm, name="assignment-confirm"),
    path("tiedosto/<int:pk>/", assignment.file, name="assignment-file"),
    path("palautetiedosto/<int:pk>/", feedback_files.for_learner, name="feedback-file"),
    path("vertaisarviot/", peer.peers, name="peers"),
    path("vertaisarviot/ota/", peer.take, name="peer-take"),
    path("vertaisarviot/<int:pk>/", peer.review, name="peer-review"),
    path("vertaisarviot/<int:pk>/tallenna/", peer.save, name="peer-save"),
    path("vertaisarviot/<int:pk>/tiedosto/<int:file>/", peer.file, name="peer-file"),
]
urlpatterns = [
    path("<slug:run>/testi/<slug:slug>/", include(OF_QUIZ)),
    path("<slug:run>/tehtava/<slug:slug>/", include(OF_ASSIGNMENT)),
    path("<slug:run>/osaaminen/<slug:slug>/", competence.competence, name="competence"),
    path("<slug:run>/osaaminen/<slug:slug>/ohita/", competence.skip, name="competence-skip"),
    path("<slug:run>/osaaminen/<slug:slug>/naytot/", competence.evidence, name="competence-evidence"),
    path("<slug:run>/osaaminen/<slug:slug>/poista/", competence.delete, name="competence-delete"),
    path("<slug:run>/hyvaksiluku/", prior_learning.applications, name="prior"),
    path("<slug:run>/hyvaksiluku/<int:pk>/peru/", prior_learning.withdraw, name="prior-withdraw"),
    path("<slug:run>/hyvaksiluku/<int:pk>/tiedosto/", prior_learning.file, name="prior-file"),
    path("<slug:run>/projekti/<slug:slug>/", project.project, name="project"),
    path("<slug:run>/projekti/<slug:slug>/viesti/", project.message, name="project-message"),
    path("<slug:run>/projekti/<slug:slug>/esihenkilo/", project.ask, name="project-ask"),
]
