/**
 * The one websocket of this tab. It carries names and ids, never content:
 *
 *   {"event": "asked", "group": 3, "id": 17}
 *
 * Whoever cares listens on the document: `live:message` with that as its detail, `live:gone` when the
 * server cannot be reached, `live:back` when it can again (some messages may have been missed then).
 */
import { wait } from "./backoff";
import { reachable } from "./page";
import { notify, retract, signedOut } from "./slip";
import { word } from "./words";

export interface Message {
  event: string;
  group: number | null;
  id: number;
}

declare global {
  interface DocumentEventMap {
    "live:message": CustomEvent<Message>;
    "live:gone": CustomEvent<null>;
    "live:back": CustomEvent<null>;
  }
}

/** A connection that was lost is made again before anybody is told, if that takes no longer than this. */
const SILENCE = 4_000;
const PULSE = 15_000;

let socket: WebSocket | undefined;
let address = "";
let attempts = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let worry: ReturnType<typeof setTimeout> | undefined;
let told = false;
let leaving = false;
let watched: number | null = null;

/** The server closes with this when whoever is at the other end has been signed out. */
const SIGNED_OUT = 4401;

/** Whether an event is among those named, separated by spaces; no names mean any. */
export const concerns = (event: string, names: string): boolean =>
  !names || names.split(" ").includes(event);

const say = (name: "live:gone" | "live:back") =>
  document.dispatchEvent(new CustomEvent(name, { detail: null }));

export const isOpen = (): boolean => socket?.readyState === WebSocket.OPEN;

/** Tells the server which contribution this tab shows; it then hears of what is said there. */
export function watch(contribution: number | null): void {
  watched = contribution;
  if (isOpen()) sendWatched();
}

const sendWatched = (): void => socket?.send(JSON.stringify({ watch: watched }));

/** Opens the socket at `path` of this host and keeps it open for as long as the page lives. */
export function start(path: string): void {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  address = url.href;
  connect();
  addEventListener("online", again);
  addEventListener("offline", () => worried());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && comeBack());
  document.addEventListener("visibilitychange", () => !document.hidden && !isOpen() && again());
  noticeSleep();
}

function connect(): void {
  clearTimeout(retry);
  const fresh = new WebSocket(address);
  socket = fresh;
  fresh.addEventListener("open", opened);
  fresh.addEventListener("message", ({ data }) => receive(String(data)));
  fresh.addEventListener("close", ({ code }) => fresh === socket && closed(code));
}

function opened(): void {
  const missed = attempts > 0 || told;
  attempts = 0;
  if (watched !== null) sendWatched();
  clearTimeout(worry);
  worry = undefined;
  if (told) {
    told = false;
    retract("server");
    notify(
      "server-back",
      { kind: "good", icon: "check", title: word("server.back") },
      { lasts: 5_000 },
    );
  }
  if (missed) say("live:back");
}

function receive(data: string): void {
  let detail: Message;
  try {
    detail = JSON.parse(data) as Message;
  } catch {
    return; // Something newer than this page; it will be reloaded some day.
  }
  document.dispatchEvent(new CustomEvent("live:message", { detail }));
}

function closed(code: number): void {
  if (leaving) return;
  if (code === SIGNED_OUT) {
    notify("session", signedOut());
    return;
  }
  worry ??= setTimeout(worried, SILENCE);
  retry = setTimeout(connect, wait(attempts));
  attempts += 1;
}

/** The socket is gone; say so only if the server is, too. (A proxy may not pass sockets on.) */
async function worried(): Promise<void> {
  if (told || leaving || (await reachable()) || isOpen()) {
    worry = undefined;
    return;
  }
  told = true;
  retract("server-back");
  notify("server", {
    kind: "heed",
    icon: "cloud-off",
    title: word("server.gone"),
    text: word("server.kept"),
  });
  say("live:gone");
}

function again(): void {
  attempts = Math.max(attempts, 1);
  if (socket?.readyState === WebSocket.CONNECTING) return;
  drop();
  connect();
}

function drop(): void {
  const old = socket;
  socket = undefined; // so that its `close` is not taken for a loss
  old?.close();
}

function leave(): void {
  leaving = true;
  clearTimeout(retry);
  drop(); // An open socket would keep the page out of the back/forward cache.
}

function comeBack(): void {
  leaving = false;
  again();
}

/** A machine that slept has a dead connection and is not told. Its clock gives it away. */
function noticeSleep(): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > 4 * PULSE && !leaving) again();
    last = now;
  }, PULSE);
}
