import { iconUrl, signInUrl } from "./page";
import { word } from "./words";

/** A banner, as `components/banner.css` draws it. */
export interface Slip {
  kind?: "heed" | "good" | "changed";
  icon: string;
  title: string;
  text?: string;
  /** The one thing to do about it: a link, or a call. */
  action?: { label: string; href: string } | { label: string; run: () => void };
}

const BUTTON = "button small";

export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", iconUrl(name));
  svg.append(use);
  return svg;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A word one can press. */
export function pressable(label: string, run: () => void, css = "act"): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = css;
  button.textContent = label;
  button.addEventListener("click", run);
  return button;
}

function link(label: string, href: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.className = BUTTON;
  anchor.href = href;
  anchor.textContent = label;
  return anchor;
}

export function banner(slip: Slip): HTMLElement {
  const box = document.createElement("div");
  box.className = ["banner", slip.kind].filter(Boolean).join(" ");
  const words = document.createElement("div");
  words.append(element("b", slip.title));
  if (slip.text) words.append(element("span", slip.text));
  if (slip.action) {
    const { action } = slip;
    words.append(
      "href" in action
        ? link(action.label, action.href)
        : pressable(action.label, action.run, BUTTON),
    );
  }
  box.append(icon(slip.icon), words);
  return box;
}

const shown = new Map<string, HTMLElement>();

/** Puts a slip above the foot of the window, in place of an earlier one with the same key. */
export function notify(key: string, slip: Slip, { lasts }: { lasts?: number } = {}): void {
  const box = banner(slip);
  box.append(pressable(word("notice.close"), () => retract(key)));
  retract(key);
  shown.set(key, box);
  document.getElementById("notices")?.append(box);
  if (lasts) setTimeout(() => shown.get(key) === box && retract(key), lasts);
}

export function retract(key: string): void {
  shown.get(key)?.remove();
  shown.delete(key);
}

/** The session has ended, or was ended from elsewhere. */
export const signedOut = (): Slip => ({
  kind: "heed",
  icon: "key-round",
  title: word("session.over"),
  text: word("session.kept"),
  action: { label: word("session.sign-in"), href: signInUrl() },
});
