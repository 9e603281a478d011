/** Asks the server as a form of this page would. */

export function csrf(): string {
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return field?.value ?? "";
}

export function post(url: string, fields: Record<string, string>, more: RequestInit = {}) {
  const headers = { "X-CSRFToken": csrf() };
  return fetch(url, { method: "POST", headers, body: new URLSearchParams(fields), ...more });
}
