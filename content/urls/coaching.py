"""Addresses of the coaching programme; `<programme>` is the code of its run."""

from django.urls import path

from content.urls import measures
from content.views import (
    coaching,
    coaching_attendance,
    coaching_coach,
    coaching_codes,
    coaching_handover,
    coaching_journal,
    coaching_own,
    coaching_own_page,
    coaching_paper,
    coaching_typing,
    coaching_ways_back,
)

app_name = "coaching"

urlpatterns = [
    path("<slug:programme>/", coaching.path, name="path"),
    path("<slug:programme>/aloita/", coaching.start, name="start"),
    path("<slug:programme>/kevyesti/", coaching.light, name="light"),
    path("<slug:programme>/osa/<int:part>/<int:screen>/", coaching.screen, name="screen"),
    path("<slug:programme>/osa/<int:part>/valmis/", coaching.done, name="done"),
    path("<slug:programme>/osa/<int:part>/paperi/", coaching_paper.paper, name="paper"),
    path("<slug:programme>/osa/<int:part>/paperi/oma/", coaching_paper.own_paper, name="paper-own"),
    path("<slug:programme>/osa/<int:part>/paperilta/", coaching_typing.type_in, name="type-in"),
    path("<slug:programme>/pienet-kortit/", coaching.cards, name="cards"),
    path("<slug:programme>/koodi/", coaching_codes.any_code, name="any-code"),
    path("<slug:programme>/jatka/", coaching_own.resume, name="resume"),
    path("<slug:programme>/jatka/viestilla/", coaching_ways_back.send_code, name="send-code"),
    path("<slug:programme>/omat/", coaching_own.own, name="own"),
    path("<slug:programme>/omat/paluu/", coaching_ways_back.way_back, name="way-back"),
    path("<slug:programme>/omat/paluu/poista/", coaching_ways_back.no_way_back, name="no-way-back"),
    path("<slug:programme>/omat/<int:entry>/poista/", coaching_own.delete_one, name="delete-one"),
    path("<slug:programme>/omat/poista/", coaching_own.delete_all, name="delete-all"),
    path("<slug:programme>/omat/koodi/", coaching_own.new_code, name="new-code"),
    path("<slug:programme>/voimavarani/", coaching_own_page.own_page, name="own-page"),
    path("<slug:programme>/voimavarani/valitse/", coaching_own_page.choose, name="own-page-choose"),
    path("<slug:programme>/voimavarani/jarjesta/", coaching_own_page.arrange, name="own-page-arrange"),
    path("<slug:programme>/voimavarani/pdf/", coaching_own_page.own_page_pdf, name="own-page-pdf"),
    path("<slug:programme>/paivakirja/", coaching_journal.journal, name="journal"),
    path("<slug:programme>/paivakirja/<int:entry>/", coaching_journal.journal_entry, name="journal-entry"),
    path("<slug:programme>/paivakirja/<int:entry>/poista/", coaching_journal.delete_page, name="journal-delete"),
    path("<slug:programme>/todistus/", coaching_attendance.attendance, name="attendance"),
    path("<slug:programme>/todistus/<str:token>/", coaching_attendance.check, name="attendance-check"),
    path("<slug:programme>/laite/", coaching_own.device, name="device"),
    path("<slug:programme>/laite/lopeta/", coaching_coach.leave, name="leave"),
    path("<slug:programme>/laite/tyhjenna/", coaching_own.clear_device, name="clear-device"),
    path("<slug:programme>/ohjaaja/", coaching_coach.coach, name="coach"),
    path("<slug:programme>/ohjaaja/koodi/<slug:code>/", coaching_coach.join, name="join"),
    path("<slug:programme>/ohjaaja/<int:link>/nakyma/", coaching_coach.choose, name="coach-choice"),
    path("<slug:programme>/omat/<int:entry>/nayta/", coaching_coach.share, name="share"),
    path("<slug:programme>/ohjaaja/jako/<int:share>/takaisin/", coaching_coach.take_back, name="take-back"),
    path("<slug:programme>/ohjaaja/<int:link>/soitto/", coaching_coach.call, name="call"),
    path("<slug:programme>/ohjaaja/<int:link>/soitto/peru/", coaching_coach.no_call, name="no-call"),
    path("<slug:programme>/ohjaaja/<int:link>/siirto/", coaching_handover.handover, name="handover"),
    path("<slug:programme>/ohjaaja/<int:link>/lopeta/", coaching_coach.end, name="coach-end"),
    *measures.urlpatterns,
]
