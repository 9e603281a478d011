import type { Application, ControllerConstructor } from "@hotwired/stimulus";

type Loaders = Record<string, () => Promise<ControllerConstructor>>;

/** What somebody does first to something they are going to use. */
const SIGNS = ["pointerover", "focusin", "dragenter", "click", "change"] as const;

/**
 * Controllers that are fetched when somebody comes near an element that names them, so that a page that is
 * only read does not pay for what one writes with. A page made for writing says `data-islands-now`.
 */
export function awaitIslands(application: Application, loaders: Loaders): void {
  const waiting = new Map(Object.entries(loaders));

  const fetchIt = async (name: string): Promise<void> => {
    const loader = waiting.get(name);
    if (!loader) return;
    waiting.delete(name);
    if (!waiting.size) for (const sign of SIGNS) document.removeEventListener(sign, look, true);
    application.register(name, await loader());
  };

  const look = (event: Event): void => {
    const near = (event.target as Element).closest?.("form");
    if (!near) return;
    for (const name of [...waiting.keys()]) {
      const place = `[data-controller~="${name}"]`;
      if (!near.matches(place) && !near.querySelector(place)) continue;
      const coming = fetchIt(name);
      if (event.type !== "click" && event.type !== "change") continue;
      // What was pressed before its script was here is done when it is.
      const pressed = (event.target as Element).closest<HTMLElement>(`[data-action*="${name}#"]`);
      if (!pressed) continue;
      const again = event.type === "click" ? () => pressed.click() : () => redo(pressed);
      void coming.then(() => requestAnimationFrame(again));
    }
  };

  for (const sign of SIGNS) document.addEventListener(sign, look, true);
  if (!document.querySelector("[data-islands-now]")) return;
  for (const name of [...waiting.keys()]) void fetchIt(name);
}

const redo = (field: HTMLElement): boolean =>
  field.dispatchEvent(new Event("change", { bubbles: true }));
