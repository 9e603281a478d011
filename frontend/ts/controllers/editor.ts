import { Controller } from "@hotwired/stimulus";
import { applied, type Edit, type Mark, markOf } from "../lib/marks";
import { post } from "../lib/post";
import { word } from "../lib/words";

/** HTML that says no more than its words; it is pasted as them. */
const MEANT =
  "b, strong, i, em, a[href], ul, ol, table, pre, code, h1, h2, h3, blockquote, [style]";

/**
 * The tools around a text area: marks, their shortcuts, a preview, and formatted text from the clipboard as
 * Markdown. The markup is `templates/parts/editor.html`; a text area alone has all but the tools.
 */
export class Editor extends Controller<HTMLElement> {
  static override targets = ["area", "tool", "tab", "panel", "preview"];
  static override values = { previewUrl: String, pastedUrl: String };
  declare readonly areaTarget: HTMLTextAreaElement;
  declare readonly toolTargets: HTMLButtonElement[];
  declare readonly tabTargets: HTMLButtonElement[];
  declare readonly panelTargets: HTMLElement[];
  declare readonly previewTarget: HTMLElement;
  declare readonly hasPreviewTarget: boolean;
  declare readonly previewUrlValue: string;
  declare readonly pastedUrlValue: string;

  override connect(): void {
    this.areaTarget.addEventListener("keydown", this.press);
    this.areaTarget.addEventListener("paste", this.paste);
  }

  override disconnect(): void {
    this.areaTarget.removeEventListener("keydown", this.press);
    this.areaTarget.removeEventListener("paste", this.paste);
  }

  // Marks

  mark({ params }: { params: { mark: Mark } }): void {
    this.put(params.mark);
  }

  private readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (!event.ctrlKey && !event.metaKey) return;
    const mark = markOf(event);
    if (!mark) return;
    event.preventDefault();
    this.put(mark);
  };

  private put(mark: Mark): void {
    if (this.hasPreviewTarget && !this.previewTarget.hidden) this.write();
    const { value, selectionStart, selectionEnd } = this.areaTarget;
    this.edit(applied(mark, value, selectionStart, selectionEnd));
  }

  private edit({ from, to, text, start, end }: Edit): void {
    const area = this.areaTarget;
    area.focus();
    area.setSelectionRange(from, to);
    insert(area, text);
    area.setSelectionRange(start, end);
  }

  /** One stop for the tab key; arrows go on from there. */
  rove(event: KeyboardEvent): void {
    const next = stepped(this.toolTargets, event);
    if (!next) return;
    for (const tool of this.toolTargets) tool.tabIndex = tool === next ? 0 : -1;
    next.focus();
  }

  // Preview

  turn(event: KeyboardEvent): void {
    const next = stepped(this.tabTargets, event);
    if (!next) return;
    next.focus();
    next.click();
  }

  write(): void {
    this.show(0);
    this.areaTarget.focus();
  }

  async look(): Promise<void> {
    this.show(1);
    this.previewTarget.textContent = word("editor.coming");
    try {
      const response = await post(this.previewUrlValue, { body: this.areaTarget.value });
      if (response.redirected || response.status === 401) throw new Error("signed out");
      if (!response.ok && response.status !== 422) throw new Error(String(response.status));
      // From our own server and through the sanitiser of every page.
      this.previewTarget.innerHTML = await response.text();
    } catch {
      this.previewTarget.textContent = word("editor.unseen");
    }
  }

  private show(chosen: number): void {
    this.tabTargets.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    this.panelTargets.forEach((panel, index) => {
      panel.hidden = index !== chosen;
    });
  }

  // Pasting

  private readonly paste = (event: ClipboardEvent): void => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (event.defaultPrevented || !html || !isFormatted(html)) return;
    event.preventDefault();
    void this.putPasted(html, plain);
  };

  private async putPasted(html: string, plain: string): Promise<void> {
    const area = this.areaTarget;
    area.readOnly = true; // for the moment, or what is typed meanwhile is overwritten
    const markdown = await this.asMarkdown(html);
    area.readOnly = false;
    area.focus();
    insert(area, markdown || plain);
  }

  private async asMarkdown(html: string): Promise<string> {
    try {
      const signal = AbortSignal.timeout(5_000);
      const response = await post(this.pastedUrlValue, { html }, { signal });
      const { markdown } = (await response.json()) as { markdown?: string };
      return markdown ?? "";
    } catch {
      return ""; // the words alone are better than nothing
    }
  }
}

function isFormatted(html: string): boolean {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.body.querySelector(MEANT) !== null;
}

/** As if it had been typed, so that undo takes it back. */
function insert(area: HTMLTextAreaElement, text: string): void {
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Where an arrow key, Home or End leads among buttons; nothing for another key. */
function stepped(all: HTMLButtonElement[], event: KeyboardEvent): HTMLButtonElement | undefined {
  const at = all.indexOf(event.target as HTMLButtonElement);
  const forward = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: at + forward,
    ArrowLeft: at - forward,
    Home: 0,
    End: all.length - 1,
  };
  const to = steps[event.key];
  if (at === -1 || to === undefined) return undefined;
  event.preventDefault();
  return all[(to + all.length) % all.length];
}
