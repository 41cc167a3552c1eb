"""Events that anybody may come to."""

from django.urls import path

from courses.meetings.views import events

app_name = "events"
urlpatterns = [
    path("", events.events, name="list"),
    path("<int:pk>/", events.event, name="event"),
    path("oma/<str:link>/", events.own, name="own"),
    path("oma/<str:link>/paiva.ics", events.own_calendar, name="calendar"),
]
