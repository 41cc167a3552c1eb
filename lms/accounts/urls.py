"""Under /tili/, before allauth's own."""

from django.urls import path

from lms.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("tervetuloa/", views.welcome, name="welcome"),
    path("liita/aloita/", views.begin_claim, name="begin_claim"),
    path("liita/", views.claim, name="claim"),
]
