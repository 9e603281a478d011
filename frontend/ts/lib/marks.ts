/** What the tools of the editor do to a text: which part is replaced, by what, and what is chosen then. */

export interface Edit {
  from: number;
  to: number;
  text: string;
  start: number;
  end: number;
}

export type Mark = "bold" | "italic" | "link" | "quote" | "list" | "numbered" | "code" | "formula";

const AROUND: Partial<Record<Mark, string>> = { bold: "**", italic: "*", formula: "$" };
const BEFORE: Partial<Record<Mark, RegExp>> = {
  quote: /^> ?/,
  list: /^[-*] /,
  numbered: /^\d+[.)] /,
};
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/;

/** By the key that was pressed with Ctrl, or Cmd. With Shift it is the place of the key that counts. */
export function markOf(event: { key: string; code: string; shiftKey: boolean }): Mark | undefined {
  const plain: Record<string, Mark> = { b: "bold", i: "italic", k: "link", e: "code" };
  const shifted: Record<string, Mark> = { Digit7: "numbered", Digit8: "list", Period: "quote" };
  return event.shiftKey ? shifted[event.code] : plain[event.key.toLowerCase()];
}

export function applied(mark: Mark, value: string, start: number, end: number): Edit {
  if (mark === "link") return link(value, start, end);
  if (BEFORE[mark]) return lines(mark, value, start, end);
  if (mark === "code") return code(value, start, end);
  return around(AROUND[mark] ?? "", value, start, end);
}

/** Puts the sign around what is chosen, or takes it away where it is. */
function around(sign: string, value: string, start: number, end: number): Edit {
  const { length } = sign;
  const inside = value.slice(start, end);
  const outer = value.slice(start - length, start) === sign && value.startsWith(sign, end);
  const longer = sign === "*" && value[start - 2] === "*" && value[end + 1] === "*";
  if (outer && !longer && start >= length) {
    return {
      from: start - length,
      to: end + length,
      text: inside,
      start: start - length,
      end: end - length,
    };
  }
  // A sign does not stand beside a space, or it is none.
  const words = inside.trim();
  const lead = words ? inside.length - inside.trimStart().length : 0;
  const tail = words ? inside.length - inside.trimEnd().length : 0;
  const [from, to] = [start + lead, end - tail];
  const text = sign + value.slice(from, to) + sign;
  return { from, to, text, start: from + length, end: to + length };
}

function link(value: string, start: number, end: number): Edit {
  const chosen = value.slice(start, end);
  if (ADDRESS.test(chosen)) {
    return { from: start, to: end, text: `[](${chosen})`, start: start + 1, end: start + 1 };
  }
  const at = start + chosen.length + 3;
  return { from: start, to: end, text: `[${chosen}](https://)`, start: at, end: at + 8 };
}

function code(value: string, start: number, end: number): Edit {
  const chosen = value.slice(start, end);
  if (!chosen.includes("\n")) return around("`", value, start, end);
  const lead = start > 0 && value[start - 1] !== "\n" ? "\n" : "";
  const tail = end < value.length && value[end] !== "\n" ? "\n" : "";
  const head = `${lead}\`\`\`\n`;
  const inside = chosen.replace(/\n$/, "");
  const text = `${head}${inside}\n\`\`\`${tail}`;
  const at = start + head.length;
  return { from: start, to: end, text, start: at, end: at + inside.length };
}

/** Puts the sign before each line that is touched, or takes it away where all have it. */
function lines(mark: Mark, value: string, start: number, end: number): Edit {
  const has = BEFORE[mark] as RegExp;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const stop = value.indexOf("\n", end > start && value[end - 1] === "\n" ? end - 1 : end);
  const to = stop === -1 ? value.length : stop;
  const old = value.slice(from, to).split("\n");
  const without = old.every((line) => has.test(line));
  const sign = (index: number): string =>
    mark === "numbered" ? `${index + 1}. ` : mark === "list" ? "- " : "> ";
  const made = old.map((line, index) =>
    without ? line.replace(has, "") : sign(index) + line.replace(has, ""),
  );
  const text = made.join("\n");
  // A list or a quote below a paragraph begins after an empty line.
  const gap = !without && from > 1 && value[from - 2] !== "\n" ? "\n" : "";
  const at = from + gap.length + text.length;
  return {
    from,
    to,
    text: gap + text,
    start: old.length > 1 ? from + gap.length : at,
    end: at,
  };
}
