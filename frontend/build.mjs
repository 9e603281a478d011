/* Makes static/built/ out of frontend/: one script, one stylesheet, fonts, icons and faces.
 *
 *   node frontend/build.mjs            for a release, minified
 *   node frontend/build.mjs --watch    while working: again at every change, with source maps
 *
 * Names stay what they are; Django's ManifestStaticFilesStorage puts a hash into them when it collects.
 * A script that is imported lazily (an island) becomes a file of its own, with a hash from esbuild.
 */
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { drawFaces } from "./build/faces.mjs";
import { copyFonts } from "./build/fonts.mjs";
import { makeSprite } from "./build/icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = join(root, "static", "built");
const packages = join(root, "node_modules");
const watching = process.argv.includes("--watch");
// A release is made elsewhere and put in the place of the last one whole.
const built = watching ? target : join(packages, `.being-built-${process.pid}`);

const copyDrawings = () =>
  Promise.all(
    ["favicon.svg", "mark.svg"].map((name) => copyFile(join(here, name), join(built, name))),
  );

const bundles = {
  entryPoints: [
    { in: join(here, "ts/tilth.ts"), out: "tilth" },
    { in: join(here, "ts/sw.ts"), out: "sw" },
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
await Promise.all([
  copyFonts(packages, built),
  makeSprite(here, packages, built),
  drawFaces(here, built),
  copyDrawings(),
]);
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
