from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tilth.home.beginning import nobody_is_here


class KeepingLogin(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's sign-in, which also carries along what somebody typed when their session ended."""

    template_name = "account/login.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """On a firm's first day nobody can sign in: it begins elsewhere."""
        if request.method == "GET" and nobody_is_here():
            return redirect("start")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

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
