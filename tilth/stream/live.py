from tilth.contributions.events import ContributionAdded, Replied
from tilth.contributions.models import Contribution, TagFollow
from tilth.events.outbox import on
from tilth.groups.models import Membership
from tilth.groups.scope import readers
from tilth.live.hub import tell
from tilth.live.reach import Listener, Message, reaches
from tilth.people.models import Follow


@on(ContributionAdded)
def announce(event: ContributionAdded) -> None:
    _tell("contribution-added", event.contribution_id)


@on(Replied)
def announce_reply(event: Replied) -> None:
    _tell("replied", event.contribution_id)


def _tell(name: str, contribution_id: int) -> None:
    row = Contribution.objects.filter(pk=contribution_id, listed=True).values("group_id").first()
    if row is not None:
        tell(name, group_id=row["group_id"], thing_id=contribution_id)


@reaches("contribution-added")
def who_has_it_in_their_stream(message: Message, listeners: set[Listener]) -> set[Listener]:
    contribution = Contribution.objects.filter(pk=message["id"]).first()
    if contribution is None:
        return set()
    people = {listener.person_id for listener in listeners}
    if contribution.group_id is not None:
        followers = Follow.objects.filter(follower_id__in=people, followed=contribution.author_id)
        tags = TagFollow.objects.filter(
            person_id__in=people, tag__taggings__contribution=contribution
        )
        members = Membership.objects.filter(person_id__in=people, group=contribution.group_id)
        people = {
            *followers.values_list("follower_id", flat=True),
            *tags.values_list("person_id", flat=True),
            *members.values_list("person_id", flat=True),
        }
    return _readers(contribution, listeners, people)


@reaches("replied")
def who_has_it_open(message: Message, listeners: set[Listener]) -> set[Listener]:
    contribution = Contribution.objects.filter(pk=message["id"]).first()
    if contribution is None:
        return set()
    open_at = {listener for listener in listeners if listener.watching == contribution.pk}
    return _readers(contribution, open_at, {listener.person_id for listener in open_at})


def _readers(
    contribution: Contribution, listeners: set[Listener], people: set[int]
) -> set[Listener]:
    reading = readers(
        group_id=contribution.group_id, audience_id=contribution.audience_id, among=people
    )
    return {listener for listener in listeners if listener.person_id in reading}
