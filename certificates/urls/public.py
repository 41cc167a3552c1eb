from django.urls import path

from certificates.views import public

app_name = "certificates"
urlpatterns = [
    path("", public.check, name="check"),
    path("<str:key>.json", public.verify_json, name="verify_json"),
    path("<str:key>/", public.verify, name="verify"),
]
