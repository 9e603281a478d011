/**
 * A card beside the name of a person, on hover and on focus: who that is. It stays while one points at it,
 * and goes with Escape. Without scripts the name leads to their page, as it does anyway.
 */
const PAUSE = 450;
const GRACE = 250;
const GAP = 6;
const PEOPLE = /^\/people\/\d+\/$/;

const kept = new Map<string, string>();
let card: HTMLElement | undefined;
let of: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export function showCards(): void {
  document.addEventListener("pointerover", hover);
  document.addEventListener("focusin", ({ target }) => {
    const link = personLink(target);
    // Only where the keyboard led: a press with the mouse goes to the page anyway.
    if (link?.matches(":focus-visible")) soon(link);
    else if (!card?.contains(target as Node)) putAway();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && putAway());
  addEventListener("scroll", putAway, { passive: true });
}

function hover(event: PointerEvent): void {
  if (event.pointerType !== "mouse") return;
  const link = personLink(event.target);
  if (link) soon(link);
  else if (card?.contains(event.target as Node)) clearTimeout(timer);
  else {
    clearTimeout(timer);
    timer = setTimeout(putAway, GRACE);
  }
}

function personLink(target: EventTarget | null): HTMLAnchorElement | null {
  const link = (target as Element).closest?.<HTMLAnchorElement>("main a[href^='/people/']");
  return link && PEOPLE.test(link.pathname) && !link.closest(".card") ? link : null;
}

function soon(link: HTMLAnchorElement): void {
  clearTimeout(timer);
  if (link !== of) timer = setTimeout(() => void show(link), PAUSE);
}

async function show(link: HTMLAnchorElement): Promise<void> {
  const html = await cardOf(link.pathname);
  if (!html || !link.isConnected) return;
  putAway();
  of = link;
  card = document.createElement("div");
  card.className = "card";
  card.popover = "manual";
  card.innerHTML = html;
  document.body.append(card);
  card.showPopover();
  place(card, link.getBoundingClientRect());
}

async function cardOf(path: string): Promise<string> {
  const known = kept.get(path);
  if (known !== undefined) return known;
  try {
    const response = await fetch(`${path}card/`);
    const html = response.ok ? await response.text() : "";
    kept.set(path, html);
    return html;
  } catch {
    return ""; // No card is no loss.
  }
}

function place(element: HTMLElement, beside: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const left = Math.min(beside.left, document.documentElement.clientWidth - width - GAP);
  const below = beside.bottom + GAP;
  element.style.left = `${Math.max(GAP, left)}px`;
  element.style.top = `${below + height > innerHeight ? beside.top - height - GAP : below}px`;
}

function putAway(): void {
  clearTimeout(timer);
  card?.remove();
  card = undefined;
  of = undefined;
}
