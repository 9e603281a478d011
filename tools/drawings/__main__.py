"""Draws all pictures, or those that are named."""

import base64
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.drawings import charts, papers, plans, sections, sketches  # noqa: F401
from tools.drawings.ink import PICTURES, Picture, svg
from tools.drawings.png import png
from tools.testing.browser import browser
from tools.testing.servers import Missing

OUT = Path("tilth/demo/acme/files")
FONTS = Path("node_modules/@fontsource-variable")
MOST_BYTES = 60_000
PIXELS = """async (source) => {
  await document.fonts.ready;
  const image = new Image();
  image.src = `data:image/png;base64,${source}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"),
    { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let text = "";
  for (let i = 0; i < data.length; i += 4) {
    text += String.fromCharCode(data[i], data[i + 1], data[i + 2]);
  }
  return btoa(text);
}"""


def page_of(drawn: Picture) -> str:
    """With the tokens and the letters of Tilth, in the light."""
    tokens = Path("frontend/css/tokens.css").read_text(encoding="utf-8")
    return f"""<!doctype html><html data-theme="light"><meta charset="utf-8"><style>{tokens}
      {font("said", "inter/files/inter-latin-wght-normal.woff2")}
      {font("hand", "vollkorn/files/vollkorn-latin-wght-italic.woff2")}
      body {{ margin: 0 }} svg {{ display: block }}
      .said {{ font-family: said }} .hand {{ font-family: hand; font-style: normal }}
      </style>{svg(drawn)}"""


def font(name: str, path: str) -> str:
    data = base64.b64encode((FONTS / path).read_bytes()).decode()
    url = f"data:font/woff2;base64,{data}"
    return f"@font-face {{ font-family: {name}; font-weight: 100 900; src: url({url}) }}"


def main(names: list[str]) -> int:
    path = browser()
    if isinstance(path, Missing):
        sys.stderr.write(f"{path}\n")
        return 1
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = chromium.new_page()
        for name, drawn in PICTURES.items():
            if names and name not in names:
                continue
            page.set_viewport_size({"width": drawn.width, "height": drawn.height})
            page.set_content(page_of(drawn))
            page.evaluate("document.fonts.ready")
            shot = base64.b64encode(page.screenshot()).decode()
            pixels = base64.b64decode(page.evaluate(PIXELS, shot))
            written = png(drawn.width, drawn.height, pixels)
            (OUT / f"{name}.png").write_bytes(written)
            sys.stdout.write(f"{len(written):>7} {name}\n")
            if len(written) > MOST_BYTES:
                sys.stderr.write(f"{name} has more than {MOST_BYTES} bytes.\n")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
