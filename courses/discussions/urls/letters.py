"""What trainers write: messages and announcements."""

from django.urls import path

from courses.discussions.views import announcements, messages

app_name = "letters"
urlpatterns = [
    path("", messages.letters, name="list"),
    path("<int:pk>/", messages.conversation, name="conversation"),
    path("<int:pk>/ei-vastausta/", messages.settle, name="settle"),
    path("<slug:run>/uusi/", messages.write, name="new"),
    path("<slug:run>/tiedote/", announcements.new, name="announce"),
    path("<slug:run>/tiedote/<int:pk>/", announcements.edit, name="edit-announcement"),
    path("<slug:run>/tiedote/<int:pk>/poista/", announcements.delete, name="delete-announcement"),
]
