from django.contrib.auth.decorators import login_not_required

from tilth.api import (
    contributions,
    files,
    groups,
    me,
    notifications,
    people,
    questions,
    reactions,
    replies,
    search,
    tags,
)
from tilth.api.auth import Bearer
from tilth.api.problems import ProblemAPI, refuse_as_problem

api = ProblemAPI(title="Tilth", version="1", auth=Bearer(), docs_url=None)
api.add_router("", me.router)
api.add_router("", contributions.router)
api.add_router("", replies.router)
api.add_router("", reactions.router)
api.add_router("", search.router)
api.add_router("/groups", groups.router)
api.add_router("/questions", questions.router)
api.add_router("/people", people.router)
api.add_router("/tags", tags.router)
api.add_router("/notifications", notifications.router)
api.add_router("/files", files.router)

urls = api.urls
for pattern in urls[0]:
    # Bearer guards these: without a token they answer 401, and do not send a program to a form.
    if pattern.callback:
        pattern.callback = login_not_required(refuse_as_problem(pattern.callback))
