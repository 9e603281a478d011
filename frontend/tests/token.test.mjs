import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { mentionAt, entryAt, complete } = await load("token");
const at = (text) => [text.replace("|", ""), text.indexOf("|")];
const mention = (text) => mentionAt(...at(text));

test("a mention ends at the caret", () => {
  assert.deepEqual(mention("thank you @ad|"), { kind: "people", start: 10, end: 13, query: "ad" });
  assert.equal(mention("(@Łuk|) and more").query, "Łuk");
  assert.equal(mention("#np-8| is it").kind, "tags");
});

test("an address, a heading and a bare sign are no mention", () => {
  for (const text of ["ada@acme|", "# Head|", "@|", "see #|", "a#b|", "@ada went|"]) {
    assert.equal(mention(text), null, text);
  }
});

test("an entry is what stands between two commas", () => {
  const entry = (text) => entryAt(...at(text), "tags");
  assert.deepEqual(entry("seals, np|, pumps"), { kind: "tags", start: 7, end: 9, query: "np" });
  assert.equal(entry("seals|").query, "seals");
  assert.equal(entry("seals, #co|").query, "co");
  assert.equal(entry("seals, |"), null);
  assert.equal(entry("|"), null);
});

test("what is taken replaces the word and leaves the caret behind it", () => {
  const take = (text, value) => complete(at(text)[0], mention(text), value, false);
  assert.deepEqual(take("hi @ad| there", "ada"), { text: "hi @ada there", caret: 7 });
  assert.deepEqual(take("hi @ad|", "ada"), { text: "hi @ada ", caret: 8 });
  assert.deepEqual(take("see #np|, please", "np-80"), { text: "see #np-80, please", caret: 10 });
});

test("in a list a comma follows the last entry", () => {
  const take = (text, value) =>
    complete(at(text)[0], entryAt(...at(text), "tags"), value, true).text;
  assert.equal(take("seals, np|", "np-80"), "seals, np-80, ");
  assert.equal(take("se|, np-80", "seals"), "seals, np-80");
});
