# SPDX-License-Identifier: EUPL-1.2
"""The fonts of Debian that the producers share: file of each cut, and vertical reach of a line."""

import logging
from functools import cache
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

# The fonts' own time stamps are none of our business.
logging.getLogger("fontTools").setLevel(logging.ERROR)
ROOT = Path("/usr/share/fonts/truetype")
LIBERATION = {"": "Regular", "b": "Bold"}
FAMILIES = {
    "LiberationSans": (
        "Liberation Sans",
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
    ),
    "LiberationSerif": (
        "Liberation Serif",
        "liberation/LiberationSerif-Regular.ttf",
        "liberation/LiberationSerif-Bold.ttf",
    ),
    "LiberationMono": (
        "Liberation Mono",
        "liberation/LiberationMono-Regular.ttf",
        "liberation/LiberationMono-Bold.ttf",
    ),
    "DejaVuSans": ("DejaVu Sans", "dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "DejaVuSerif": ("DejaVu Serif", "dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "DejaVuSansMono": ("DejaVu Sans Mono", "dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf"),
    "Carlito": ("Carlito", "crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
    "Caladea": ("Caladea", "crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf"),
    "FreeSans": ("FreeSans", "freefont/FreeSans.ttf", "freefont/FreeSansBold.ttf"),
    "FreeSerif": ("FreeSerif", "freefont/FreeSerif.ttf", "freefont/FreeSerifBold.ttf"),
}


@cache
def available():
    return [name for name, (_, *files) in FAMILIES.items() if all((ROOT / file).exists() for file in files)]


def file_of(family, bold):
    return ROOT / FAMILIES[family][2 if bold else 1]


def css_name(family):
    return FAMILIES[family][0]


@cache
def _opened(family, bold):
    font = TTFont(file_of(family, bold), lazy=True)
    cmap, widths = font.getBestCmap(), font["hmtx"]
    units = font["head"].unitsPerEm
    advances = {code: widths[name][0] / units for code, name in cmap.items()}
    return advances, font["hhea"].ascent / units, font["hhea"].descent / units


@cache
def _glyphs(family, bold):
    font = TTFont(file_of(family, bold))
    return font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm


class ShapePen(BasePen):
    """Draws a glyph into a path of a ReportLab canvas."""

    def __init__(self, glyphs, path):
        super().__init__(glyphs)
        self.path = path

    def _moveTo(self, point):
        self.path.moveTo(*point)

    def _lineTo(self, point):
        self.path.lineTo(*point)

    def _curveToOne(self, first, second, end):
        self.path.curveTo(*first, *second, *end)

    def _closePath(self):
        self.path.close()


def outline(letter, family, bold, size, x, y, path):
    """Adds a letter's shape to a ReportLab path, its origin at x and y."""
    names, glyphs, units = _glyphs(family, bold)
    if ord(letter) in names:
        scale = size / units
        glyphs[names[ord(letter)]].draw(TransformPen(ShapePen(glyphs, path), (scale, 0, 0, scale, x, y)))


def width(text, family, bold, size, tracking=0.0):
    advances, _, _ = _opened(family, bold)
    return sum(advances.get(ord(c), advances.get(32, 0.3)) for c in text) * size + tracking * len(text)


def reach(family, bold, size):
    """Points above and below the baseline that the font claims for a line."""
    _, ascent, descent = _opened(family, bold)
    return ascent * size, -descent * size


def has_glyphs(text, family):
    advances, _, _ = _opened(family, False)
    return all(ord(c) in advances for c in text)
