import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { Drafts, LONGEST, same } = await load("drafts");

class Store {
  #entries = new Map();
  get length() {
    return this.#entries.size;
  }
  key = (index) => [...this.#entries.keys()][index] ?? null;
  getItem = (name) => this.#entries.get(name) ?? null;
  setItem = (name, value) => this.#entries.set(name, value);
  removeItem = (name) => this.#entries.delete(name);
}

const draft = (at = 1) => ({ at, fields: { body: { now: ["typed"], base: [""] } } });

test("a draft comes back to the one who wrote it, and to nobody else", () => {
  const store = new Store();
  assert.equal(new Drafts("1", store).write("answer-7", draft()), true);
  assert.deepEqual(new Drafts("1", store).read("answer-7"), draft());
  assert.equal(new Drafts("2", store).read("answer-7"), null);
});

test("a browser without room says so", () => {
  const store = new Store();
  store.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  assert.equal(new Drafts("1", store).write("answer-7", draft()), false);
});

test("what is damaged is no draft", () => {
  const store = new Store();
  for (const text of ["{", "null", "7", "{}", '{"at": "x", "fields": {}}']) {
    store.setItem("tilth:draft:1:a", text);
    assert.equal(new Drafts("1", store).read("a"), null, text);
  }
});

test("sweeping drops old and damaged drafts of anybody, and nothing else", () => {
  const store = new Store();
  new Drafts("1", store).write("old", draft(0));
  new Drafts("2", store).write("new", draft(LONGEST));
  store.setItem("tilth:draft:1:damaged", "{");
  store.setItem("theme", "dark");
  new Drafts("1", store).sweep(LONGEST + 1);
  assert.deepEqual([store.key(0), store.key(1), store.length], ["tilth:draft:2:new", "theme", 2]);
});

test("same compares values in order", () => {
  assert.ok(same([], []) && same(["a", "b"], ["a", "b"]));
  assert.ok(!same(["a"], ["a", "b"]) && !same(["b", "a"], ["a", "b"]));
});
