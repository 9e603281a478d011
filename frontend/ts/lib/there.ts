/** Drafts on the server: the same as in this browser, for other devices. */
import type { Draft, Kept } from "./drafts";
import { post } from "./post";

/** One as the page brings it. */
export interface There {
  at: number;
  device: string;
  fields: Record<string, Kept>;
}

const DEVICE = "tilth:device";
/** What a browser still sends while the page is going away. */
const LAST_BREATH = 60_000;

/** A number that this browser made up, to know its own drafts again. */
export function device(): string {
  const known = localStorage.getItem(DEVICE);
  if (known) return known;
  const made = randomHex(8);
  try {
    localStorage.setItem(DEVICE, made);
  } catch {
    // A browser that keeps nothing is another one each time.
  }
  return made;
}

export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The server's time of it, or null where it was not kept: then it is tried again another time. */
export async function keepThere(
  url: string,
  key: string,
  draft: Draft,
  signal?: AbortSignal,
): Promise<number | null> {
  const fields = JSON.stringify(draft.fields);
  const [form_key = ""] = draft.fields.form_key?.now ?? [];
  const keepalive = fields.length < LAST_BREATH;
  try {
    const said = { key, fields, device: device(), form_key };
    const response = await post(url, said, { keepalive, ...(signal && { signal }) });
    if (!response.ok || response.redirected) return null;
    const { at } = (await response.json()) as { at: number | null };
    return at;
  } catch {
    return null;
  }
}

/** It was emptied. */
export const forgetThere = (url: string, key: string): Promise<unknown> =>
  post(url, { key, fields: "" }, { keepalive: true }).catch(() => null);

/** The key under which an older draft of the same form is put aside; it stands in the list of drafts. */
export const asideOf = (key: string): string =>
  `${key.replace(/-[0-9a-f]{8}$/, "")}-${randomHex(4)}`;

/** Which of two is put back. What was sent or thrown away elsewhere is gone here too. */
export function newest(here: Draft | null, there: There | null): "here" | "there" | null {
  if (!there) return here && (here.unsent || here.saved === undefined) ? "here" : null;
  if (!here) return "there";
  if (here.unsent) return here.at >= there.at ? "here" : "there";
  return here.saved === there.at ? "here" : "there";
}
