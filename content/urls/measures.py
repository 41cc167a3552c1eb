"""Addresses of the scales inside a programme; they go along with those of the coaching."""

from django.urls import path

from content.views import measures, measures_sharing, measures_typing

_PLACE = "<slug:programme>/kysely/<slug:scale>/"

urlpatterns = [
    path("<slug:programme>/kysely/", measures.overview, name="measures"),
    path("<slug:programme>/kysely/luvut/", measures.consent, name="measure-consent"),
    path(f"{_PLACE}tulos/", measures.result, name="measure-result"),
    path(f"{_PLACE}tulos/nayta/", measures_sharing.share, name="measure-share"),
    path(f"{_PLACE}paperi/", measures.paper, name="measure-paper"),
    path(f"{_PLACE}<slug:word>/", measures.begin, name="measure-begin"),
    path(f"{_PLACE}<slug:word>/paperilta/", measures_typing.type_in, name="measure-type-in"),
    path(f"{_PLACE}<slug:word>/valmis/", measures.review, name="measure-review"),
    path(f"{_PLACE}<slug:word>/poista/", measures.delete, name="measure-delete"),
    path(f"{_PLACE}<slug:word>/<int:number>/", measures.statement, name="measure-statement"),
]
