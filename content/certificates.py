"""From an author's certificate text to a template version, and which course gives which certificate."""

from certificates.api import publish_template, set_course_template
from content.models import CertificateText, CoursePage


def publish_certificate_text(text: CertificateText) -> None:
    """Publish the text as a new template version, if anything has changed."""
    words = {
        "heading": text.heading,
        "sentence": text.sentence,
        "signatory_name": text.signatory_name,
        "signatory_title": text.signatory_title,
        "funder_text": text.funder_text,
    }
    publish_template(key=text.translation_key, name=text.name, kind=text.kind, texts={text.locale.language_code: words})


def name_course_certificate(page: CoursePage) -> None:
    """Tell certificates which template the course gives, if any; a type that gives no such kind gives none."""
    gives = page.certificate_id and page.certificate.kind in page.type_policy.certificates
    template_key = page.certificate.translation_key if gives else None
    set_course_template(course_key=page.translation_key, template_key=template_key)
