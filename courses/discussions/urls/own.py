"""What is told and discussed in a run, under the learner's studies. Before the content steps, whose addresses are
shorter."""

from django.urls import path

from courses.discussions.views import announcements, messages, order, posts, threads

app_name = "discussions"
urlpatterns = [
    path("<slug:run>/tiedotteet/", announcements.announcements, name="announcements"),
    path("<slug:run>/viesti/", messages.ask, name="ask"),
    path("<slug:run>/keskustelu/", threads.threads, name="threads"),
    path("<slug:run>/keskustelu/uusi/", threads.new, name="new"),
    path("<slug:run>/keskustelu/ryhmat/", order.groups, name="groups"),
    path("<slug:run>/keskustelu/ilmoitetut/", order.reports, name="reports"),
    path("<slug:run>/keskustelu/ilmoitetut/<int:pk>/", order.handled, name="handled"),
    path("<slug:run>/keskustelu/<int:pk>/", threads.thread, name="thread"),
    path("<slug:run>/keskustelu/<int:pk>/seuraa/", threads.follow, name="follow"),
    path("<slug:run>/keskustelu/<int:pk>/tila/", order.state, name="state"),
    path("<slug:run>/keskustelu/<int:pk>/<int:number>/muokkaa/", posts.edit, name="edit"),
    path("<slug:run>/keskustelu/<int:pk>/<int:number>/poista/", posts.delete, name="delete"),
    path("<slug:run>/keskustelu/<int:pk>/<int:number>/ilmoita/", posts.report, name="report"),
    path("<slug:run>/keskustelu/<int:pk>/<int:number>/piilota/", posts.hide, name="hide"),
]
