/** The word that is being typed: what `suggest` looks up and later replaces. */
export interface Token {
  kind: "people" | "tags";
  /** From where to where the word stands in the text, its sign included. */
  start: number;
  end: number;
  /** What was typed of it, without the sign. */
  query: string;
}

const MENTION = /(?:^|[\s([{"'“‘«>/])([@#])([\p{L}\p{N}][\p{L}\p{N}._-]{0,49})$/u;

/** The mention or tag that ends at the caret, in running text: "thank you @ad|". */
export function mentionAt(text: string, caret: number): Token | null {
  const match = MENTION.exec(text.slice(0, caret));
  const [, sign, query] = match ?? [];
  if (!sign || !query) return null;
  const start = caret - query.length - 1;
  return { kind: sign === "@" ? "people" : "tags", start, end: caret, query };
}

/** The entry of a list with commas in which the caret stands: "seals, np|, pumps". */
export function entryAt(text: string, caret: number, kind: Token["kind"]): Token | null {
  const from = text.lastIndexOf(",", caret - 1) + 1;
  const comma = text.indexOf(",", caret);
  const end = comma === -1 ? text.length : comma;
  const start = from + (text.slice(from, end).length - text.slice(from, end).trimStart().length);
  const query = text.slice(start, Math.max(start, caret)).replace(/^[@#]/, "").trim();
  return query ? { kind, start, end, query } : null;
}

/** The text with the token replaced, and where the caret then belongs. */
export function complete(
  text: string,
  token: Token,
  value: string,
  inList: boolean,
): { text: string; caret: number } {
  const rest = text.slice(token.end);
  const sign = token.kind === "people" ? "@" : "#";
  const bare = value.replace(/^[@#]/, "");
  const put = inList ? bare : sign + bare;
  const gap = inList ? (rest.trimStart() ? "" : ", ") : /^[\s.,;:!?)]/.test(rest) ? "" : " ";
  const head = text.slice(0, token.start) + put + gap;
  return { text: head + rest, caret: head.length };
}
