import { Controller } from "@hotwired/stimulus";
import { type Draft, Drafts, same } from "../lib/drafts";
import { basesOf, FILES, fill, isHidden, keptFields, renewKeys, valuesOf } from "../lib/fields";
import { person, reachable } from "../lib/page";
import { banner, pressable } from "../lib/slip";
import { isOpen } from "../lib/socket";
import { asideOf, device, forgetThere, keepThere, newest, type There } from "../lib/there";
import { moment, word } from "../lib/words";

/** From the last key to the copy in the browser. */
const PAUSE = 300;
/** From the last key to the copy on the server. */
const REST = 1_500;
/** A second press within this time is one press; after it, somebody wants to try again. */
const DOUBLE = 4_000;

/** What an address brings along to begin with. */
const BEGINNINGS = ["words", "quote"];
const BY_HTMX = "[hx-post], [hx-put], [hx-patch], [hx-delete]";

const drafts = (): Drafts => new Drafts(person(), localStorage);

/** Forgets the drafts a page or fragment says have arrived: `<meta name="draft-done" content="key">`. */
export function settleDrafts(page: ParentNode): string[] {
  const done = [...page.querySelectorAll<HTMLMetaElement>("meta[name=draft-done]")];
  const keys = done.map((meta) => meta.content);
  for (const key of keys) drafts().remove(key);
  return keys;
}

export const sweepDrafts = (): void => drafts().sweep(Date.now());

/** What was written while the server was not to be reached, and not on this page. */
export async function sendDrafts(): Promise<void> {
  for (const [key, draft] of drafts().unsent()) {
    const here = document.querySelector(`[data-draft-key-value="${CSS.escape(key)}"]`);
    const at = here || !draft.unsent ? null : await keepThere(draft.unsent, key, draft);
    if (at !== null) settle(key, draft, at);
  }
}

/** The server has it, if nothing was typed since. */
function settle(key: string, { unsent: _, ...draft }: Draft, at: number): boolean {
  if (drafts().read(key)?.at !== draft.at) return false;
  return drafts().write(key, { ...draft, saved: at });
}

/**
 * A form that forgets nothing. What is typed is kept in this browser, per person and form, and put back
 * after a reload, a crash, an expired session or a lost connection, until the server says it has arrived.
 *
 *   <form method="post" data-controller="draft" data-draft-key-value="answer-7">
 *     {% form_key %} …
 *     <div class="cluster"><button class="button next">Answer</button></div>
 *   </form>
 *
 * With `{% draft_values "answer" 7 %}` in place of the key it is kept on the server as well, a moment later,
 * and put back on another device; what is newer wins, and what the page itself begins with puts an older
 * draft aside.
 *
 * What is kept is said at the end of the line of buttons, or in a `data-draft-target="hint"`.
 * The page after a successful post carries the key in `<meta name="draft-done">`; a fragment swapped in by
 * htmx may, too. The form is sent as any form is. But when the server cannot be reached, it is not sent at
 * all, and says so, rather than leaving the page for an error.
 */
export class DraftForm extends Controller<HTMLFormElement> {
  static override values = {
    key: String,
    url: String,
    there: Object,
    typed: Boolean,
    fresh: Boolean,
  };
  static override targets = ["hint"];
  declare readonly keyValue: string;
  declare readonly urlValue: string;
  declare readonly thereValue: There;
  declare readonly hasThereValue: boolean;
  declare readonly typedValue: boolean;
  declare readonly freshValue: boolean;
  declare readonly hintTarget: HTMLElement;
  declare readonly hasHintTarget: boolean;

  private timer?: ReturnType<typeof setTimeout>;
  private changed = false;
  private bases = new Map<string, string[]>();
  private hint = "";
  private pressedAt = 0;
  private cleared = false;
  private refusal: HTMLElement | null = null;
  private resting?: ReturnType<typeof setTimeout> | undefined;
  private sending: AbortController | undefined;

  override connect(): void {
    if (!this.hasHintTarget) this.addHint();
    this.hint = this.hintTarget.textContent.trim();
    for (const [name, fields] of keptFields(this.element))
      this.bases.set(name, this.baseOf(name, fields));
    if (this.freshValue) this.begin();
    else this.putBack();
    this.listen("addEventListener");
  }

  override disconnect(): void {
    this.listen("removeEventListener");
    this.keepNow();
    this.sendNow();
  }

  /** What was typed before is none of the page's: it is a draft from the beginning. */
  private baseOf(name: string, fields: Parameters<typeof basesOf>[0]): string[] {
    const bases = basesOf(fields);
    if (!this.typedValue || !isText(fields)) return bases;
    const before = this.freshValue ? null : this.known().draft;
    return before?.fields[name]?.base ?? bases.map(() => "");
  }

