import { Controller } from "@hotwired/stimulus";
import { icon, pressable } from "../lib/slip";
import { type KeptFile, sizeOf, upload } from "../lib/upload";
import { word } from "../lib/words";

const URL = "/compose/files/";
const KEPT = "input[name=kept_files]";

/**
 * Files that go along with a form are sent as soon as they are chosen, dragged onto the form or pasted, so
 * that one goes on writing meanwhile; each says how far it is and can be taken back. What goes with the form
 * then is only its number. Without scripts the field sends them with the form.
 */
export class Attach extends Controller<HTMLFormElement> {
  static override targets = ["input", "list"];
  declare readonly inputTarget: HTMLInputElement;
  declare readonly listTarget: HTMLElement;

  private underWay = 0;
  private waiting: HTMLElement | null = null;

  override connect(): void {
    this.listen("addEventListener");
    void this.restore();
    if (this.inputTarget.files?.length) this.choose();
  }

  override disconnect(): void {
    this.listen("removeEventListener");
  }

  private listen(how: "addEventListener" | "removeEventListener"): void {
    this.element[how]("dragover", this.over as EventListener);
    this.element[how]("dragleave", this.leave);
    this.element[how]("drop", this.drop as EventListener);
    this.element[how]("paste", this.paste as EventListener);
    this.element[how]("draft:files", this.restore);
    // Before the form itself hears of it.
    document[how]("submit", this.hold as EventListener, { capture: true });
  }

  choose(): void {
    this.take([...(this.inputTarget.files ?? [])]);
    this.inputTarget.value = "";
  }

  private readonly over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.element.classList.add("is-over");
  };

  private readonly leave = (event: Event): void => {
    const to = (event as DragEvent).relatedTarget;
    if (!(to instanceof Node && this.element.contains(to)))
      this.element.classList.remove("is-over");
  };

  private readonly drop = (event: DragEvent): void => {
    this.element.classList.remove("is-over");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.take(files);
  };

  /** A picture on the clipboard; where there is text as well, the text is meant. */
  private readonly paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.clipboardData?.getData("text/plain")) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(files);
  };

  // On the way

  private take(files: File[]): void {
    for (const file of files) void this.send(file);
  }

  private async send(file: File): Promise<void> {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", word("attach.sending", { name: file.name }));
    bar.max = 1;
    const { done, cancel } = upload(URL, file, (part) => {
      bar.value = part;
    });
    line.append(icon("upload"), span(file.name), bar, pressable(word("attach.cancel"), cancel));
    this.listTarget.append(line);
    this.underWay += 1;
    try {
      const kept = await done;
      line.replaceWith(this.line(kept));
      this.changed();
    } catch (error) {
      this.fail(line, file, (error as Error).message);
    } finally {
      this.underWay -= 1;
      this.release();
    }
  }

  private fail(line: HTMLElement, file: File, sentence: string): void {
    if (!sentence) {
      line.remove(); // it was taken back
      return;
    }
    this.waiting = null; // what has not arrived does not go along unseen
    const fault = span(sentence);
    fault.className = "fault";
    fault.setAttribute("role", "alert");
    const again = (): void => {
      line.remove();
      void this.send(file);
    };
    const close = pressable(word("attach.remove", { name: file.name }), () => line.remove());
    line.replaceChildren(
      icon("triangle-alert"),
      fault,
      pressable(word("draft.again"), again),
      close,
    );
  }

  // Kept

  /** What is only a number yet, as a draft brings it back, gets its name; or goes, if it is no longer there. */
  private readonly restore = async (): Promise<void> => {
    const lines = [
      ...this.listTarget.querySelectorAll<HTMLElement>("li:not(:has(button, progress))"),
    ];
    const ids = lines.map((line) => line.querySelector<HTMLInputElement>(KEPT)?.value ?? "");
    if (!ids.length) return;
    try {
      const query = new URLSearchParams(ids.map((id) => ["id", id]));
      const response = await fetch(`${URL}?${query}`);
      const { items } = (await response.json()) as { items: KeptFile[] };
      lines.forEach((line, index) => {
        const kept = items.find(({ id }) => String(id) === ids[index]);
        if (kept) line.replaceWith(this.line(kept));
        else line.remove();
      });
    } catch {
      // The numbers go along all the same; only their names are missing.
    }
  };

  private line(kept: KeptFile): HTMLElement {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = kept.url;
    link.download = kept.name;
    link.textContent = kept.name;
    const size = document.createElement("small");
    size.textContent = sizeOf(kept.size);
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "kept_files";
    field.value = String(kept.id);
    const remove = pressable("", () => {
      line.remove();
      this.changed();
      this.inputTarget.focus();
    });
    remove.append(icon("x"));
    remove.setAttribute("aria-label", word("attach.remove", { name: kept.name }));
    const drawing = kept.type.startsWith("image/") ? "image" : "paperclip";
    line.append(icon(drawing), link, size, remove, field);
    return line;
  }

  private changed(): void {
    this.listTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Sending the form

  /** A form waits for what is still on its way, and then goes by itself. */
  private readonly hold = (event: SubmitEvent): void => {
    if (event.target !== this.element || !this.underWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = event.submitter;
    this.waiting?.setAttribute("aria-busy", "true");
  };

  private release(): void {
    if (this.underWay) return;
    for (const each of this.element.querySelectorAll("[aria-busy]"))
      each.removeAttribute("aria-busy");
    const { waiting } = this;
    this.waiting = null;
    if (waiting) this.element.requestSubmit(waiting);
  }
}

function span(text: string): HTMLElement {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}
