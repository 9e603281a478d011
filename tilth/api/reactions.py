from typing import Literal

from ninja import Router, Schema

from tilth.api.contributions import fetched
from tilth.api.replies import fetched_reply
from tilth.api.typed import Id
from tilth.contributions.actions import react, take_back
from tilth.contributions.models import Contribution, Reply
from tilth.core.web import Request

router = Router(tags=["reactions"])

type Name = Literal["same-here", "helpful", "thanks"]


class Totals(Schema):
    score: int
    reactions: dict[str, int]


def totals(thing: Contribution | Reply) -> Totals:
    thing.refresh_from_db(fields=["score", "reactions"])
    return Totals(score=thing.score, reactions=thing.reactions)


@router.put("/contributions/{int:pk}/reactions/{name}", response=Totals)
def react_to_contribution(request: Request, pk: Id, name: Name) -> Totals:
    contribution = fetched(request, "react", pk)
    react(contribution, actor_id=request.user.pk, name=name)
    return totals(contribution)


@router.delete("/contributions/{int:pk}/reactions/{name}", response={204: None})
def take_back_from_contribution(request: Request, pk: Id, name: Name) -> None:
    take_back(fetched(request, "react", pk), actor_id=request.user.pk, name=name)


@router.put("/replies/{int:pk}/reactions/{name}", response=Totals)
def react_to_reply(request: Request, pk: Id, name: Name) -> Totals:
    reply = fetched_reply(request, "react", pk)
    react(reply, actor_id=request.user.pk, name=name)
    return totals(reply)


@router.delete("/replies/{int:pk}/reactions/{name}", response={204: None})
def take_back_from_reply(request: Request, pk: Id, name: Name) -> None:
    take_back(fetched_reply(request, "react", pk), actor_id=request.user.pk, name=name)
