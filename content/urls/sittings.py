"""A group's addresses: short, because somebody types them into a phone."""

from django.urls import path

from content.views import sittings

app_name = "sitting"

urlpatterns = [
    path("", sittings.join, name="join"),
    path("<slug:code>/", sittings.room, name="room"),
    path("<slug:code>/naytto/", sittings.screen, name="screen"),
    path("<slug:code>/nyt/", sittings.now, name="now"),
]
