/**
 * What htmx does with an answer that was not meant for the place it would go to.
 *
 * A part of a page asks for a part. When the session has ended, a right is gone or the server has broken,
 * a whole page comes instead: it never lands inside this one. Nothing that was typed goes away.
 */
import type { HtmxRequestCtx } from "htmx.org";
import { signInUrl } from "./page";
import { notify, type Slip, signedOut } from "./slip";
import { word } from "./words";

const WHOLE_PAGE = /^\s*(?:<!doctype|<html)/i;

export function guardAnswers(): void {
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (!accept(ctx)) event.preventDefault();
  });
  document.addEventListener("htmx:error", ({ detail }) => {
    console.error(detail.error);
    if (detail.ctx && !detail.ctx.response) notify("request", notReached());
  });
}

/** False if the answer has been dealt with and must not be swapped in. */
function accept(ctx: HtmxRequestCtx): boolean {
  const raw = ctx.response?.raw;
  if (!raw || raw.headers.has("HX-Redirect") || raw.headers.has("HX-Refresh")) return true;
  const whole = WHOLE_PAGE.test(ctx.text ?? "");
  if (raw.redirected && whole && isSignIn(raw.url)) {
    notify("session", signedOut());
    return false;
  }
  if (raw.status >= 500 || (raw.status >= 400 && whole)) {
    notify("request", refusal(raw.status, ctx.text ?? ""));
    return false;
  }
  if (whole && raw.redirected && !ctx.select && ctx.target !== document.body) {
    location.assign(raw.url);
    return false;
  }
  return true;
}

const isSignIn = (url: string): boolean =>
  new URL(url).pathname === new URL(signInUrl(), location.href).pathname;

const notReached = (): Slip => ({
  kind: "heed",
  icon: "cloud-off",
  title: word("request.unreached"),
  text: word("request.kept"),
});

/** A page of refusal has its reason in `[data-reason]`, or else in its heading. */
function refusal(status: number, text: string): Slip {
  const page = new DOMParser().parseFromString(text, "text/html");
  const reason = page.querySelector("[data-reason]") ?? page.querySelector("h1");
  const words = status < 500 ? reason?.textContent.trim() : "";
  return {
    kind: "heed",
    icon: "triangle-alert",
    title: status < 500 ? word("request.refused") : word("request.broken"),
    text: words || word("request.kept"),
  };
}
