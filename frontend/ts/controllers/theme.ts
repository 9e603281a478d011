import { Controller } from "@hotwired/stimulus";

const YEAR = 365 * 24 * 60 * 60;

/**
 * Light, dark, or as the machine says. The choice is a cookie, so that the server writes it into the next
 * page (`<html data-theme="dark">`) and nothing flashes.
 *
 *   <div role="group" aria-label="Theme" data-controller="theme">
 *     <button class="button small" type="button" data-theme-choice="">As my machine says</button>
 *     <button class="button small" type="button" data-theme-choice="dark">Dark</button>
 *   </div>
 */
export class Theme extends Controller<HTMLElement> {
  override connect(): void {
    this.element.addEventListener("click", this.choose);
    this.mark();
  }

  override disconnect(): void {
    this.element.removeEventListener("click", this.choose);
  }

  private readonly choose = ({ target }: MouseEvent): void => {
    const button = (target as Element).closest<HTMLElement>("[data-theme-choice]");
    if (!button) return;
    const theme = button.dataset.themeChoice ?? "";
    const root = document.documentElement;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: Firefox ESR has no Cookie Store.
    document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
    this.mark();
  };

  private mark(): void {
    const now = document.documentElement.dataset.theme ?? "";
    for (const button of this.element.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    }
  }
}
