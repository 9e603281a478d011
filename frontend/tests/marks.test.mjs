import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { applied, markOf } = await load("marks");

/** The text with what is chosen in [brackets], before and after. */
function edited(mark, text) {
  const start = text.indexOf("[");
  const end = text.indexOf("]") - 1;
  const value = text.replace("[", "").replace("]", "");
  const edit = applied(mark, value, start, end);
  const after = value.slice(0, edit.from) + edit.text + value.slice(edit.to);
  return `${after.slice(0, edit.start)}[${after.slice(edit.start, edit.end)}]${after.slice(edit.end)}`;
}

const CASES = [
  ["bold", "a [cold] day", "a **[cold]** day"],
  ["bold", "a **[cold]** day", "a [cold] day"],
  ["bold", "a [ cold ]day", "a  **[cold]** day"],
  ["bold", "[]", "**[]**"],
  ["italic", "a [cold] day", "a *[cold]* day"],
  ["italic", "a *[cold]* day", "a [cold] day"],
  ["italic", "a **[cold]** day", "a ***[cold]*** day"],
  ["formula", "of [x^2]", "of $[x^2]$"],
  ["code", "run [make]", "run `[make]`"],
  ["code", "[a\nb]", "```\n[a\nb]\n```"],
  ["code", "so: [a\nb] end", "so: \n```\n[a\nb]\n```\n end"],
  ["quote", "[one\ntwo]", "[> one\n> two]"],
  ["quote", "[> one\n> two]", "[one\ntwo]"],
  ["list", "[one\ntwo]", "[- one\n- two]"],
  ["list", "on[]e", "- one[]"],
  ["numbered", "[one\n- two]", "[1. one\n2. - two]"],
  ["numbered", "[1. one\n2. two]", "[one\ntwo]"],
  ["list", "Para\n[one\ntwo]", "Para\n\n[- one\n- two]"],
];

for (const [mark, before, after] of CASES) {
  test(`${mark}: ${JSON.stringify(before)}`, () => assert.equal(edited(mark, before), after));
}

test("a link waits for its address, an address for its words", () => {
  const words = applied("link", "see here", 4, 8);
  assert.deepEqual(words, { from: 4, to: 8, text: "[here](https://)", start: 11, end: 19 });
  const address = applied("link", "https://a.example", 0, 17);
  assert.deepEqual(address, { from: 0, to: 17, text: "[](https://a.example)", start: 1, end: 1 });
});

test("keys are those that people know", () => {
  const key = (name, code, shiftKey = false) => markOf({ key: name, code, shiftKey });
  assert.equal(key("b", "KeyB"), "bold");
  assert.equal(key("K", "KeyK"), "link");
  assert.equal(key("/", "Digit7", true), "numbered"); // of a German keyboard
  assert.equal(key("B", "KeyB", true), undefined);
});
