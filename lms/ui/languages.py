"""In which language a page is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageOfAddressMiddleware(LocaleMiddleware):
    """The language stands in the address; one without it is in the site's own.

    Django's own asks the cookie and the browser as well, does not use what they say where every address tells its
    language, and lets caches keep a copy of each page for every browser's list of languages.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.LANGUAGE_CODE = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(request.LANGUAGE_CODE)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
