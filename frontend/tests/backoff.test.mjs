import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { wait } = await load("backoff");

test("waits grow to half a minute and no further", () => {
  const longest = [0, 1, 2, 5, 6, 40].map((attempt) => wait(attempt, () => 1));
  assert.deepEqual(longest, [500, 1000, 2000, 16_000, 30_000, 30_000]);
});

test("waits are spread, and never nothing", () => {
  assert.equal(
    wait(6, () => 0),
    250,
  );
  const some = new Set(Array.from({ length: 100 }, () => Math.round(wait(6))));
  assert.ok(some.size > 90);
});
