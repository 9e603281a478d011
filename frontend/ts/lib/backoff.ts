const FIRST = 500;
const LONGEST = 30_000;

/**
 * Milliseconds until try number `attempt` (from 0). Random over the whole span ("full jitter"), so that
 * thousands of tabs do not knock at a server in the same moment after it was restarted.
 */
export function wait(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return FIRST / 2 + random() * (ceiling - FIRST / 2);
}
