import { Controller } from "@hotwired/stimulus";

/** Where a key pressed alone leads. */
const PLACES: Readonly<Record<string, string>> = {
  a: "/questions/new/",
  h: "/",
  i: "/notifications/",
};

/**
 * Keys of the whole page, on `<body>`: Ctrl+K opens the palette, Ctrl+Enter sends the form one writes in;
 * pressed alone `/` searches, `a`, `h`, `i` lead to places, `j` and `k` from item to item, `?` lists them
 * all. `data-shortcut-single-value="false"` switches the single ones off, for people who speak to their
 * machine (WCAG 2.1.4).
 */
export class Shortcut extends Controller<HTMLElement> {
  static override values = { single: { type: Boolean, default: true } };
  declare readonly singleValue: boolean;

  override connect(): void {
    document.addEventListener("keydown", this.press);
  }

  override disconnect(): void {
    document.removeEventListener("keydown", this.press);
  }

  private readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter") send(event);
      else if (event.key.toLowerCase() === "k") palette(event);
    } else if (this.singleValue && !isWriting(event) && !document.querySelector("dialog[open]")) {
      alone(event);
    }
  };
}

function alone(event: KeyboardEvent): void {
  const place = PLACES[event.key];
  if (event.key === "/") search(event);
  else if (event.key === "?") list(event);
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (place) location.assign(place);
}

/** Its script comes when it is first asked for. */
async function palette(event: KeyboardEvent): Promise<void> {
  if (!document.querySelector("template#palette")) return;
  event.preventDefault();
  const { openPalette } = await import("../lib/palette");
  openPalette();
}

function list(event: KeyboardEvent): void {
  const template = document.querySelector<HTMLTemplateElement>("template#keys");
  const dialog = template?.content.querySelector("dialog")?.cloneNode(true) as HTMLDialogElement;
  if (!dialog) return;
  event.preventDefault();
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** To the title of the next item, or of the one before. */
function step(by: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>("main article")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 && by < 0 ? items.length - 1 : at + by];
  next?.querySelector<HTMLElement>("h2 a, h1 a, a")?.focus();
}

function isWriting({ target }: Event): boolean {
  const element = target as HTMLElement;
  return element.isContentEditable || element.matches("input, textarea, select");
}

function send(event: KeyboardEvent): void {
  const field = event.target as HTMLElement;
  if (!field.matches("textarea, input")) return;
  const form = field.closest("form");
  if (!form || form.method === "dialog") return;
  event.preventDefault();
  // The button that says what happens, as if it had been pressed.
  form.requestSubmit(form.querySelector<HTMLElement>("button.next[type=submit], button.next"));
}

function search(event: KeyboardEvent): void {
  event.preventDefault();
  const fields = document.querySelectorAll<HTMLInputElement>("[data-search]");
  const field = [...fields].find((each) => each.checkVisibility());
  if (field) {
    field.focus();
    field.select();
  } else {
    document.querySelector<HTMLAnchorElement>("a.find")?.click();
  }
}
