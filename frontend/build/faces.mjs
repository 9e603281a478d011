/* Draws the faces people may choose, offline and the same each time: `tilth/people/faces.json` writes down
 * head,
 * face, skin, hair, clothes, glasses and beard of each. Open Peeps by Pablo Stanley, CC0. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAvatar } from "@dicebear/core";
import * as openPeeps from "@dicebear/open-peeps";
import { optimize } from "svgo";

/** The drawings' black, warmed to our ink. */
const INK = "#2b1f18";
const SKIN = { a: "f1d3b5", b: "e0ac82", c: "c68a5c", d: "8d5a3b", e: "5c4033" };
const HAIR = {
  black: "1d1714",
  soil: "2a1c16",
  brown: "3a2a22",
  chestnut: "6a4a34",
  copper: "a55a2c",
  sand: "c9a468",
  grey: "b9b3a8",
  clay: "9a4a34",
  moss: "3d5a4a",
  slate: "5f6d76",
};
const CLOTH = {
  clay: "b5694a",
  leaf: "6f8f5f",
  straw: "d9b863",
  slate: "7d8a92",
  soil: "7a5f4a",
  chalk: "ddd3c0",
  moss: "4f6b57",
};

export async function drawFaces(here, built) {
  const folder = join(built, "faces");
  await mkdir(folder, { recursive: true });
  const faces = JSON.parse(await readFile(join(here, "../tilth/people/faces.json"), "utf8"));
  await Promise.all(
    Object.entries(faces).map(([name, traits]) =>
      writeFile(join(folder, `${name}.svg`), draw(name, traits)),
    ),
  );
}

function draw(name, [head, face, skin, hair, cloth, glasses, beard]) {
  const drawing = createAvatar(openPeeps, {
    seed: name,
    translateY: 2,
    maskProbability: 0,
    head: [head],
    face: [face],
    skinColor: [SKIN[skin]],
    headContrastColor: [HAIR[hair]],
    clothingColor: [CLOTH[cloth]],
    accessories: glasses ? [glasses] : [],
    accessoriesProbability: glasses ? 100 : 0,
    facialHair: beard ? [beard] : [],
    facialHairProbability: beard ? 100 : 0,
  }).toString();
  // They are shown at most 72 pixels wide: whole numbers on 704 by 704 halve the bytes, unseen.
  const small = optimize(drawing, { multipass: true, floatPrecision: 0 }).data;
  return small.replace(/#000(?:000)?\b/g, INK).replace(/="black"/g, `="${INK}"`);
}
