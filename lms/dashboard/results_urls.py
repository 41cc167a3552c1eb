"""Results of a run, below the trainer's pages."""

from django.urls import path

from lms.dashboard.views import overriding, questions, results

urlpatterns = [
    path("ryhma/<slug:run>/tulokset/", results.book, name="results"),
    path("ryhma/<slug:run>/tulokset/lataa/<slug:kind>/", results.export, name="results-export"),
    path("ryhma/<slug:run>/tulokset/<int:pk>/", results.person, name="results-person"),
    path("ryhma/<slug:run>/tulokset/<int:pk>/<slug:step>/", overriding.override, name="override"),
    path("ryhma/<slug:run>/kysymykset/<slug:quiz>/", questions.questions, name="quiz-questions"),
    path("ryhma/<slug:run>/kysymykset/<slug:quiz>/laske/", questions.regrade, name="regrade"),
]
