/* What must hold of frontend/ and the templates, and no other tool looks at. Prints each fault; exits 1.
 *
 *   node frontend/check.mjs
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const faults = [];
const read = (path) => readFileSync(path, "utf8");

function walk(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path, ending);
    return path.endsWith(ending) ? [path] : [];
  });
}

/** The lock names no registry, and has the ready-made packages of every platform. */
function checkLock() {
  const text = read(join(root, "package-lock.json"));
  if (/"resolved"|https?:\/\/[^"]*\.tgz/.test(text)) faults.push("package-lock.json: an address");
  const { packages } = JSON.parse(text);
  for (const [name, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const platform of Object.keys(optionalDependencies)) {
      if (!packages[`node_modules/${platform}`]) {
        faults.push(`package-lock.json: ${name} without ${platform}`);
      }
    }
  }
}

const MOST_LINES = 150;
const COLOUR =
  /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|:\s*(?:white|black)\b/i;

/** Colours stand in tokens.css alone; a file is short; every variable used is one that exists. */
function checkStyles() {
  const files = walk(join(here, "css"), ".css");
  const texts = files.map((path) => [relative(root, path), read(path)]);
  const known = new Set(texts.flatMap(([, text]) => text.match(/--[\w-]+(?=\s*:)/g) ?? []));
  for (const [, text] of texts) {
    for (const [, name] of text.matchAll(/@property (--[\w-]+)/g)) known.add(name);
  }
  for (const [path, text] of texts) {
    const bare = text.replace(/\/\*[\s\S]*?\*\//g, "");
    if (text.split("\n").length - 1 > MOST_LINES) faults.push(`${path}: over ${MOST_LINES} lines`);
    if (!path.endsWith("tokens.css")) {
      for (const line of bare.split("\n")) {
        if (COLOUR.test(line)) faults.push(`${path}: a colour: ${line.trim()}`);
      }
    }
    for (const [, name, fallback] of bare.matchAll(/var\((--[\w-]+)(,?)/g)) {
      if (!known.has(name) && !fallback) faults.push(`${path}: ${name} is nowhere set`);
    }
  }
  const imported = read(join(here, "css/tilth.css"));
  for (const [path] of texts) {
    const name = relative("frontend/css", path);
    if (name !== "tilth.css" && !imported.includes(`"${name}"`)) {
      faults.push(`${path}: not in tilth.css`);
    }
  }
}

/** Every icon a template or script names is in the sprite. */
function checkIcons() {
  const listed = new Set(read(join(here, "icons.txt")).split("\n").filter(Boolean));
  const places = [
    ...walk(join(root, "templates"), ".html"),
    ...walk(join(root, "tilth"), ".html"),
    ...walk(join(here, "ts"), ".ts"),
  ];
  for (const path of places) {
    const uses = read(path).matchAll(/\{% icon ["']([\w-]+)["']|\bicon: "([\w-]+)"/g);
    for (const [, one, other] of uses) {
      const name = one ?? other;
      if (!listed.has(name))
        faults.push(`${relative(root, path)}: icon ${name} is not in icons.txt`);
    }
  }
  for (const name of listed) {
    if (!existsSync(join(root, "node_modules/lucide-static/icons", `${name}.svg`))) {
      faults.push(`frontend/icons.txt: there is no ${name}`);
    }
  }
}

/** The Content-Security-Policy refuses these; better here than in somebody's console. */
function checkTemplates() {
  const inline =
    /<script(?![^>]*\bsrc=)(?![^>]*application\/json)|\sstyle=["']|\son[a-z]+=["']|hx-on[:=]/;
  const files = [...walk(join(root, "templates"), ".html"), ...walk(join(root, "tilth"), ".html")];
  for (const path of files) {
    if (path.includes("/mail/")) continue; // a mail has no policy, and needs its styles inside
    const match = read(path).match(inline);
    if (match) faults.push(`${relative(root, path)}: inline script or style: ${match[0].trim()}`);
  }
}

/** Every word a script asks for is in the catalogue's template, and the other way round. */
function checkWords() {
  const given = new Set(
    [...read(join(root, "templates/parts/words.html")).matchAll(/data-word="([^"]+)"/g)].map(
      (m) => m[1],
    ),
  );
  const scripts = walk(join(here, "ts"), ".ts").map(read).join("\n");
  for (const [, name] of scripts.matchAll(/"((?:[a-z]+\.)[a-z-]+)"/g)) {
    if (scripts.includes(`word("${name}"`) && !given.has(name))
      faults.push(`words.html: no ${name}`);
  }
  for (const name of given) {
    if (!scripts.includes(`"${name}"`)) faults.push(`words.html: nobody says ${name}`);
  }
}

checkLock();
checkStyles();
checkIcons();
checkTemplates();
checkWords();
for (const fault of faults) console.error(fault);
if (!faults.length) console.log("frontend: lock, styles, icons, templates and words are in order");
process.exit(faults.length ? 1 : 0);
