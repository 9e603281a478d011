/* The fonts, out of their packages. A browser fetches only the alphabets whose letters are on the
 * page; those of every page are cut down to the letters and weights that we set. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import subsetFont from "subset-font";

/** The alphabets that Vollkorn is cut into; `css/fonts.css` says which letters are in which. */
const ALPHABETS = ["latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"];

/** Latin-1, and the signs of typography; the same ranges as in `css/fonts.css`. */
const LATIN = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2009, 0x2009],
  [0x2013, 0x2014],
  [0x2018, 0x201a],
  [0x201c, 0x201e],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x20ac, 0x20ac],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
]
  .map(([first, last]) =>
    String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, at) => first + at)),
  )
  .join("");

/** Kerning, marks, ligatures, and the figures that stand in line: "NP-80 at 85 °C" must not dance. */
const FEATURES = ["kern", "mark", "mkmk", "ccmp", "liga", "lnum", "tnum"];

/** Nothing is set bolder than 600. `css/fonts.css` says 700 all the same: where the alphabets of a
 * family differ in their range, a browser takes the wider ones alone, and Latin is not among them. */
const UPRIGHT = { variationAxes: { wght: { min: 400, max: 600 } } };

export async function copyFonts(packages, built) {
  const fonts = join(built, "fonts");
  await mkdir(fonts, { recursive: true });
  const upright = join(packages, "@fontsource-variable/vollkorn");
  const italic = join(packages, "@fontsource/vollkorn/files");
  const inter = join(packages, "@fontsource-variable/inter");
  const cut = async (from, to, options) => {
    const whole = { targetFormat: "woff2", keepFeatures: FEATURES, ...options };
    await writeFile(join(fonts, to), await subsetFont(await readFile(from), LATIN, whole));
  };
  await Promise.all([
    cut(`${upright}/files/vollkorn-latin-wght-normal.woff2`, "vollkorn-latin.woff2", UPRIGHT),
    cut(`${italic}/vollkorn-latin-400-italic.woff2`, "vollkorn-latin-italic.woff2"),
    cut(`${inter}/files/inter-latin-wght-normal.woff2`, "inter-latin.woff2", UPRIGHT),
    ...ALPHABETS.flatMap((name) => [
      copyFile(
        `${upright}/files/vollkorn-${name}-wght-normal.woff2`,
        `${fonts}/vollkorn-${name}.woff2`,
      ),
      copyFile(
        `${italic}/vollkorn-${name}-400-italic.woff2`,
        `${fonts}/vollkorn-${name}-italic.woff2`,
      ),
    ]),
    copyFile(`${upright}/LICENSE`, `${fonts}/OFL-Vollkorn.txt`),
    copyFile(`${inter}/LICENSE`, `${fonts}/OFL-Inter.txt`),
  ]);
}
