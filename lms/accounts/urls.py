"""Under /tili/, before allauth's own."""

from django.urls import path

from lms.accounts import views, views_mail

app_name = "accounts"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("tervetuloa/", views.welcome, name="welcome"),
    path("liita/aloita/", views.begin_claim, name="begin_claim"),
    path("ilmoitukset/", views_mail.notices, name="notices"),
    path("ilmoitukset/osoite/", views_mail.try_again, name="try_address_again"),
    path("ilmoitukset/lopeta/<str:token>/", views_mail.stop_mail, name="stop_mail"),
    path("liita/", views.claim, name="claim"),
]
