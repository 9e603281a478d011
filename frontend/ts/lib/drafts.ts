/** What was typed into forms and not yet sent: kept in this browser, one entry per person and form. */

/** A field by name: what stands in it, and what the server had put there when one began. */
export interface Kept {
  now: string[];
  base: string[];
}

export interface Draft {
  at: number;
  fields: Record<string, Kept>;
}

const PREFIX = "tilth:draft:";
const DAYS = 24 * 60 * 60 * 1000;
export const LONGEST = 60 * DAYS;

export class Drafts {
  constructor(
    private readonly person: string,
    private readonly store: Storage,
  ) {}

  read(key: string): Draft | null {
    return parse(this.store.getItem(this.name(key)));
  }

  /** False when the browser has no room left, or is told to keep nothing. */
  write(key: string, draft: Draft): boolean {
    try {
      this.store.setItem(this.name(key), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  remove(key: string): void {
    this.store.removeItem(this.name(key));
  }

  /** Drops what nobody came back for, whoever wrote it. */
  sweep(now: number): void {
    const names = Array.from({ length: this.store.length }, (_, index) => this.store.key(index));
    for (const name of names) {
      if (!name?.startsWith(PREFIX)) continue;
      const draft = parse(this.store.getItem(name));
      if (!draft || now - draft.at > LONGEST) this.store.removeItem(name);
    }
  }

  private name(key: string): string {
    return `${PREFIX}${this.person}:${key}`;
  }
}

function parse(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? "null") as Draft | null;
    return draft && typeof draft.at === "number" && draft.fields ? draft : null;
  } catch {
    return null;
  }
}

export const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);
