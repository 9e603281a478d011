/** The fields of a form whose contents a draft keeps, by name. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NEVER = new Set(["password", "file", "submit", "button", "image", "reset"]);

/** The key that makes sending twice harmless has to come back with the text it belongs to. */
const KEY = "input[name=form_key], input[data-draft-keep]";

/** Files that are on the server already: they belong to what was typed. */
export const FILES = "kept_files";

/** Other hidden fields belong to the page and not to what was typed. */
function isKept(element: Element): element is Field {
  if (!element.matches("input[name], textarea[name], select[name]")) return false;
  if (element.closest("[data-draft-skip]")) return false;
  const { type } = element as Field;
  return type === "hidden"
    ? element.matches(KEY) || element.matches(`[name=${FILES}]`)
    : !NEVER.has(type);
}

export function keptFields(form: HTMLFormElement): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  for (const element of form.elements) {
    if (isKept(element)) fields.set(element.name, [...(fields.get(element.name) ?? []), element]);
  }
  return fields;
}

export const isHidden = (fields: readonly Field[]): boolean => fields[0]?.type === "hidden";

/** New keys for the next thing that is sent with this form, as the last one has arrived. */
export function renewKeys(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>(KEY)) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    field.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

const isTick = (field: Field): field is HTMLInputElement =>
  field.type === "checkbox" || field.type === "radio";

/** What stands in the fields of one name: texts, or the values of what is ticked or chosen. */
export function valuesOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((o) => o.value);
    if (isTick(field)) return field.checked ? [field.value] : [];
    return [field.value];
  });
}

/** What the server had put into them. */
export function basesOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    if (field instanceof HTMLSelectElement) {
      const marked = [...field.options].filter((option) => option.defaultSelected);
      const first = field.multiple ? [] : [...field.options].slice(0, 1);
      return (marked.length ? marked : first).map((option) => option.value);
    }
    if (isTick(field)) return field.defaultChecked ? [field.value] : [];
    return [lineFeeds(field.defaultValue)];
  });
}

/** A text area's `value` has bare line feeds, its `defaultValue` may have what the server sent. */
const lineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n");

export function fill(fields: readonly Field[], values: readonly string[]): void {
  let text = 0;
  for (const field of fields) {
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (isTick(field)) {
      field.checked = values.includes(field.value);
    } else {
      field.value = values[text] ?? field.value;
      text += 1;
    }
  }
}
