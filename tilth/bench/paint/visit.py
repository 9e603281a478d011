"""One opening of one page: what came over the wire, from where, what moved, when it was there."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tilth.bench.paint.browser import Browser, Message

LOAD_SECONDS = 30
QUIET_SECONDS = 1.5  # after the page has loaded: late scripts, faces, the service worker
WATCH = """
window.__seen = {shift: 0, paint: 0, what: ""};
new PerformanceObserver(list => { for (const each of list.getEntries())
  if (!each.hadRecentInput) window.__seen.shift += each.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => { for (const each of list.getEntries()) {
  window.__seen.paint = each.startTime;
  window.__seen.what = each.element ? each.element.outerHTML.slice(0, 80) : "";
}}).observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass
class Visit:
    """Bytes are those on the wire, headers with them, as Chromium counts them."""

    host: str
    bytes: int = 0
    script_bytes: int = 0
    by_address: dict[str, int] = field(default_factory=dict)
    other_hosts: set[str] = field(default_factory=set)
    policy: str = ""
    shift: float = 0
    """All layout shifts, added up: stricter than the worst five seconds of Cumulative Layout Shift."""
    paint_ms: float = 0
    paint_of: str = ""
    _asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    _loaded: bool = False

    def hear(self, message: Message) -> None:
        params = message["params"]
        match message["method"]:
            case "Network.requestWillBeSent":
                self._ask(params)
            case "Network.responseReceived" if params.get("type") == "Document":
                headers = {
                    name.lower(): value for name, value in params["response"]["headers"].items()
                }
                self.policy = self.policy or headers.get("content-security-policy", "")
            case "Network.loadingFinished":
                self._finish(params["requestId"], int(params["encodedDataLength"]))
            case "Page.loadEventFired":
                self._loaded = True

    def _ask(self, params: Message) -> None:
        address = params["request"]["url"]
        self._asked[params["requestId"]] = (address, params.get("type", "Other"))
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.other_hosts.add(parts.netloc)

    def _finish(self, request: str, size: int) -> None:
        address, sort = self._asked.get(request, ("", "Other"))
        if address.startswith("data:"):
            return
        self.bytes += size
        self.by_address[address] = self.by_address.get(address, 0) + size
        if sort == "Script" or urlsplit(address).path.endswith(".js"):
            self.script_bytes += size


@dataclass
class Window:
    """Its own cookies and cache, so that the first visit is cold and the next one warm."""

    browser: Browser
    context: str
    session: str

    def visit(self, url: str) -> Visit:
        visit = Visit(urlsplit(url).netloc)
        workers: list[str] = []

        def hear(message: Message) -> None:
            visit.hear(message)
            if message["method"] == "Target.attachedToTarget":
                workers.append(message["params"]["sessionId"])

        self.browser.hear = hear
        self.browser.ask("Page.navigate", self.session, url=url)
        self.browser.listen(LOAD_SECONDS, until=lambda: visit._loaded)
        end_of_attaching(self.browser, workers)
        self.browser.listen(QUIET_SECONDS)
        end_of_attaching(self.browser, workers)
        self.browser.listen(QUIET_SECONDS)
        seen = self._seen()
        visit.shift, visit.paint_ms, visit.paint_of = seen["shift"], seen["paint"], seen["what"]
        return visit

    def _seen(self) -> dict[str, Any]:
        asked = {"expression": "window.__seen", "returnByValue": True}
        answer = self.browser.ask("Runtime.evaluate", self.session, **asked)
        seen: dict[str, Any] = answer["result"]["value"]
        return seen

    def close(self) -> None:
        self.browser.ask("Target.disposeBrowserContext", browserContextId=self.context)


def end_of_attaching(browser: Browser, workers: list[str]) -> None:
    """A worker waits until it is listened to, then runs."""
    while workers:
        session = workers.pop()
        browser.send("Network.enable", session)
        browser.send("Runtime.runIfWaitingForDebugger", session)


def opened(
    browser: Browser, *, url: str, cookie: tuple[str, str], width: int, height: int, slower: int = 1
) -> Window:
    """A window of somebody signed in. `slower`: how many times the processor is slowed down."""
    context = browser.ask("Target.createBrowserContext")["browserContextId"]
    target = browser.ask(
        "Target.createTarget",
        url="about:blank",
        browserContextId=context,
        width=width,
        height=height,
    )["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    attach = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
    browser.ask("Target.setAutoAttach", session, **attach)
    for domain in ("Page", "Network", "Runtime"):
        browser.ask(f"{domain}.enable", session)
    screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.ask("Emulation.setDeviceMetricsOverride", session, **screen)
    if slower > 1:
        browser.ask("Emulation.setCPUThrottlingRate", session, rate=slower)
    name, value = cookie
    browser.ask("Network.setCookie", session, name=name, value=value, url=url, httpOnly=True)
    browser.ask("Page.addScriptToEvaluateOnNewDocument", session, source=WATCH)
    return Window(browser, context, session)
