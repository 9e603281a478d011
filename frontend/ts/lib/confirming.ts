import { word } from "./words";

export interface Question {
  /** What will happen, as a question. */
  title: string;
  /** To whom, to how many, and whether it can be taken back. */
  text?: string | undefined;
  /** What the button says: the verb of the question. */
  button?: string | undefined;
}

/** Asks in a dialogue; true when the answer is yes. The dialogue is `templates/parts/confirm.html`. */
export function ask({ title, text = "", button = "" }: Question): Promise<boolean> {
  const template = document.querySelector<HTMLTemplateElement>("template#confirm");
  const dialog = template?.content.querySelector("dialog")?.cloneNode(true) as HTMLDialogElement;
  if (!dialog) return Promise.resolve(window.confirm(title));
  fill(dialog, "title", title);
  fill(dialog, "text", text);
  fill(dialog, "yes", button || word("confirm.yes"));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

function fill(dialog: HTMLDialogElement, part: string, text: string): void {
  const element = dialog.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (!element) return;
  element.textContent = text;
  element.hidden = !text;
}

/** For how long a yes holds: long enough to find out that the server answers. */
const HOLDS = 10_000;
const agreed = new WeakMap<HTMLFormElement, number>();

/**
 * Asks before a form is sent that takes something away. Without scripts it is sent at once, so the server
 * shows a page of its own first, or lets one undo it.
 *
 *   <form method="post" data-confirm="Withdraw this question?"
 *         data-confirm-text="Four people follow it. You can bring it back for a day."
 *         data-confirm-button="Withdraw">
 */
export function confirmForms(): void {
  // From the document and capturing: before anybody else who would send what has not been agreed to.
  document.addEventListener("submit", intercept, { capture: true });
}

async function intercept(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const { confirm: title, confirmText: text, confirmButton: button } = form.dataset;
  if (!title || Date.now() - (agreed.get(form) ?? 0) < HOLDS) return;
  const { submitter } = event;
  event.preventDefault();
  event.stopPropagation();
  if (!(await ask({ title, text, button: button || submitter?.textContent.trim() }))) return;
  agreed.set(form, Date.now());
  form.requestSubmit(submitter);
}

/** `hx-confirm="…"` asks in the same dialogue. */
export function confirmRequests(): void {
  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    const title = (ctx as { confirm?: string }).confirm;
    if (!title) return;
    event.preventDefault();
    void ask({ title }).then((yes) => (yes ? issueRequest() : dropRequest()));
  });
}
