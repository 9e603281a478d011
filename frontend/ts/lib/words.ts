/**
 * Words for people that a script needs. They come from the server's translation catalogue:
 * `templates/parts/words.html` puts them into the page as `<template id="words">`.
 */

let known: Map<string, string> | undefined;

function read(): Map<string, string> {
  const template = document.querySelector<HTMLTemplateElement>("template#words");
  const found = template?.content.querySelectorAll<HTMLElement>("[data-word]") ?? [];
  return new Map([...found].map((element) => [element.dataset.word ?? "", element.textContent]));
}

/** The words called `name`, with `{n}` and the like filled in. An unknown name stands for itself. */
export function word(name: string, values: Record<string, string | number> = {}): string {
  known ??= read();
  const text = known.get(name) ?? name;
  return text.replace(/\{(\w+)\}/g, (blank, key: string) => String(values[key] ?? blank));
}

/** "10:02" today, with the day before it otherwise; in the language of the page. */
export function moment(time: Date): string {
  const today = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(document.documentElement.lang || undefined, {
    ...(today ? {} : { day: "numeric", month: "long" }),
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
  });
}
