/** What was typed into forms and not yet sent: kept in this browser, one entry per person and form. */

/** A field by name: what stands in it, and what the server had put there when one began. */
export interface Kept {
  now: string[];
  base: string[];
}

export interface Draft {
  at: number;
  fields: Record<string, Kept>;
  /** Where it is to be kept on the server too, and is not yet: its address there. */
  unsent?: string;
  /** The server's time of it, once it is kept there. */
  saved?: number;
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

  /** What the server does not have yet, by key. */
  unsent(): [string, Draft][] {
    const begin = this.name("");
    const names = Array.from({ length: this.store.length }, (_, index) => this.store.key(index));
    return names.flatMap((name) => {
      const draft = name?.startsWith(begin) ? parse(this.store.getItem(name)) : null;
      return name && draft?.unsent ? [[name.slice(begin.length), draft] as [string, Draft]] : [];
    });
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
