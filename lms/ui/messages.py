"""Messages that are shown once, on the next page."""

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject


class MessagesWhenAskedMiddleware(MessageMiddleware):
    """The same for requests that have to do with a message; for all others nothing is opened, looked through or
    closed, which is most of them."""

    def process_request(self, request: HttpRequest) -> None:
        def opened() -> BaseStorage:
            request.has_opened_messages = True
            return default_storage(request)

        request._messages = SimpleLazyObject(opened)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return super().process_response(request, response) if hasattr(request, "has_opened_messages") else response
