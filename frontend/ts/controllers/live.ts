import { Controller } from "@hotwired/stimulus";
import htmx from "htmx.org";
import { concerns, type Message, watch } from "../lib/socket";
import { whenVisible } from "../lib/visible";
import { Waiting } from "../lib/waiting";
import { word } from "../lib/words";

/** What follows at once after one's own post is one's own post. */
const ECHO = 3_000;

/**
 * A part of the page of one contribution (its answers, its replies) that others add to.
 *
 *   <div id="thread" data-controller="live-thread" data-live-contribution-value="7"
 *        data-live-word-value="A new answer. Show it">
 *
 * The tab tells the server that it shows contribution 7. When a message comes with that id (and one of
 * `data-live-events-value`, if given), the words appear as a line on top; a click fetches the page, or
 * `data-live-url-value`, and takes the element of the same id out of it (or, from a fragment, all there
 * is). What is being typed inside stays.
 */
export class Live extends Controller<HTMLElement> {
  private waiting?: Waiting;
  private quietUntil = 0;

  override connect(): void {
    if (document.querySelector("meta[name=draft-done]")) this.hush();
    watch(this.contribution);
    document.addEventListener("live:message", this.hear);
    document.addEventListener("live:back", this.catchUp);
    this.element.addEventListener("htmx:before:request", this.hush);
    this.element.addEventListener("htmx:after:swap", this.hush);
  }

  override disconnect(): void {
    document.removeEventListener("live:message", this.hear);
    document.removeEventListener("live:back", this.catchUp);
    this.element.removeEventListener("htmx:before:request", this.hush);
    this.element.removeEventListener("htmx:after:swap", this.hush);
    this.waiting?.putAway();
  }

  private get contribution(): number {
    return Number(this.element.dataset.liveContributionValue);
  }

  private readonly hush = (): void => {
    this.quietUntil = Date.now() + ECHO;
  };

  private readonly hear = ({ detail }: CustomEvent<Message>): void => {
    if (detail.id !== this.contribution || Date.now() < this.quietUntil) return;
    if (concerns(detail.event, this.element.dataset.liveEventsValue ?? "")) this.announce();
  };

  private announce(): void {
    this.waiting ??= new Waiting(this.element, this.show);
    this.waiting.say(this.element.dataset.liveWordValue || word("live.changed"));
  }

  /** What came while the socket was gone is not sent again: look whether there is anything. */
  private readonly catchUp = (): void => whenVisible(this.look);

  private readonly look = async (): Promise<void> => {
    const page = parse(await this.fetch());
    const isNew = ({ id }: Element): boolean => !document.getElementById(id);
    if ([...this.mine(page).querySelectorAll("[id]")].some(isNew)) this.announce();
  };

  private readonly show = async (): Promise<void> => {
    this.waiting?.busy(true);
    const text = await this.fetch();
    this.waiting?.busy(false);
    if (!text) return;
    const whole = this.mine(parse(text)).id === this.element.id;
    this.waiting?.putAway();
    await htmx.swap({
      text,
      target: this.element,
      swap: whole ? "outerMorph" : "innerMorph",
      ...(whole && { select: `#${CSS.escape(this.element.id)}` }),
    });
  };

  /** The element of the same id on a page, or all of a fragment. */
  private mine(page: Document): Element {
    return page.getElementById(this.element.id) ?? page.body;
  }

  /** Empty if it cannot be had: the line stays, and one may try again. */
  private async fetch(): Promise<string> {
    const url = this.element.dataset.liveUrlValue || location.pathname + location.search;
    try {
      const response = await fetch(url, { headers: { "HX-Request": "true" } });
      return response.ok && !response.redirected ? await response.text() : "";
    } catch {
      return "";
    }
  }
}

const parse = (text: string): Document => new DOMParser().parseFromString(text, "text/html");
