# SPDX-License-Identifier: EUPL-1.2
"""Running text set into lines: words, hyphens, ligatures, and the pieces of which a page is made."""

import re
from dataclasses import dataclass

from . import fonts

LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
SYLLABLE = re.compile(r"(?<=[aeiouàèéìòùAEIOU])(?=[bcdfglmnprstvzBCDFGLMNPRSTVZ][aeiouàèéìòùAEIOU])")


@dataclass
class Text:
    x: float
    y: float  # baseline, from the top
    text: str
    bold: bool
    size: float
    field: str | None = None
    tracking: float = 0.0


@dataclass
class Line:
    x: float
    y: float
    x2: float
    y2: float


@dataclass
class Frame:
    x: float
    y: float
    width: float
    height: float


@dataclass
class Piece:
    height: float
    items: list

    def moved(self, dx, dy):
        out = []
        for item in self.items:
            if isinstance(item, Line):
                out.append(Line(item.x + dx, item.y + dy, item.x2 + dx, item.y2 + dy))
            else:
                out.append(type(item)(**{**vars(item), "x": item.x + dx, "y": item.y + dy}))
        return out


class LineSetter:
    def __init__(self, style):
        self.style = style

    # Lines of running text

    def atoms(self, runs):
        """Words: lists of (text, run) that must stay together, each with the run of the space before it."""
        words, glue = [], True
        for run in runs:
            for part in re.split(r"(\s+)", run.text):
                if not part:
                    continue
                if part.isspace():
                    glue = True
                elif glue or not words:
                    words.append([(part, run)])
                    glue = False
                else:
                    words[-1].append((part, run))
        return words

    def shown(self, text):
        if self.style.ligatures:
            for plain, joined in LIGATURES:
                if fonts.has_glyphs(joined, self.style.family):
                    text = text.replace(plain, joined)
        return text

    def measure(self, fragments, size):
        return sum(fonts.width(self.shown(t), self.style.family, r.bold, size, r.tracking) for t, r in fragments)

    def broken(self, fragments, room, size):
        """The first part of a word with a hyphen that fits into `room`, and the rest, or None."""
        if len(fragments) != 1:
            return None
        text, run = fragments[0]
        if not text.isalpha() or len(text) < 7:
            return None
        for match in reversed(list(SYLLABLE.finditer(text))):
            cut = match.start()
            if 2 <= cut <= len(text) - 3 and self.measure([(text[:cut] + "-", run)], size) <= room:
                return [(text[:cut] + "-", run)], [(text[cut:], run)]
        return None

    def lines(self, runs, width, size):
        """Each line is a list of words."""
        out, line, used = [], [], 0.0
        space = fonts.width(" ", self.style.family, False, size)
        queue = self.atoms(runs)
        while queue:
            word = queue.pop(0)
            wide = self.measure(word, size)
            gap = space + word[0][1].tracking if line else 0.0
            if used + gap + wide <= width:
                line.append(word)
                used += gap + wide
                continue
            cut = self.broken(word, width - used - gap, size) if self.style.hyphenate else None
            if cut:
                line.append(cut[0])
                queue.insert(0, cut[1])
            elif not line:
                first, rest = self.forced(word, width, size)
                line.append(first)
                if rest:
                    queue.insert(0, rest)
            else:
                queue.insert(0, word)
            out.append(line)
            line, used = [], 0.0
        if line:
            out.append(line)
        return out

    def forced(self, word, width, size):
        """A word that is wider than the line is cut where the line ends."""
        text, run = word[0]
        count = len(text)
        while count > 1 and self.measure([(text[:count], run)], size) > width:
            count -= 1
        rest = ([(text[count:], run)] if count < len(text) else []) + word[1:]
        return [(text[:count], run)], rest

    def flow(self, runs, width, size, align="left"):
        """Text set into lines; returns a piece."""
        leading = size * self.style.leading
        above, _ = fonts.reach(self.style.family, False, size)
        items, y = [], 0.0
        lines = self.lines(runs, width, size)
        for number, line in enumerate(lines):
            base = y + above + (leading - size * 1.15) / 2
            justify = self.style.justify and align == "left" and number < len(lines) - 1 and len(line) > 3
            items += self.set_line(line, base, width, size, align, justify)
            y += leading
        return Piece(y, items)

    def set_line(self, line, base, width, size, align, justify):
        space = fonts.width(" ", self.style.family, False, size)
        spaces = [space + word[0][1].tracking for word in line[1:]]
        total = sum(self.measure(word, size) for word in line) + sum(spaces)
        extra = (width - total) / len(spaces) if justify and spaces and width - total < width * 0.25 else 0.0
        x = {"left": 0.0, "center": max(0.0, (width - total) / 2), "right": max(0.0, width - total)}[align]
        items = []
        for index, word in enumerate(line):
            if index:
                x += spaces[index - 1] + extra
            for text, run in word:
                wide = self.measure([(text, run)], size)
                before = items[-1] if items else None
                text = self.shown(text)
                joins = before and before.run is run and not extra and self.style.strokes != "word"
                if joins and index and before.word != index:
                    before.text += " " + text
                    before.word = index
                else:
                    item = Text(x, base, text, run.bold, size, run.field, run.tracking)
                    item.run, item.word = run, index
                    items.append(item)
                x += wide
        for item in items:
            del item.run, item.word
        return items
