"""Addresses of authors' things by id, so that stored HTML never points at a replaced file or a moved page."""

from django.urls import path, register_converter

from content.pictures import WIDTHS
from content.views import files, forms
from content.views.glossary import glossary


class WidthConverter:
    """One of the widths in which pictures are served."""

    regex = "|".join(str(width) for width in WIDTHS)

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(WidthConverter, "width")

urlpatterns = [
    path("kuva/<int:pk>/<width:width>/", files.picture, name="picture"),
    path("media/images/<str:name>", files.rendition, name="rendition"),
    # Wagtail's own name for it: the admin links to files by this name.
    path("materiaali/<int:pk>/<str:name>", files.material, name="wagtaildocs_serve"),
    path("tallenne/<int:pk>/<str:part>", files.recording, name="recording"),
    path("sanasto/", glossary, name="glossary"),
    path("sivu/<int:pk>/", files.page, name="page"),
    path("palaute/kiitos/", forms.thanks, name="feedback_thanks"),
    path("palaute/<slug:about>/", forms.feedback, name="feedback"),
]
