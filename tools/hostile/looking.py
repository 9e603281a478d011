"""What came of it, in Chromium: does anything run, does anything leave, does a page fall apart?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

CANARY = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...given) => { window.__ran.push(`${name} ${given}`); };
document.addEventListener("securitypolicyviolation", event =>
  window.__ran.push(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
LOOK = """() => {
  const all = [...document.querySelectorAll("*")];
  const loose = all.filter(node =>
    [...node.attributes].some(each => /^on/i.test(each.name)
      || (/^(href|src|action|formaction|xlink:href)$/i.test(each.name)
        && /^\\s*(javascript|vbscript|data:text)/i.test(each.value.replace(/[\\x00-\\x20]/g, "")))));
  const alien = [...document.querySelectorAll(
    "main :is(script, style, iframe, object, embed, base, meta, link, applet, frame, frameset, body, head)")];
  return {
    ran: window.__ran, title: document.title, url: location.href,
    answers: document.querySelectorAll("article.answer").length,
    frame: [...document.body.children].map(each => each.className || each.id).join(" | "),
    mains: document.querySelectorAll("main").length,
    loose: [...loose, ...alien].slice(0, 5).map(each => each.outerHTML.slice(0, 300)),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


@dataclass
class Looker:
    """At a browser as somebody signed in, with the policy or without."""

    url: str
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    looked: int = 0
    frame: str = ""

    def look(self, page: Page, path: str, *, answers: int | None = None) -> dict[str, Any]:
        page.goto(f"{self.url}{path}", wait_until="load")
        seen: dict[str, Any] = page.evaluate(LOOK)
        self.looked += 1
        self.frame = self.frame or seen["frame"]
        wrong = {
            "ran": seen["ran"],
            "loose": seen["loose"],
            "elsewhere": [] if seen["url"] == f"{self.url}{path}" else seen["url"],
            "broken": [] if seen["frame"] == self.frame and seen["mains"] == 1 else seen["frame"],
            "title": [] if seen["title"].endswith(" \u2013 Tilth") else seen["title"],
            "wide": [] if seen["wide"] <= 0 else seen["wide"],
        }
        if answers is not None and seen["answers"] != answers:
            wrong["answers"] = f"{seen['answers']} of {answers}"
        self.faults += [f"{path}: {name}: {what}" for name, what in wrong.items() if what]
        return seen


def looker(browser: Browser, url: str, cookies: dict[str, str], *, policy: bool) -> Looker:
    context = browser.new_context(bypass_csp=not policy, service_workers="block")
    context.set_default_timeout(60_000)
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )
    context.add_init_script(CANARY)
    looker = Looker(url, context)
    host = urlsplit(url).netloc

    def leave(route: Route) -> None:
        looker.faults.append(f"asked another host: {route.request.url[:200]}")
        route.abort()

    context.route(lambda address: urlsplit(address).netloc not in {host, ""}, leave)
    context.on("page", lambda page: page.on("dialog", lambda dialog: dialog.dismiss()))
    return looker


def look_at_all(
    looker: Looker, piles: Iterable[tuple[str, int]], pages: Iterable[str], streams: Iterable[str]
) -> None:
    page = looker.context.new_page()
    for path, answers in piles:
        looker.look(page, path, answers=answers)
    for path in pages:
        looker.look(page, path)
    for path in streams:
        look_through(looker, page, path)
    page.close()


def look_through(looker: Looker, page: Page, path: str, most: int = 10_000) -> None:
    """A list to its end, page after page."""
    for _ in range(most):
        looker.look(page, path)
        older = page.locator("#more a").first
        if not older.count():
            return
        address = urlsplit(older.evaluate("link => link.href"))
        path = f"{address.path}?{address.query}"
