"""Leading a group, below the coach's page."""

from django.urls import path

from content.views import leading

urlpatterns = [
    path("", leading.begin, name="groups"),
    path("<int:pk>/", leading.lead, name="group"),
    path("<int:pk>/ruutu/", leading.move, name="group-move"),
    path("<int:pk>/nayta/", leading.show, name="group-show"),
    path("<int:pk>/viesti/<int:note>/", leading.hide, name="group-note"),
    path("<int:pk>/lopeta/", leading.end, name="group-end"),
]
