import { csrf } from "./post";
import { word } from "./words";

/** A file that the server keeps until it is attached. */
export interface KeptFile {
  id: number;
  name: string;
  type: string;
  size: number;
  url: string;
}

export interface Upload {
  /** Rejects with a sentence. */
  done: Promise<KeptFile>;
  cancel: () => void;
}

/** Sends one file and tells how much of it has gone, from 0 to 1. (`fetch` cannot tell.) */
export function upload(url: string, file: File, tell: (part: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<KeptFile>((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded / total));
    request.addEventListener("load", () => {
      const answer = parse(request.responseText);
      if (request.status === 200 && "id" in answer) resolve(answer);
      else reject(new Error("fault" in answer ? answer.fault : word("attach.failed")));
    });
    for (const end of ["error", "timeout"])
      request.addEventListener(end, () => reject(new Error(word("attach.failed"))));
    request.addEventListener("abort", () => reject(new Error("")));
  });
  const form = new FormData();
  form.append("file", file, file.name);
  request.open("POST", url);
  request.setRequestHeader("X-CSRFToken", csrf());
  request.send(form);
  return { done, cancel: () => request.abort() };
}

function parse(text: string): KeptFile | { fault: string } {
  try {
    return JSON.parse(text);
  } catch {
    return { fault: word("attach.failed") };
  }
}

/** "1.4 MB", in the language of the page. */
export function sizeOf(bytes: number): string {
  const [unit, n] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const shape = { style: "unit", unit, maximumFractionDigits: n < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(document.documentElement.lang || undefined, shape).format(n);
}
