"""One's own messages, and what one is writing."""

from django.urls import path

from courses.discussions.views import messages, writing

app_name = "inbox"
urlpatterns = [
    path("", messages.inbox, name="list"),
    path("<int:pk>/", messages.own_conversation, name="conversation"),
    path("luonnos/<slug:kind>/<int:place>/", writing.save, name="draft"),
]
