"""Every address there is. Who may open which is said in `tilth.config.rules`."""

from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from tilth.api import v1
from tilth.contributions.views import compose, drafts, page, replies, states, writing
from tilth.files.views import file
from tilth.groups import views as groups
from tilth.home import arriving, finding, inbox, palette, suggestions, waiting
from tilth.home import views as home
from tilth.home.signing_in import KeepingLogin
from tilth.home.styleguide import styleguide
from tilth.people import views as people
from tilth.questions import views as questions
from tilth.stream import views as stream

handler500 = "tilth.home.refusals.broken"

urlpatterns = [
    path("", stream.stream, name="stream"),
    path("settings/", people.settings, name="settings"),
    path("sign-in/", login_not_required(KeepingLogin.as_view()), name="account_login"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("start/", arriving.start, name="start"),
    path("start/team/", arriving.start_team, name="start-team"),
    path("join/<str:token>/", arriving.join, name="join"),
    path("needs/", waiting.needs, name="needs"),
    path("kept/", home.kept, name="kept"),
    path("search", finding.search, name="search"),
    path("notifications/", inbox.notifications, name="notifications"),
    path("suggestions/all/", palette.palette, name="palette"),
    path("suggestions/people/", suggestions.people, name="suggest-people"),
    path("suggestions/tags/", suggestions.tags, name="suggest-tags"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.found, name="group-new"),
    path("groups/<int:pk>/", stream.group, name="group"),
    path("groups/<int:pk>/edit/", groups.edit, name="group-edit"),
    path("groups/<int:pk>/archive/", groups.archive, name="group-archive"),
    path("groups/<int:pk>/link/", groups.join_link, name="group-link"),
    path("groups/<int:pk>/members/", groups.members, name="group-members"),
    path("groups/<int:pk>/members/<str:person>/", groups.member, name="group-member"),
    path("administration/groups/", groups.administration, name="administration-groups"),
    path("people/", people.people, name="people"),
    path("people/me/edit/", people.profile, name="profile"),
    path("people/<int:pk>/", stream.person, name="person"),
    path("people/<int:pk>/card/", people.card, name="person-card"),
    path("people/<int:pk>/photo/", people.photo, name="person-photo"),
    path("people/<int:pk>/follow/", stream.follow, name="person-follow"),
    path("tags/", stream.tags, name="tags"),
    path("tags/<str:name>/", stream.tag, name="tag"),
    path("tags/<str:name>/follow/", stream.tag_follow, name="tag-follow"),
    path("files/<int:pk>/<str:name>", file, name="file"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("compose/audience/", compose.audience, name="compose-audience"),
    path("compose/preview/", writing.preview, name="compose-preview"),
    path("compose/pasted/", writing.pasted, name="compose-pasted"),
    path("compose/files/", writing.files, name="compose-files"),
    path("questions/similar/", finding.similar, name="similar"),
    path(
        "questions/<int:pk>/accepted-answers/<int:reply_pk>/",
        questions.accepted_answer,
        name="accepted-answer",
    ),
    path("contributions/<int:pk>/withdrawal/", states.withdraw, name="withdraw"),
    path("contributions/<int:pk>/outdated/", states.outdated, name="outdated"),
    path("contributions/<int:pk>/duplicate/", states.duplicate, name="duplicate"),
    path("contributions/<int:pk>/group/", states.move, name="move"),
    path("contributions/<int:pk>/watch/", states.watch, name="watch"),
    path("contributions/<int:pk>/versions/", states.versions, name="versions"),
    path("contributions/<int:pk>/reactions/<str:name>/", states.reaction, name="reaction"),
    path("replies/<int:pk>/edit/", replies.edit_reply, name="reply-edit"),
    path("replies/<int:pk>/withdrawal/", replies.withdraw_reply, name="reply-withdraw"),
    path("replies/<int:pk>/outdated/", states.reply_outdated, name="reply-outdated"),
    path("replies/<int:pk>/versions/", states.reply_versions, name="reply-versions"),
    path("replies/<int:pk>/reactions/<str:name>/", states.reply_reaction, name="reply-reaction"),
    path("api/v1/", v1.urls),
    path("styleguide/", styleguide, name="styleguide"),
    path("offline/", home.offline, name="offline"),
    path("sw.js", home.service_worker, name="service-worker"),
    path("healthz", home.healthz, name="healthz"),
    path("readyz", home.readyz, name="readyz"),
    path("metrics", home.metrics, name="metrics"),
    # Last, since the first part is the kind's: /questions/7/, /updates/new/ …
    path("<slug:prefix>/new/", compose.compose, name="compose"),
    path("<slug:prefix>/<int:pk>/", page.contribution, name="contribution"),
    path("<slug:prefix>/<int:pk>/edit/", compose.edit, name="contribution-edit"),
    path("<slug:prefix>/<int:pk>/replies/", replies.replies, name="replies"),
]
