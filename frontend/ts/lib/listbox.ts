import { word } from "./words";

/** One line of the list. */
export interface Item {
  value: string;
  label: string;
  note?: string;
}

/** More than one sees at a glance is no help. */
const MOST = 6;
/** Between the list and the line it hangs from. */
const GAP = 4;
const LINE = 32;

let count = 0;

/** A list of which one line is chosen, while the focus stays in the field it hangs from. */
export class Listbox {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("span");
  private items: readonly Item[] = [];
  private chosen = 0;

  constructor(
    private readonly field: HTMLElement,
    private readonly take: (item: Item) => void,
  ) {
    count += 1;
    this.list.id = `suggestions-${count}`;
    this.list.className = "suggestions";
    this.list.popover = "manual";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", word("suggest.label"));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", this.click);
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    field.after(this.list, this.status);
    field.setAttribute("aria-controls", this.list.id);
  }

  get isOpen(): boolean {
    return this.items.length > 0;
  }

  /** Shows the items under the foot of a line, or above it where the window ends. */
  open(items: readonly Item[], foot: { left: number; top: number }): void {
    this.items = items.slice(0, MOST);
    if (!this.isOpen) {
      this.close();
      return;
    }
    this.list.replaceChildren(...this.items.map((item, index) => this.option(item, index)));
    this.list.showPopover();
    const { width, height } = this.list.getBoundingClientRect();
    const left = Math.min(foot.left, document.documentElement.clientWidth - width - 2 * GAP);
    const [below, above] = [foot.top + GAP, foot.top - height - LINE];
    this.list.style.left = `${Math.max(2 * GAP, left)}px`;
    this.list.style.top = `${below + height > innerHeight && above > 0 ? above : below}px`;
    this.choose(0);
    this.expanded(true);
    this.status.textContent = word("suggest.count", { n: this.items.length });
  }

  close(): void {
    this.items = [];
    if (this.list.matches(":popover-open")) this.list.hidePopover();
    this.list.replaceChildren();
    this.status.textContent = "";
    this.field.removeAttribute("aria-activedescendant");
    this.expanded(false);
  }

  remove(): void {
    this.close();
    this.field.removeAttribute("aria-controls");
    this.list.remove();
    this.status.remove();
  }

  /** Whether the key meant something here. */
  press(key: string): boolean {
    if (key === "ArrowDown") this.choose(this.chosen + 1);
    else if (key === "ArrowUp") this.choose(this.chosen - 1);
    else if (key === "Enter" || key === "Tab") this.takeChosen();
    else if (key === "Escape") this.close();
    else return false;
    return true;
  }

  private option(item: Item, index: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.append(item.label);
    if (item.note) {
      const note = document.createElement("small");
      note.textContent = item.note;
      option.append(" ", note);
    }
    return option;
  }

  private choose(index: number): void {
    this.chosen = (index + this.items.length) % this.items.length;
    for (const [at, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(at === this.chosen));
      if (at === this.chosen) this.field.setAttribute("aria-activedescendant", option.id);
    }
  }

  private readonly click = (event: MouseEvent): void => {
    event.stopPropagation();
    const option = (event.target as Element).closest("[role=option]");
    this.chosen = [...this.list.children].indexOf(option as Element);
    this.takeChosen();
  };

  private takeChosen(): void {
    const item = this.items[this.chosen];
    this.close();
    if (item) this.take(item);
  }

  private expanded(yes: boolean): void {
    if (this.field.hasAttribute("aria-expanded")) {
      this.field.setAttribute("aria-expanded", String(yes));
    }
  }
}
