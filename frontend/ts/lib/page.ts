/** What the frame tells its scripts, as `data-` attributes of `<body>`. */

/** Who is signed in; drafts of one person are never shown to another at the same machine. */
export const person = (): string => document.body.dataset.person ?? "";

/** Address of an icon in the sprite. */
export const iconUrl = (name: string): string => `${document.body.dataset.icons ?? ""}#${name}`;

/** Where one signs in, with the way back to this page. */
export function signInUrl(): string {
  const here = encodeURIComponent(location.pathname + location.search);
  return `${document.body.dataset.signIn ?? "/sign-in/"}?next=${here}`;
}

const HEALTH = "/healthz";
const PATIENCE = 5_000;

/**
 * Whether the server answers just now. A proxy that says 502 to 504 stands before a server that is gone;
 * any other answer is one.
 */
export async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(HEALTH, { cache: "no-store", signal });
    return response.status < 502 || response.status > 504;
  } catch {
    return false;
  }
}
