"""The one door of jobs."""

from lms.jobs.bounces import bouncing, clear_address
from lms.jobs.choices import choice_of, choose_mail, forget_choice, move_notices, read_stop, stop_mail
from lms.jobs.letters import Fact, Kind, Topic, declare, kind_of, kinds, topic_name, topics_in_use
from lms.jobs.mail import forget_mail, queue_mail
from lms.jobs.models import MailChoice
from lms.jobs.notices import Telling, notify, notify_many, send_letter
from lms.jobs.readers import Reader, set_reader_provider
from lms.jobs.registry import handler, scheduled
from lms.jobs.rhythm import Pace
from lms.jobs.services import enqueue, queue_health, run_due
from lms.jobs.signals import address_cleared, address_marked
from lms.jobs.sms import forget_sms, queue_sms, sends_sms
from lms.jobs.wording import (
    UnusableWording,
    Wording,
    checked,
    own_wordings,
    preview,
    restore_wording,
    shipped_wording,
    word_mail,
    wording_of,
)

__all__ = [
    "Fact",
    "Kind",
    "MailChoice",
    "Pace",
    "Reader",
    "Telling",
    "Topic",
    "UnusableWording",
    "Wording",
    "address_cleared",
    "address_marked",
    "bouncing",
    "checked",
    "choice_of",
    "choose_mail",
    "clear_address",
    "declare",
    "enqueue",
    "forget_choice",
    "forget_mail",
    "forget_sms",
    "handler",
    "kind_of",
    "kinds",
    "move_notices",
    "notify",
    "notify_many",
    "own_wordings",
    "preview",
    "queue_health",
    "queue_mail",
    "queue_sms",
    "read_stop",
    "restore_wording",
    "run_due",
    "scheduled",
    "send_letter",
    "sends_sms",
    "set_reader_provider",
    "shipped_wording",
    "stop_mail",
    "topic_name",
    "topics_in_use",
    "word_mail",
    "wording_of",
]
