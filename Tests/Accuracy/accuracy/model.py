# SPDX-License-Identifier: EUPL-1.2
"""What a page says, apart from who draws it: runs of text, some of them values, in blocks."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Words in one hand. `field` names the value that they are (contract §5), or is None for all other text."""

    text: str
    field: str | None = None
    bold: bool = False
    tracking: float = 0.0


@dataclass
class Para:
    runs: list
    size: float = 1.0
    align: str = "left"
    gap: float = 0.4
    indent: float = 0.0


@dataclass
class Pairs:
    """Labels with their values. `place` is where the label stands: left, above, below, leader (dots between) or table."""

    rows: list
    place: str = "left"
    columns: int = 1
    gap: float = 0.5


@dataclass
class Table:
    rows: list
    widths: list
    ruled: bool = True
    head: bool = False
    gap: float = 0.6


@dataclass
class Boxes:
    """A label and a value with one letter in each cell."""

    label: str
    run: Run
    gap: float = 0.5


@dataclass
class Columns:
    left: list
    right: list
    gap: float = 0.5
    split: float = 0.5


@dataclass
class Space:
    lines: float = 1.0


@dataclass
class Rule:
    gap: float = 0.3


@dataclass
class Break:
    """The next block begins a new page."""


@dataclass
class Sheet:
    """One document to be drawn: its blocks, running head and foot, and how it should look."""

    blocks: list
    style: "Style" = None
    head: list = field(default_factory=list)
    foot: list = field(default_factory=list)
    watermark: str = ""


@dataclass
class Style:
    family: str = "LiberationSans"
    size: float = 10.5
    leading: float = 1.3
    margin: float = 56
    hyphenate: bool = False
    ligatures: bool = False
    strokes: str = "run"
    order: str = "natural"
    justify: bool = False
    bold_labels: bool = False
    page: tuple = (595.28, 841.89)


@dataclass
class Place:
    """A value's place in points from the top left of the page as shown; one box a line."""

    page: int
    boxes: list

    @property
    def box(self):
        return [
            min(b[0] for b in self.boxes),
            min(b[1] for b in self.boxes),
            max(b[2] for b in self.boxes),
            max(b[3] for b in self.boxes),
        ]