  private addHint(): void {
    const hint = document.createElement("span");
    hint.className = "kept push";
    hint.dataset.draftTarget = "hint";
    hint.textContent = word("draft.hint");
    const button = this.element.querySelector("button.next, button:not([type=button])");
    const foot = button?.closest(".cluster");
    if (foot && this.element.contains(foot)) foot.append(hint);
    else if (button) button.after(" ", hint);
    else this.element.append(hint);
  }

  private listen(how: "addEventListener" | "removeEventListener"): void {
    this.element[how]("input", this.keepSoon);
    this.element[how]("change", this.keepSoon);
    // Capturing, so that a second press does not reach htmx.
    this.element[how]("submit", this.send, { capture: true });
    this.element[how]("htmx:after:request", this.answered as EventListener);
    this.element[how]("htmx:finally:request", this.release);
    window[how]("pagehide", this.leave);
    window[how]("pageshow", this.release);
    window[how]("online", this.cheer);
    document[how]("visibilitychange", this.leave);
    document[how]("live:back", this.cheer);
  }

  // Keeping

  private readonly keepSoon = (): void => {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.keepNow, PAUSE);
  };

  private readonly keepNow = (): void => {
    clearTimeout(this.timer);
    if (!this.changed) return;
    this.changed = false;
    const draft = this.collect();
    if (!draft) {
      drafts().remove(this.keyValue);
      this.say(this.hint);
    } else {
      const kept = drafts().write(this.keyValue, draft);
      this.say(word(kept ? "draft.kept" : "draft.full", { time: moment(new Date(draft.at)) }));
    }
    if (!this.urlValue) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(this.sendNow, REST);
  };

  private readonly leave = (): void => {
    this.keepNow();
    if (document.hidden && this.resting) this.sendNow();
  };

  /** To the server, what this browser has kept. */
  private readonly sendNow = async (): Promise<void> => {
    if (!this.resting && !drafts().read(this.keyValue)?.unsent) return;
    this.stopSending();
    const draft = drafts().read(this.keyValue);
    if (!draft) {
      if (this.urlValue) await forgetThere(this.urlValue, this.keyValue);
      return;
    }
    if (!draft.unsent) return;
    this.sending = new AbortController();
    const at = await keepThere(draft.unsent, this.keyValue, draft, this.sending.signal);
    if (at !== null && settle(this.keyValue, draft, at))
      this.say(word("draft.everywhere", { time: moment(new Date(draft.at)) }));
  };

  private stopSending(): void {
    clearTimeout(this.resting);
    this.resting = undefined;
    this.sending?.abort();
    this.sending = undefined;
  }

  private forgetChanges(): void {
    clearTimeout(this.timer);
    this.stopSending();
    this.changed = false;
    this.say(this.hint);
  }

  /** What differs from what the server had put there; null when nothing does. */
  private collect(): Draft | null {
    const entries = [...keptFields(this.element)].map(([name, fields]) => {
      const base = this.bases.get(name) ?? [];
      return [name, { now: valuesOf(fields), base, typed: !isHidden(fields) }] as const;
    });
    const changed = entries.some(([, { now, base, typed }]) => typed && !same(now, base));
    if (!changed) return null;
    const fields = entries.map(([name, { now, base }]) => [name, { now, base }] as const);
    const unsent = this.urlValue ? { unsent: this.urlValue } : {};
    return { at: Date.now(), fields: Object.fromEntries(fields), ...unsent };
  }

  // Putting back

  /** The page brings something newer than any draft: one that is there already is put aside. */
  private begin(): void {
    const before = this.known().draft;
    if (before && !this.stands(before)) {
      const key = asideOf(this.keyValue);
      drafts().write(key, { ...before, unsent: this.urlValue });
      void sendDrafts();
    }
    this.changed = true;
    this.keepNow();
    // From now on the draft has it: loading the page again must not bring the beginning back.
    const here = new URL(location.href);
    for (const name of BEGINNINGS) here.searchParams.delete(name);
    history.replaceState(null, "", here);
  }

  private known(): { draft: Draft | null; from: string } {
    const here = drafts().read(this.keyValue);
    const there = this.hasThereValue ? this.thereValue : null;
    const which = this.urlValue ? newest(here, there) : here && "here";
    if (which === "there" && there) {
      const draft = { at: there.at, fields: there.fields, saved: there.at };
      return { draft, from: there.device };
    }
    if (here && !which) drafts().remove(this.keyValue); // sent or thrown away elsewhere
    return { draft: which ? here : null, from: device() };
  }

  private stands(draft: Draft): boolean {
    return [...keptFields(this.element)].every(([name, fields]) => {
      const kept = draft.fields[name];
      return !isText(fields) || !kept || same(kept.now, valuesOf(fields));
    });
  }

  private putBack(): void {
    const { draft, from } = this.known();
    if (!draft) return;
    if (from !== device()) drafts().write(this.keyValue, draft);
    let put = this.putFilesBack(draft);
    for (const [name, fields] of keptFields(this.element)) {
      const kept = draft.fields[name];
      if (name === FILES || !kept || same(kept.now, valuesOf(fields))) continue;
      if (!isHidden(fields) && same(kept.now, kept.base)) continue;
      fill(fields, kept.now);
      put ||= !isHidden(fields);
    }
    if (draft.unsent) void this.sendNow();
    if (!put && !this.typedValue) return;
    const details = this.element.closest("details");
    if (details) details.open = true;
    this.sayPutBack(draft, from);
  }

  /** Bare numbers; `attach` gives them their names. */
  private putFilesBack(draft: Draft): boolean {
    const list = this.element.querySelector("[data-attach-target=list]");
    const there = new Set(new FormData(this.element).getAll(FILES));
    const ids = (draft.fields[FILES]?.now ?? []).filter((id) => !there.has(id));
    if (!list || !ids.length) return false;
    for (const id of ids) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: FILES });
      field.value = id;
      const line = document.createElement("li");
      line.append(field);
      list.append(line);
    }
    this.element.dispatchEvent(new CustomEvent("draft:files", { bubbles: true }));
    return true;
  }

  private sayPutBack(draft: Draft, from: string): void {
    const name = from === device() ? "draft.back" : "draft.elsewhere";
    this.say(word(name, { time: moment(new Date(draft.at)) }));
    this.hintTarget.append(" ", pressable(word("draft.afresh"), this.startAfresh));
  }

  private readonly startAfresh = (): void => {
    drafts().remove(this.keyValue);
    if (this.urlValue) void forgetThere(this.urlValue, this.keyValue);
    for (const field of this.element.querySelectorAll(`input[name=${FILES}]`)) {
      field.closest("li")?.remove();
    }
    for (const [name, fields] of keptFields(this.element)) {
      if (!isHidden(fields)) fill(fields, this.bases.get(name) ?? []);
    }
    this.forgetChanges();
    this.element.querySelector<HTMLElement>("textarea, input:not([type=hidden])")?.focus();
  };

  private say(text: string): void {
    this.hintTarget.textContent = text;
  }

  // Sending

  private readonly send = async (event: Event): Promise<void> => {
    if (this.element.method !== "post") return;
    if (this.cleared) {
      this.cleared = false;
      return;
    }
    if (Date.now() - this.pressedAt < DOUBLE) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const { submitter } = event as SubmitEvent;
    this.keepNow();
    this.stopSending(); // or the draft arrives after what it became
    this.press(submitter);
    // A socket seems open for a while after the connection has gone. htmx says itself what went wrong.
    if ((isOpen() && navigator.onLine) || this.isForHtmx(submitter)) return;
    event.preventDefault();
    if (await reachable()) {
      this.cleared = true;
      this.element.requestSubmit(submitter);
    } else {
      this.release();
      this.refuse(submitter);
    }
  };

  private isForHtmx(submitter: HTMLElement | null): boolean {
    return this.element.matches(BY_HTMX) || Boolean(submitter?.matches(BY_HTMX));
  }

  private press(submitter: HTMLElement | null): void {
    this.pressedAt = Date.now();
    submitter?.setAttribute("aria-busy", "true");
    this.refusal?.remove();
    this.refusal = null;
  }

  /** Ready to be sent again: nothing ever blocks a retry. */
  private readonly release = (): void => {
    this.pressedAt = 0;
    for (const button of this.element.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
    }
  };

  private refuse(submitter: HTMLElement | null): void {
    this.refusal = banner({
      kind: "heed",
      icon: "cloud-off",
      title: word("draft.unsent"),
      text: word("draft.safe"),
      action: { label: word("draft.again"), run: () => this.element.requestSubmit(submitter) },
    });
    this.refusal.setAttribute("role", "alert");
    const foot = submitter?.closest(".cluster") ?? submitter;
    if (foot && this.element.contains(foot)) foot.before(this.refusal);
    else this.element.append(this.refusal);
  }

  /** The server is back, and the banner still says that it is gone. */
  private readonly cheer = (): void => {
    void this.sendNow();
    const title = this.refusal?.querySelector("b");
    if (title) title.textContent = word("draft.reachable");
  };

  /** An answer to htmx may say that the draft has arrived. */
  private readonly answered = ({ detail }: DocumentEventMap["htmx:after:request"]): void => {
    const text = detail.ctx.text ?? "";
    if (!text.includes("draft-done")) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!settleDrafts(page).includes(this.keyValue)) return;
    this.element.reset();
    renewKeys(this.element);
    this.forgetChanges();
  };
}

const isText = ([field]: Parameters<typeof basesOf>[0]): boolean =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && !["checkbox", "radio", "hidden"].includes(field.type));
