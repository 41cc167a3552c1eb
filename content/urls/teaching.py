"""What a trainer reads of a taught run; beside the trainer's own pages."""

from django.urls import path

from content.views import teaching

app_name = "teaching"
urlpatterns = [
    path("<slug:run>/sisalto/", teaching.contents, name="contents"),
    path("<slug:run>/sisalto/<slug:step>/", teaching.lesson, name="lesson"),
    path("<slug:run>/sisalto/tehtava/<slug:step>/", teaching.assignment, name="assignment"),
    path("<slug:run>/sisalto/projekti/<slug:step>/", teaching.project, name="project"),
    path("<slug:run>/sisalto/testi/<slug:step>/", teaching.quiz, name="quiz"),
]
