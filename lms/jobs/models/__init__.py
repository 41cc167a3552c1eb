"""The queue, the outbox, and what people are to be told."""

from lms.jobs.models.mail import Bounce, DemoMail, Mail
from lms.jobs.models.notices import MailChoice, Notice
from lms.jobs.models.queue import Job
from lms.jobs.models.sms import Sms
from lms.jobs.models.texts import MailText

__all__ = ["Bounce", "DemoMail", "Job", "Mail", "MailChoice", "MailText", "Notice", "Sms"]
