import { Controller } from "@hotwired/stimulus";

/**
 * A line that can be copied with one press. Without scripts one marks and copies it oneself.
 *
 *   <div data-controller="copy"><input readonly data-copy-target="text"><button hidden data-copy-target="button">…
 */
export class Copy extends Controller<HTMLElement> {
  static override targets = ["text", "button"];
  declare readonly textTarget: HTMLInputElement;
  declare readonly buttonTarget: HTMLButtonElement;

  override connect(): void {
    // Outside https there is no clipboard; then the line stays to be marked by hand.
    if (!navigator.clipboard) return;
    this.buttonTarget.hidden = false;
    this.buttonTarget.addEventListener("click", this.copy);
  }

  override disconnect(): void {
    this.buttonTarget.removeEventListener("click", this.copy);
  }

  private readonly copy = async (): Promise<void> => {
    this.textTarget.select();
    await navigator.clipboard.writeText(this.textTarget.value);
    this.buttonTarget.setAttribute("aria-pressed", "true");
  };
}
