import { Controller } from "@hotwired/stimulus";

/**
 * Keys of the whole page, on `<body>`: `/` or Ctrl+K goes to the search, Ctrl+Enter sends the form one
 * writes in. `data-shortcut-single-value="false"` switches the single-letter one off, for people who
 * speak to their machine (WCAG 2.1.4).
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
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key === "Enter") send(event);
    else if (withControl && event.key.toLowerCase() === "k") search(event);
    else if (!withControl && event.key === "/" && this.singleValue && !isWriting(event)) {
      search(event);
    }
  };
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
