"""Looking after runs: trainers their own, cohort administrators all."""

from django.urls import path

from lms.dashboard import admitting_urls, results_urls
from lms.dashboard.views import (
    accommodating,
    board,
    closing,
    copying,
    correcting,
    groups,
    inviting,
    leaving,
    participants,
    revoking,
    runs,
    step_dates,
)

app_name = "trainer"
urlpatterns = [
    path("", runs.home, name="home"),
    path("uusi/", runs.new, name="new"),
    path("ryhma/<slug:run>/", runs.run, name="run"),
    path("ryhma/<slug:run>/tiedot/", runs.edit, name="edit"),
    path("ryhma/<slug:run>/uusi/", copying.next_run, name="next"),
    path("ryhma/<slug:run>/seuranta/", board.board, name="board"),
    path("ryhma/<slug:run>/seuranta/lataa/<slug:kind>/", board.export, name="board-export"),
    path("ryhma/<slug:run>/ryhmat/", groups.groups, name="groups"),
    path("ryhma/<slug:run>/ryhmat/uusi/", groups.add, name="add-group"),
    path("ryhma/<slug:run>/ryhmat/<int:pk>/", groups.rename, name="rename-group"),
    path("ryhma/<slug:run>/ryhmat/<int:pk>/poista/", groups.delete, name="delete-group"),
    path("ryhma/<slug:run>/paata/", closing.close, name="close"),
    path("ryhma/<slug:run>/paata/peru/", closing.reopen, name="reopen"),
    path("ryhma/<slug:run>/muutokset/", runs.changes, name="changes"),
    path("ryhma/<slug:run>/ajat/", step_dates.dates, name="dates"),
    path("ryhma/<slug:run>/kouluttajat/", runs.trainers, name="trainers"),
    path("ryhma/<slug:run>/kouluttajat/poista/", runs.dismiss, name="dismiss"),
    path("ryhma/<slug:run>/osallistuja/<int:pk>/", participants.participant, name="participant"),
    path("ryhma/<slug:run>/osallistuja/<int:pk>/pois/", leaving.take_away, name="take-out"),
    path("ryhma/<slug:run>/lahteneet/", leaving.left, name="left"),
    path("ryhma/<slug:run>/lahteneet/<int:pk>/takaisin/", leaving.bring_back, name="take-back"),
    path("ryhma/<slug:run>/osallistuja/<int:pk>/hyvaksy/", participants.approve, name="approve"),
    path("ryhma/<slug:run>/osallistuja/<int:pk>/merkitse/<slug:step>/", participants.mark, name="mark"),
    path("ryhma/<slug:run>/osallistuja/<int:pk>/jarjestelyt/", accommodating.person, name="person-arrangements"),
    path("ryhma/<slug:run>/jarjestelyt/", accommodating.everybody, name="arrangements"),
    path("ryhma/<slug:run>/jarjestelyt/<int:pk>/poista/", accommodating.withdraw, name="withdraw-arrangement"),
    path("ryhma/<slug:run>/testi/<slug:quiz>/ajat/", accommodating.times, name="quiz-times"),
    path("ryhma/<slug:run>/kutsut/", inviting.invitations, name="invitations"),
    path("ryhma/<slug:run>/kutsut/uusi/", inviting.invite, name="invite"),
    path("ryhma/<slug:run>/kutsut/<int:pk>/uudelleen/", inviting.again, name="invite-again"),
    path("ryhma/<slug:run>/kutsut/<int:pk>/peru/", inviting.revoke, name="revoke-invitation"),
    path("ryhma/<slug:run>/todistukset/", revoking.awards, name="awards"),
    path("ryhma/<slug:run>/todistukset/<slug:key>/korjaa/", correcting.correct, name="correct"),
    path("ryhma/<slug:run>/todistukset/<slug:key>/peru/", revoking.revoke, name="revoke"),
    *admitting_urls.urlpatterns,
    *results_urls.urlpatterns,
]
