"""The map: every address of the site."""

from django.urls import path

from newsbox.web import entry, pages, steps

urlpatterns = [
    path("", pages.front, name="front"),
    path("reports/<int:pk>/", pages.article, name="article"),
    path("reports/<int:pk>/bookmark/", steps.bookmark, name="bookmark"),
    path("reports/<int:pk>/read/", steps.read, name="read"),
    path("reports/<int:pk>/share/", steps.share, name="share"),
    path("reports/<int:pk>/unshare/", steps.unshare, name="unshare"),
    path("reports/<int:pk>/forget/", steps.forget, name="forget"),
    path("reports/<int:pk>/embeds/<int:number>/", pages.framed, name="framed"),
    path("read-all/", steps.read_all, name="read-all"),
    path("bookmarks/", pages.bookmarks, name="bookmarks"),
    path("search/", pages.found, name="search"),
    path("speakers/", pages.speakers, name="speakers"),
    path("speakers/<int:pk>/", pages.speaker, name="speaker"),
    path("sources/", pages.sources, name="sources"),
    path("sources/list.opml", steps.list_of_sources, name="opml"),
    path("sources/<int:pk>/", pages.source, name="source"),
    path("sources/<int:pk>/unfollow/", steps.unfollow, name="unfollow"),
    path("sources/<int:pk>/visit/", steps.visit, name="visit-source"),
    path("sources/<int:pk>/rename/", steps.rename, name="rename"),
    path("add/", steps.add, name="add"),
    path("add/starters/", pages.starting, name="starters"),
    path("add/starters/follow/", steps.begin, name="begin"),
    path("add/<int:pk>/", steps.addition, name="addition"),
    path("add/<int:pk>/choose/", steps.choose, name="choose"),
    path("s/<str:token>/", pages.shared, name="shared"),
    path("s/<str:token>/embeds/<int:number>/", pages.shared_frame, name="shared-frame"),
    path("pictures/<slug:name>.jpg", pages.picture, name="picture"),
    path("pictures/<slug:name>/small.jpg", pages.picture, {"small": True}, name="small-picture"),
    path("keys/", pages.keys, name="keys"),
    path("welcome/<str:token>/", entry.welcome, name="welcome"),
    path("visit/<str:token>/", entry.visit, name="visit"),
    path("sign-in/", entry.SignIn.as_view(), name="sign-in"),
    path("sign-out/", entry.SignOut.as_view(), name="sign-out"),
    path("password/", entry.NewPassword.as_view(), name="password"),
    path("healthy/", pages.healthy, name="healthy"),
]
