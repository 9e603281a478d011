import { build } from "esbuild";

/** A module of `frontend/ts/lib` as node can run it. */
export async function load(name) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../ts/lib/${name}.ts`, import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "esm",
  });
  const text = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${text}`);
}
