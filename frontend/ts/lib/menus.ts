/**
 * A slip of links and buttons that hangs from a word:
 *
 *   <details class="menu"><summary class="act">…</summary><div class="menu-list">…</div></details>
 *
 * `<details>` opens and closes it, with or without scripts. Here it also closes when one presses Escape,
 * clicks elsewhere or moves on with the keyboard.
 */
const OPEN = "details.menu[open]";

export function closeMenus(): void {
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && (event.target as Element).closest(OPEN);
    if (!(menu instanceof HTMLDetailsElement)) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => closeAllBut(target));
  document.addEventListener("focusin", ({ target }) => closeAllBut(target));
}

function closeAllBut(target: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  }
}
