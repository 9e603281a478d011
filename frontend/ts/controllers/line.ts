import { Controller } from "@hotwired/stimulus";

/**
 * The large line on which one begins to write: Enter goes on with it, Shift+Enter begins another line.
 * On the home page it goes to the form of the first kind, in that form to the text below.
 */
export class Line extends Controller<HTMLElement> {
  enter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) return; // sends, as everywhere
    event.preventDefault();
    const line = event.target as HTMLTextAreaElement;
    if (line.form?.method === "get") {
      line.form.requestSubmit(line.form.querySelector<HTMLButtonElement>("button"));
    } else {
      const fields = [...(line.form?.querySelectorAll("textarea") ?? [])];
      fields[fields.indexOf(line) + 1]?.focus();
    }
  }
}
