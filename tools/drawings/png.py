"""PNG with a palette: a drawing has few colours, and need not weigh more than they do."""

import struct
import zlib
from collections import Counter

MOST = 256


def png(width: int, height: int, rgb: bytes) -> bytes:
    """rgb: three bytes a pixel, row by row."""
    pixels = [rgb[start : start + 3] for start in range(0, len(rgb), 3)]
    counted = Counter(pixels)
    palette = chosen(counted)
    place = {colour: number for number, colour in enumerate(palette)}
    for colour in counted:
        if colour not in place:
            place[colour] = place[min(palette, key=lambda other: apart(colour, other))]
    numbers = bytes(place[pixel] for pixel in pixels)
    rows = b"".join(
        b"\0" + numbers[start : start + width] for start in range(0, width * height, width)
    )
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", b"".join(palette)),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        ]
    )


def chosen(counted: Counter[bytes], most: int = 64) -> list[bytes]:
    """The most frequent ones that are not nearly the same as one before."""
    palette: list[bytes] = []
    for colour, _n in counted.most_common():
        if all(apart(colour, other) > 150 for other in palette):
            palette.append(colour)
        if len(palette) == min(most, MOST):
            break
    return palette


def apart(one: bytes, other: bytes) -> int:
    """The square of their distance."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
