const WIDE = ".prose pre, .prose table, math[display=block]";

/** Code, tables and formulas wider than their column can be scrolled by keyboard, too. */
export function letScroll(): void {
  mark();
  document.addEventListener("htmx:after:swap", mark);
  addEventListener("resize", mark, { passive: true });
}

function mark(): void {
  const wide = [...document.querySelectorAll<HTMLElement>(WIDE)].map(
    (element) => [element, element.scrollWidth > element.clientWidth + 1] as const,
  );
  for (const [element, scrolls] of wide) {
    if (scrolls) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  }
}
