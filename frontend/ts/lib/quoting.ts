/**
 * Quoting without leaving the page: what is chosen in a reply, or else its first lines, goes into the form
 * for a comment below it, at the end of what one has typed there. The link does the same on the server.
 *
 *   <a href="…?quote=7#comment-7" data-quote="reply-7" data-quote-name="@ada">Quote</a>
 */
const LINES = 6;
const MARK = /(?<![\w&/\\])([@#])(?=\w)/g;

export function quoting(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-quote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const field = document.getElementById(link.hash.slice(1));
    const reply = document.getElementById(link.dataset.quote ?? "")?.querySelector(".prose");
    if (!(field instanceof HTMLTextAreaElement) || !reply) return;
    event.preventDefault();
    const details = field.closest("details");
    if (details) details.open = true;
    const before = field.value.trimEnd();
    const text = quotation(link.dataset.quoteName ?? "", chosenIn(reply) || firstOf(reply));
    field.value = before ? `${before}\n\n${text}` : text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
}

function chosenIn(reply: Element): string {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.anchorNode) return "";
  return reply.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
}

function firstOf(reply: Element): string {
  const lines = ((reply as HTMLElement).innerText ?? "").split("\n").filter((line) => line.trim());
  return lines.slice(0, LINES).join("\n") + (lines.length > LINES ? " …" : "");
}

/** Whoever the quoted words mention is not called a second time. */
function quotation(name: string, text: string): string {
  const lines = text.split("\n").map((line) => `> ${line}`.trimEnd().replace(MARK, "\\$1"));
  return `> ${name}:\n>\n${lines.join("\n")}\n\n`;
}
