from django.utils.translation import gettext as _

from tilth.access import YES, Verdict, no, register
from tilth.contributions.policies import ContributionPolicy, gardens, of_imported_author
from tilth.core.web import Viewer
from tilth.questions.models import Question


@register
class QuestionPolicy(ContributionPolicy):
    model = Question

    def can_accept_answer(self, person: Viewer, question: Question) -> Verdict:
        if question.author_id == person.pk:
            return YES
        if of_imported_author(question) and gardens(person, question):
            return YES
        return no(_("Only the person who asked can accept an answer."))
