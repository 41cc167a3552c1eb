"""Files as answers: added and taken out one by one. The answer follows what is kept.

No page says which files its answer has, so neither an old page nor a foreign number can bring a file into an answer
or lose one.
"""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.graded.models import AnswerFile, Response
from assessments.graded.rules.quizzes import is_late
from assessments.graded.services.answering import AlreadySent, TooLate
from lms.ui.uploads import RefusedFile, Upload


def add_answer_file(*, response_id: int, upload: Upload) -> Response:
    """Keep a checked file as (a part of) the answer; where only one fits, it takes the place of the earlier one.
    The same file again changes nothing.

    The file is written first and its row second: a row never points to nothing. Raises ``RefusedFile``, ``TooLate``
    and ``AlreadySent``; the answer is then as it was.
    """
    file = AnswerFile(
        response_id=response_id, name=upload.name, kind=upload.kind, size=len(upload.content), sha256=upload.sha256
    )
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        response, is_kept = _keep(file)
    except BaseException:
        file.file.delete(save=False)
        raise
    if not is_kept:
        file.file.delete(save=False)
    return response


@transaction.atomic
def _keep(file: AnswerFile) -> tuple[Response, bool]:
    response = _locked(file.response_id)
    earlier = list(response.files.all())
    if any(one.sha256 == file.sha256 for one in earlier):
        return response, False
    version = response.question_version
    most = version.rule.most_files(version.values_in(response.attempt.language))
    if most > 1 and len(earlier) >= most:
        raise RefusedFile(_("There are %(number)d files already. Take one away first.") % {"number": len(earlier)})
    file.save()
    if most == 1:
        for one in earlier:
            _delete(one)
    _follow(response)
    return response, True


@transaction.atomic
def remove_answer_file(*, response_id: int, pk: int) -> Response:
    """Take a file out of the answer, for good. One that is not in it changes nothing. Raises ``TooLate`` and
    ``AlreadySent``."""
    response = _locked(response_id)
    file = response.files.filter(pk=pk).first()
    if file:
        _delete(file)
        _follow(response)
    return response


def _locked(response_id: int) -> Response:
    """The answer while it may change. The attempt is locked too, so that nothing changes in one that is being sent."""
    rows = Response.objects.select_for_update(of=("self", "attempt"))
    response = rows.select_related("attempt", "question_version__question").get(pk=response_id)
    if not response.attempt.is_open or response.points is not None:
        raise AlreadySent(response)
    if is_late(timezone.now(), response.attempt.deadline):
        raise TooLate(response)
    return response


def _delete(file: AnswerFile) -> None:
    transaction.on_commit(lambda: file.file.storage.delete(file.file.name))
    file.delete()


def _follow(response: Response) -> None:
    response.answer = [file.as_answered() for file in response.files.all()] or None
    response.seq, response.writer, response.saved_at = response.seq + 1, "", timezone.now()
    response.save(update_fields=["answer", "seq", "writer", "saved_at"])
