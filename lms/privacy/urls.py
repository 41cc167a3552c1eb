"""Under /oma/tiedot/."""

from django.urls import path

from lms.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.home, name="home"),
    path("lataa/", views.download, name="download"),
    path("poista/", views.delete, name="delete"),
    path("poistettu/", views.gone, name="gone"),
]
