"""A trainer's conversations after the training."""

from django.urls import path

from courses.followups.views import exporting, trainer

app_name = "followups"
urlpatterns = [
    path("", trainer.follow_ups, name="list"),
    path("lataa/<slug:kind>/", exporting.export, name="export"),
    path("<int:pk>/", trainer.follow_up, name="one"),
    path("<int:pk>/otan/", trainer.take, name="take"),
    path("<int:pk>/anna/", trainer.hand, name="hand"),
    path("<int:pk>/linkki/", trainer.link, name="link"),
    path("<int:pk>/laheta/", trainer.mail, name="mail"),
]
