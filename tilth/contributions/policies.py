from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tilth import access
from tilth.access import YES, Policy, Verdict, no, register, scope
from tilth.access.scope import COMPANY
from tilth.contributions.models import Contribution, Reply, Tag, TagUse, TagWiki
from tilth.core.web import Viewer
from tilth.groups.models import Group
from tilth.people.models import Standing


def may_write(person: Viewer, group: Group | None) -> Verdict:
    if group is not None:
        return access.can(person, "contribute", group)
    if COMPANY in scope(person).audiences:
        return YES
    return no(_("Guests write in the groups they were let into."))


class WrittenPolicy[M: (Contribution, Reply)](Policy[M]):
    """What holds for contributions and replies alike."""

    def can_edit(self, person: Viewer, thing: M) -> Verdict:
        if thing.author_id != person.pk:
            return no(_("Only its author changes the words."))
        if thing.withdrawn_at is not None:
            return no(_("It is withdrawn. Bring it back first."))
        return may_write(person, group_of(thing))

    def can_withdraw(self, person: Viewer, thing: M) -> Verdict:
        if thing.author_id == person.pk:
            return YES
        return no(_("Only its author withdraws it."))

    def can_react(self, person: Viewer, thing: M) -> Verdict:
        """Readers react too; that is the difference to writing."""
        if thing.withdrawn_at is not None:
            return no(_("It is withdrawn."))
        return YES

    def can_see_versions(self, person: Viewer, thing: M) -> Verdict:
        """What was withdrawn is withdrawn in all its versions."""
        if thing.withdrawn_at is not None and thing.author_id != person.pk:
            return no(_("It is withdrawn."))
        return YES

    def can_mark_outdated(self, person: Viewer, thing: M) -> Verdict:
        if gardens(person, thing) or is_theirs(person, thing):
            return YES
        return no(_("Its author or a gardener of the group marks it as outdated."))


def group_of(thing: Contribution | Reply) -> Group | None:
    return thing.group if isinstance(thing, Contribution) else thing.contribution.group


def is_theirs(person: Viewer, thing: Contribution | Reply) -> bool:
    """They wrote it, and still write where it stands."""
    return thing.author_id == person.pk and bool(may_write(person, group_of(thing)))


def gardens(person: Viewer, thing: Contribution | Reply) -> bool:
    """For what has no group, administrators do the gardening."""
    if thing.group_id is None:
        return bool(getattr(person, "is_admin", False))
    return thing.group_id in scope(person).gardens


@register
class ContributionPolicy(WrittenPolicy[Contribution]):
    """A kind's policy is a subclass of this; a kind without one has this one."""

    model = Contribution

    def can_reply(self, person: Viewer, contribution: Contribution) -> Verdict:
        if contribution.withdrawn_at is not None:
            return no(_("It is withdrawn."))
        if contribution.is_merged:
            return no(_("It is merged into another one. Answer there."))
        return may_write(person, contribution.group)

    def can_answer(self, person: Viewer, contribution: Contribution) -> Verdict:
        if not contribution.its_kind.has_answers:
            return no(_("Nothing was asked here. Reply to it."))
        if contribution.closed_at is not None:
            return no(_("It is closed. A comment still goes."))
        return self.can_reply(person, contribution)

    def can_merge(self, person: Viewer, contribution: Contribution) -> Verdict:
        if gardens(person, contribution) or is_theirs(person, contribution):
            return YES
        return no(_("Who asked, or a gardener of the group, says that it was asked before."))

    def can_move(self, person: Viewer, contribution: Contribution) -> Verdict:
        if gardens(person, contribution) or is_theirs(person, contribution):
            return YES
        return no(_("Its author or a gardener of the group moves it."))


@register
class ReplyPolicy(WrittenPolicy[Reply]):
    model = Reply


def of_imported_author(contribution: Contribution) -> bool:
    """Somebody who cannot say themselves that an answer helped."""
    return contribution.author.standing == Standing.IMPORTED


@register
class TagPolicy(Policy[Tag]):
    """A tag is there for whoever reads something that bears it."""

    model = Tag

    def visible(self, person: Viewer, queryset: QuerySet[Tag]) -> QuerySet[Tag]:
        used = TagUse.objects.filter(scope(person).where(), count__gt=0)
        return queryset.filter(pk__in=used.values("tag_id"))


@register
class TagUsePolicy(Policy[TagUse]):
    model = TagUse

    def visible(self, person: Viewer, queryset: QuerySet[TagUse]) -> QuerySet[TagUse]:
        return queryset.filter(scope(person).where(), Q(count__gt=0))


@register
class TagWikiPolicy(Policy[TagWiki]):
    model = TagWiki
