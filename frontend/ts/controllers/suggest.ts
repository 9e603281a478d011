import { Controller } from "@hotwired/stimulus";
import { caretFoot } from "../lib/caret";
import { type Item, Listbox } from "../lib/listbox";
import { complete, entryAt, mentionAt, type Token } from "../lib/token";

type Field = HTMLTextAreaElement | HTMLInputElement;

const PAUSE = 120;
/** Where entries stand with commas between them. */
const LISTS = "input[name=tags], input[data-suggest-list]";

/**
 * People and tags that fit what one is typing: after `@` and `#` in the text areas of a form, and for each
 * entry of its input for tags. It may also stand on one field alone.
 *
 *   <form data-controller="draft suggest" data-suggest-people-url-value="/suggestions/people/"
 *         data-suggest-tags-url-value="/suggestions/tags/">
 *     <textarea name="body"></textarea> <input name="tags">
 *
 * The addresses answer `?q=` with `{"items": [{"value": "ada", "label": "Ada Okafor", "note": "…"}]}`.
 * Arrow keys choose, Enter or Tab takes, Escape puts the list away. Without scripts one types the rest.
 */
export class Suggest extends Controller<HTMLElement> {
  static override values = { peopleUrl: String, tagsUrl: String };
  declare readonly peopleUrlValue: string;
  declare readonly tagsUrlValue: string;

  private list?: Listbox;
  private field?: Field;
  private token: Token | null = null;
  private timer?: ReturnType<typeof setTimeout>;
  private request?: AbortController;

  override connect(): void {
    for (const field of this.fields()) prepare(field);
    this.listen("addEventListener");
  }

  override disconnect(): void {
    this.listen("removeEventListener");
    this.forget();
  }

  private listen(how: "addEventListener" | "removeEventListener"): void {
    this.element[how]("focusin", this.enter);
    this.element[how]("focusout", this.forget);
    this.element[how]("input", this.look);
    this.element[how]("keydown", this.press as EventListener, { capture: true });
    this.element[how]("click", this.close);
    window[how]("scroll", this.close, { passive: true });
    window[how]("resize", this.close);
  }

  private fields(): Field[] {
    const { element } = this;
    if (isField(element)) return [element];
    return [...element.querySelectorAll<Field>(`textarea, ${LISTS}`)];
  }

  private readonly enter = ({ target }: Event): void => {
    if (!isField(target) || !this.fields().includes(target)) return;
    prepare(target);
    this.field = target;
    this.list = new Listbox(target, this.take);
  };

  private readonly forget = (): void => {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list?.remove();
    this.list = undefined;
    this.field = undefined;
  };

  // Looking up

  private readonly look = (event: Event): void => {
    clearTimeout(this.timer);
    if ((event as InputEvent).isComposing || event.target !== this.field) return;
    this.token = this.typed();
    if (!this.token || !this.urlOf(this.token)) this.close();
    else this.timer = setTimeout(this.fetch, PAUSE);
  };

  private typed(): Token | null {
    if (!this.field) return null;
    const { value, selectionStart } = this.field;
    const caret = selectionStart ?? value.length;
    if (isArea(this.field)) return mentionAt(value, caret);
    return entryAt(value, caret, this.tagsUrlValue ? "tags" : "people");
  }

  private urlOf({ kind }: Token): string {
    return kind === "people" ? this.peopleUrlValue : this.tagsUrlValue;
  }

  private readonly fetch = async (): Promise<void> => {
    const { token } = this;
    if (!token) return;
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    const url = `${this.urlOf(token)}?q=${encodeURIComponent(token.query)}`;
    try {
      const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
      const { items } = (await response.json()) as { items: Item[] };
      if (token === this.token) this.open(items);
    } catch {
      // Help that does not come is no error: one types the rest oneself.
      if (!signal.aborted) this.close();
    }
  };

  private open(items: Item[]): void {
    const { field, token, list } = this;
    if (!field || !token || !list) return;
    const box = field.getBoundingClientRect();
    const foot = isArea(field)
      ? caretFoot(field, token.start)
      : { left: box.left, top: box.bottom };
    list.open(items, foot);
  }

  private readonly close = (): void => {
    this.request?.abort();
    this.list?.close();
  };

  // Taking

  private readonly press = (event: KeyboardEvent): void => {
    if (!this.list?.isOpen || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!this.list.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly take = (item: Item): void => {
    const { token, field } = this;
    this.token = null;
    if (!token || !field) return;
    const { text, caret } = complete(field.value, token, item.value, !isArea(field));
    field.value = text;
    field.setSelectionRange(caret, caret);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
}

const isArea = (field: EventTarget | null): field is HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement;

const isField = (field: EventTarget | null): field is Field =>
  isArea(field) || field instanceof HTMLInputElement;

/** A text area may not be a combobox; it is a text box that something hangs from. */
function prepare(field: Field): void {
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-autocomplete", "list");
  if (isArea(field)) {
    field.setAttribute("aria-haspopup", "listbox");
  } else {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
  }
}
