"""Where the link leads by which somebody answers without signing in."""

from django.urls import path

from courses.followups.views import answering

app_name = "asked"
urlpatterns = [path("<str:link>/", answering.answer, name="answer")]
