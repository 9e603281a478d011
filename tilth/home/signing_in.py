from allauth.account.views import LoginView
from django.http import HttpResponse


class KeepingLogin(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's sign-in, which also carries along what somebody typed when their session ended."""

    template_name = "account/login.html"

    def form_valid(self, form: object) -> HttpResponse:
        if kept := self.request.POST.get("kept"):
            self.request.session["kept"] = kept
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        context["kept"] = self.request.POST.get("kept", "")
        context["next"] = self.request.POST.get("next", self.request.GET.get("next", ""))
        return context
