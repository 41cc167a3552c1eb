"""Quizzes, under the learner's studies. Before the content steps, whose addresses are shorter."""

from django.urls import path

from assessments.graded.views import question, quiz

app_name = "graded"
urlpatterns = [
    path("<slug:run>/testi/<slug:slug>/", quiz.intro, name="intro"),
    path("<slug:run>/testi/<slug:slug>/<int:position>/", question.question, name="question"),
    path("<slug:run>/testi/<slug:slug>/<int:position>/tallenna/", question.save, name="save"),
    path("<slug:run>/testi/<slug:slug>/tarkista/", quiz.review, name="review"),
    path("<slug:run>/testi/<slug:slug>/tulos/<int:number>/", quiz.result, name="result"),
]
