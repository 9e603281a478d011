import { Controller } from "@hotwired/stimulus";
import { type Draft, Drafts, same } from "../lib/drafts";
import { basesOf, fill, isHidden, keptFields, renewKeys, valuesOf } from "../lib/fields";
import { person, reachable } from "../lib/page";
import { banner, pressable } from "../lib/slip";
import { isOpen } from "../lib/socket";
import { moment, word } from "../lib/words";

/** From the last key to the copy in the browser. */
const PAUSE = 300;
/** A second press within this time is one press; after it, somebody wants to try again. */
const DOUBLE = 4_000;

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

/**
 * A form that forgets nothing. What is typed is kept in this browser, per person and form, and put back
 * after a reload, a crash, an expired session or a lost connection, until the server says it has arrived.
 *
 *   <form method="post" data-controller="draft" data-draft-key-value="answer-7">
 *     {% form_key %} …
 *     <div class="cluster"><button class="button next">Answer</button></div>
 *   </form>
 *
 * What is kept is said at the end of the line of buttons, or in a `data-draft-target="hint"`.
 * The page after a successful post carries the key in `<meta name="draft-done">`; a fragment swapped in by
 * htmx may, too. The form is sent as any form is. But when the server cannot be reached, it is not sent at
 * all, and says so, rather than leaving the page for an error.
 */
export class DraftForm extends Controller<HTMLFormElement> {
  static override values = { key: String };
  static override targets = ["hint"];
  declare readonly keyValue: string;
  declare readonly hintTarget: HTMLElement;
  declare readonly hasHintTarget: boolean;

  private timer?: ReturnType<typeof setTimeout>;
  private changed = false;
  private bases = new Map<string, string[]>();
  private hint = "";
  private pressedAt = 0;
  private cleared = false;
  private refusal: HTMLElement | null = null;

  override connect(): void {
    if (!this.hasHintTarget) this.addHint();
    this.hint = this.hintTarget.textContent.trim();
    for (const [name, fields] of keptFields(this.element)) this.bases.set(name, basesOf(fields));
    this.putBack();
    this.listen("addEventListener");
  }

  override disconnect(): void {
    this.listen("removeEventListener");
    this.keepNow();
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
    window[how]("pagehide", this.keepNow);
    window[how]("pageshow", this.release);
    window[how]("online", this.cheer);
    document[how]("visibilitychange", this.keepNow);
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
  };

  private forgetChanges(): void {
    clearTimeout(this.timer);
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
    return { at: Date.now(), fields: Object.fromEntries(fields) };
  }

  // Putting back

  private putBack(): void {
    const draft = drafts().read(this.keyValue);
    if (!draft) return;
    let put = false;
    for (const [name, fields] of keptFields(this.element)) {
      const kept = draft.fields[name];
      if (!kept || same(kept.now, valuesOf(fields))) continue;
      if (!isHidden(fields) && same(kept.now, kept.base)) continue;
      fill(fields, kept.now);
      put ||= !isHidden(fields);
    }
    if (put) this.sayPutBack(draft);
  }

  private sayPutBack(draft: Draft): void {
    this.say(word("draft.back", { time: moment(new Date(draft.at)) }));
    this.hintTarget.append(" ", pressable(word("draft.afresh"), this.startAfresh));
  }

  private readonly startAfresh = (): void => {
    drafts().remove(this.keyValue);
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
    this.press(submitter);
    if (isOpen() || this.isForHtmx(submitter)) return; // htmx says itself what went wrong
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
