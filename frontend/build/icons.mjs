/* One file of symbols, `icons.svg#name`, holding only the icons that `icons.txt` lists. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export async function makeSprite(here, packages, built) {
  const names = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").filter(Boolean);
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(join(packages, "lucide-static/icons", `${name}.svg`), "utf8");
      const drawing = svg
        .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
        .replace(/\s*\n\s*/g, "")
        .replaceAll(" />", "/>");
      return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
    }),
  );
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->\n${symbols.join("\n")}\n</svg>\n`;
  await writeFile(join(built, "icons.svg"), sprite);
}
