/** The script of every page. What a page can do without it, it does as plain links and forms. */
import "htmx.org";
import { Application } from "@hotwired/stimulus";
import { Copy } from "./controllers/copy";
import { DraftForm, sendDrafts, settleDrafts, sweepDrafts } from "./controllers/draft";
import { Line } from "./controllers/line";
import { Live } from "./controllers/live";
import { LiveList } from "./controllers/live_list";
import { Shortcut } from "./controllers/shortcut";
import { Suggest } from "./controllers/suggest";
import { Theme } from "./controllers/theme";
import { guardAnswers } from "./lib/answers";
import { showCards } from "./lib/cards";
import { confirmForms, confirmRequests } from "./lib/confirming";
import { awaitIslands } from "./lib/islands";
import { closeMenus } from "./lib/menus";
import { quoting } from "./lib/quoting";
import { letScroll } from "./lib/scrollers";
import { start } from "./lib/socket";

document.documentElement.classList.add("scripted");
guardAnswers();
quoting();
confirmForms();
confirmRequests();
closeMenus();
showCards();
letScroll();
settleDrafts(document);
sweepDrafts();

const application = Application.start();
application.register("copy", Copy);
application.register("draft", DraftForm);
application.register("line", Line);
application.register("live-thread", Live);
application.register("live-list", LiveList);
application.register("shortcut", Shortcut);
application.register("suggest", Suggest);
application.register("theme", Theme);

// Over plain http browsers have none but on localhost; pages work without it.
void navigator.serviceWorker?.register("/sw.js").catch(() => undefined);

awaitIslands(application, {
  attach: async () => (await import("./controllers/attach")).Attach,
  editor: async () => (await import("./controllers/editor")).Editor,
});

void sendDrafts();

const { live } = document.body.dataset;
if (live) start(live);
