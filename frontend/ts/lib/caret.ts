/** Everything that decides where a letter of a text area stands. */
const SHAPE = [
  "direction boxSizing inlineSize paddingTop paddingRight paddingBottom paddingLeft",
  "borderTopWidth borderRightWidth borderBottomWidth borderLeftWidth borderStyle",
  "fontFamily fontSize fontStyle fontWeight fontStretch fontVariantNumeric lineHeight letterSpacing",
  "textTransform textIndent wordSpacing tabSize overflowWrap wordBreak",
]
  .join(" ")
  .split(" ") as (keyof CSSStyleDeclaration & string)[];

/**
 * Where the letter at `index` of a text area stands in the window: the left and right foot of a line.
 * Browsers do not say; a hidden copy of the text in a box of the same shape does.
 */
export function caretFoot(area: HTMLTextAreaElement, index: number): { left: number; top: number } {
  const copy = document.createElement("div");
  const look = getComputedStyle(area);
  for (const name of SHAPE)
    copy.style.setProperty(dashed(name), look.getPropertyValue(dashed(name)));
  copy.style.setProperty("position", "absolute");
  copy.style.setProperty("visibility", "hidden");
  copy.style.setProperty("white-space", "pre-wrap");
  copy.style.setProperty("inset", "0 auto auto 0");
  const mark = document.createElement("span");
  mark.textContent = area.value.slice(index) || ".";
  copy.append(area.value.slice(0, index), mark);
  document.body.append(copy);
  const line = Number.parseFloat(look.lineHeight) || mark.offsetHeight;
  const [left, top] = [mark.offsetLeft, mark.offsetTop];
  copy.remove();
  const box = area.getBoundingClientRect();
  return { left: box.left + left - area.scrollLeft, top: box.top + top - area.scrollTop + line };
}

const dashed = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
