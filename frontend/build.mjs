/* Makes static/built/ out of frontend/: one script, one stylesheet, the fonts and an icon sprite.
 *
 *   node frontend/build.mjs            for a release, minified
 *   node frontend/build.mjs --watch    while working: again at every change, with source maps
 *
 * Names stay what they are; Django's ManifestStaticFilesStorage puts a hash into them when it collects.
 * A script that is imported lazily (an island) becomes a file of its own, with a hash from esbuild.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = join(root, "static", "built");
const packages = join(root, "node_modules");
const watching = process.argv.includes("--watch");
// A release is made elsewhere and put in the place of the last one whole.
const built = watching ? target : join(packages, `.being-built-${process.pid}`);

/** The alphabets Vollkorn is cut into; `css/fonts.css` says which letters are in which. */
const ALPHABETS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"];

async function copyFonts() {
  const fonts = join(built, "fonts");
  await mkdir(fonts, { recursive: true });
  const upright = join(packages, "@fontsource-variable/vollkorn");
  const italic = join(packages, "@fontsource/vollkorn");
  await Promise.all([
    ...ALPHABETS.flatMap((name) => [
      copyFile(
        `${upright}/files/vollkorn-${name}-wght-normal.woff2`,
        `${fonts}/vollkorn-${name}.woff2`,
      ),
      copyFile(
        `${italic}/files/vollkorn-${name}-400-italic.woff2`,
        `${fonts}/vollkorn-${name}-italic.woff2`,
      ),
    ]),
    copyFile(`${upright}/LICENSE`, `${fonts}/OFL.txt`),
  ]);
}

/** One file of symbols, `icons.svg#name`, holding only the icons that `icons.txt` lists. */
async function makeSprite() {
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

const copyDrawings = () =>
  Promise.all(
    ["favicon.svg", "mark.svg"].map((name) => copyFile(join(here, name), join(built, name))),
  );

const bundles = {
  entryPoints: [
    { in: join(here, "ts/tilth.ts"), out: "tilth" },
    { in: join(here, "css/tilth.css"), out: "tilth" },
  ],
  outdir: built,
  bundle: true,
  format: "esm",
  splitting: true,
  chunkNames: "part-[name]-[hash]",
  // What Django's supported browsers of this year have: nothing of ours is rewritten for older ones.
  target: ["chrome123", "firefox125", "safari17.5"],
  external: ["fonts/*"],
  minify: !watching,
  sourcemap: watching ? "inline" : false,
  legalComments: "none",
  logLevel: "warning",
};

const begun = performance.now();
await mkdir(built, { recursive: true });
await Promise.all([copyFonts(), makeSprite(), copyDrawings()]);
if (watching) {
  const work = await context({ ...bundles, logLevel: "info" });
  await work.watch();
} else {
  await build(bundles);
  await rm(target, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await rename(built, target);
  const count = (await readdir(target, { recursive: true })).length;
  console.log(`static/built: ${count} files in ${Math.round(performance.now() - begun)} ms`);
}
