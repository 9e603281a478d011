import { Controller } from "@hotwired/stimulus";
import htmx from "htmx.org";
import { concerns, type Message } from "../lib/socket";
import { whenVisible } from "../lib/visible";
import { Waiting } from "../lib/waiting";
import { word } from "../lib/words";

/**
 * A list that says when there is more at its head: "3 new. Show them". A click fetches what is new and
 * puts it on top.
 *
 *   <div data-controller="live-list" data-live-list-url-value="/?new-since=…"
 *        data-live-list-events-value="asked posted" data-live-list-group-value="12">
 *     <article data-id="17">…</article>
 *
 * The address answers with the new articles alone; those that were here already give way to them. It may
 * put `data-next="/?new-since=…"` on one of them: from where to ask the next time. Without
 * `group` messages of all groups count, without `events` those of all kinds.
 */
export class LiveList extends Controller<HTMLElement> {
  static override values = { url: String, events: String, group: Number };
  declare urlValue: string;
  declare readonly eventsValue: string;
  declare readonly groupValue: number;
  declare readonly hasGroupValue: boolean;

  private readonly fresh = new Set<number>();
  private waiting?: Waiting;

  override connect(): void {
    document.addEventListener("live:message", this.hear);
    document.addEventListener("live:back", this.catchUp);
  }

  override disconnect(): void {
    document.removeEventListener("live:message", this.hear);
    document.removeEventListener("live:back", this.catchUp);
    this.waiting?.putAway();
  }

  private readonly hear = ({ detail }: CustomEvent<Message>): void => {
    if (!concerns(detail.event, this.eventsValue)) return;
    if (this.hasGroupValue && detail.group !== this.groupValue) return;
    this.announce([detail.id]);
  };

  /** What came while the socket was gone is not sent again: ask, and say how much it was. */
  private readonly catchUp = (): void => whenVisible(this.ask);

  private readonly ask = async (): Promise<void> => {
    if (!this.element.isConnected) return;
    const response = await fetch(this.urlValue, { headers: { "HX-Request": "true" } });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    this.announce([...page.querySelectorAll("article")].map(idOf));
  };

  private announce(ids: readonly number[]): void {
    for (const id of ids) if (id && !this.has(id)) this.fresh.add(id);
    if (!this.fresh.size) return;
    this.waiting ??= new Waiting(this.element, this.show);
    this.waiting.say(word("live.new", { n: this.fresh.size }));
  }

  private readonly show = async (): Promise<void> => {
    const { waiting } = this;
    if (!waiting) return;
    const before = new Set(this.articles());
    waiting.busy(true);
    await htmx.ajax("GET", this.urlValue, { target: waiting.element, swap: "afterend" });
    waiting.busy(false);
    const added = this.articles().filter((article) => !before.has(article));
    if (!added.length) return; // Refused or not reached; that has been said, and the line stays.
    waiting.putAway();
    this.fresh.clear();
    this.urlValue = added.find(({ dataset }) => dataset.next)?.dataset.next ?? this.urlValue;
    const ids = new Set(added.map(idOf));
    for (const article of before) if (ids.has(idOf(article))) article.remove();
    focusOn(added[0]);
  };

  private articles(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("article")];
  }

  private has(id: number): boolean {
    return this.articles().some((article) => idOf(article) === id);
  }
}

/** The number in `data-id="17"`, `id="item-17"` or `aria-labelledby="item-17"`. */
function idOf(article: HTMLElement): number {
  const { dataset, id } = article;
  const name = dataset.id ?? (id || article.getAttribute("aria-labelledby"));
  return Number(/\d+$/.exec(name ?? "")?.[0] ?? Number.NaN);
}

/** The button that was pressed is gone: whoever uses a keyboard goes on at the first new thing. */
function focusOn(article: HTMLElement | undefined): void {
  if (!article) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}
