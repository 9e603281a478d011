/** The list behind Ctrl+K. Loaded when it is first asked for. */
import { iconUrl } from "./page";
import { word } from "./words";

interface Item {
  label: string;
  url: string;
  icon: string;
  note: string;
}

const URL_OF_ITEMS = "/suggestions/all/";
const PAUSE = 120;
const SVG = "http://www.w3.org/2000/svg";

/** Opens the dialogue of `templates/parts/palette.html`. */
export function openPalette(): void {
  if (document.querySelector("dialog.palette[open]")) return;
  const template = document.querySelector<HTMLTemplateElement>("template#palette");
  const dialog = template?.content.querySelector("dialog")?.cloneNode(true) as HTMLDialogElement;
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.showModal();
  new Palette(dialog);
}

class Palette {
  private readonly field: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private readonly status: HTMLElement;
  private items: Item[] = [];
  private chosen = 0;
  private timer?: ReturnType<typeof setTimeout>;
  private request?: AbortController;

  constructor(dialog: HTMLDialogElement) {
    this.field = dialog.querySelector("input") as HTMLInputElement;
    this.list = dialog.querySelector("ul") as HTMLUListElement;
    this.status = dialog.querySelector("[role=status]") as HTMLElement;
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.look(), PAUSE);
    });
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", ({ target }) => {
      this.choose([...this.list.children].indexOf((target as Element).closest("li") as Element));
      this.go();
    });
    this.field.focus();
    void this.look();
  }

  private async look(): Promise<void> {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const url = `${URL_OF_ITEMS}?q=${encodeURIComponent(this.field.value)}`;
      const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
      this.items = ((await response.json()) as { items: Item[] }).items;
      this.show();
    } catch {
      // Without an answer the list stays as it is; Enter still leads to the search.
    }
  }

  private show(): void {
    this.list.replaceChildren(...this.items.map(line));
    this.choose(0);
    this.status.textContent = word("suggest.count", { n: this.items.length });
  }

  private choose(index: number): void {
    const count = this.items.length;
    if (!count) return;
    this.chosen = (index + count) % count;
    for (const [at, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(at === this.chosen));
      if (at !== this.chosen) continue;
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") this.choose(this.chosen + 1);
    else if (event.key === "ArrowUp") this.choose(this.chosen - 1);
    else if (event.key === "Enter") this.go();
    else return;
    event.preventDefault();
  }

  private go(): void {
    const url = this.items[this.chosen]?.url;
    location.assign(url ?? `/search?q=${encodeURIComponent(this.field.value)}`);
  }
}

function line({ label, icon, note }: Item, index: number): HTMLLIElement {
  const option = document.createElement("li");
  option.id = `palette-${index}`;
  option.setAttribute("role", "option");
  const words = document.createElement("span");
  words.textContent = label;
  const small = document.createElement("small");
  small.textContent = note;
  option.append(drawing(icon), words, small);
  return option;
}

function drawing(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", iconUrl(name));
  svg.append(use);
  return svg;
}
