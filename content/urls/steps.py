"""A learner's steps, below the course home."""

from django.urls import path

from content.views import steps

app_name = "steps"
urlpatterns = [
    path("<slug:run>/<slug:step>/", steps.show, name="step"),
    path("<slug:run>/<slug:step>/tehty/", steps.mark_done, name="done"),
    path("<slug:run>/<slug:step>/peru/", steps.undo, name="undo"),
]
