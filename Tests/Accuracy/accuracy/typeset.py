# SPDX-License-Identifier: EUPL-1.2
"""A small typesetter: blocks become pieces of text, lines and frames at exact places, for any surface to draw."""

import re
from dataclasses import dataclass

from . import fonts
from .model import Boxes, Break, Columns, Pairs, Para, Place, Rule, Run, Space, Table

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


class Typesetter:
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

    # Blocks

    def compose(self, block, width):
        """A list of pieces, each of which must stay on one page."""
        size = self.style.size
        gap = getattr(block, "gap", 0.0) * size
        if isinstance(block, Para):
            piece = self.flow(block.runs, width - block.indent, size * block.size, block.align)
            return [Piece(piece.height + gap, piece.moved(block.indent, 0))]
        if isinstance(block, Space):
            return [Piece(block.lines * size, [])]
        if isinstance(block, Rule):
            return [Piece(gap * 2 + 1, [Line(0, gap, width, gap)])]
        if isinstance(block, Pairs):
            return self.pairs(block, width, gap)
        if isinstance(block, Table):
            return self.table(block, width, gap)
        if isinstance(block, Boxes):
            return [self.boxes(block, width, gap)]
        if isinstance(block, Columns):
            return [self.beside(block, width, gap)]
        raise TypeError(type(block))

    def stacked(self, blocks, width):
        y, items = 0.0, []
        for block in blocks:
            for piece in self.compose(block, width):
                items += piece.moved(0, y)
                y += piece.height
        return Piece(y, items)

    def beside(self, block, width, gap):
        middle = 18
        first = (width - middle) * block.split
        left, right = self.stacked(block.left, first), self.stacked(block.right, width - middle - first)
        return Piece(max(left.height, right.height) + gap, left.items + right.moved(first + middle, 0))

    def pairs(self, block, width, gap):
        columns = block.columns
        wide = width / columns - 8
        rows = [block.rows[i : i + columns] for i in range(0, len(block.rows), columns)]
        labels = [label for row in rows for label, _ in row]
        widest = max(fonts.width(label, self.style.family, True, self.style.size) for label in labels) + 8
        out = []
        for row in rows:
            items, height = [], 0.0
            for index, (label, runs) in enumerate(row):
                piece = self.pair(label, runs, wide, min(widest, wide * 0.55), block.place)
                items += piece.moved(index * (wide + 8), 0)
                height = max(height, piece.height)
            out.append(Piece(height + gap * 0.4, items))
        out.append(Piece(gap, []))
        return out

    def pair(self, label, runs, width, label_width, place):
        size, bold = self.style.size, self.style.bold_labels
        if place == "above":
            top = self.flow([Run(label, bold=bold)], width, size * 0.78)
            under = self.flow(runs, width, size)
            return Piece(top.height + under.height + 2, top.items + under.moved(0, top.height))
        if place == "below":
            top = self.flow(runs, width, size)
            under = self.flow([Run(label)], width, size * 0.7)
            line = Line(0, top.height + 1, width * 0.92, top.height + 1)
            return Piece(top.height + under.height + 6, top.items + [line] + under.moved(0, top.height + 2))
        if place == "inline":
            return self.flow([Run(label + " ", bold=bold), *runs], width, size)
        if place == "leader":
            start = fonts.width(label, self.style.family, bold, size) + 3
            dot = fonts.width(".", self.style.family, False, size)
            stop = max(label_width * 1.35, start + 8 * dot)
            dots = "." * max(3, int((stop - start - 3) / dot))
            value = self.flow(runs, width - stop - 4, size)
            mark = self.flow([Run(label, bold=bold)], width, size)
            mark.items += self.flow([Run(dots)], width, size).moved(start, 0)
            return Piece(max(mark.height, value.height), mark.items + value.moved(stop + 4, 0))
        mark = self.flow([Run(label, bold=bold)], label_width, size)
        value = self.flow(runs, width - label_width - 6, size)
        return Piece(max(mark.height, value.height), mark.items + value.moved(label_width + 6, 0))

    def table(self, block, width, gap):
        scale = width / sum(block.widths)
        out = []
        for number, row in enumerate(block.rows):
            items, height, x = [], 0.0, 0.0
            for cell, share in zip(row, block.widths):
                if block.head and number == 0:
                    cell = [Run(run.text, run.field, True) for run in cell]
                piece = self.flow(cell, share * scale - 8, self.style.size)
                items += piece.moved(x + 4, 3)
                height = max(height, piece.height + 6)
                x += share * scale
            if block.ruled:
                x = 0.0
                for share in block.widths:
                    items.append(Frame(x, 0, share * scale, height))
                    x += share * scale
            out.append(Piece(height, items))
        out.append(Piece(gap, []))
        return out

    def boxes(self, block, width, gap):
        size = self.style.size
        text = block.run.text
        cell = min(size * 1.75, (width - 4) / max(1, len(text)))
        label = self.flow([Run(block.label, bold=self.style.bold_labels)], width, size * 0.85)
        above, _ = fonts.reach(self.style.family, block.run.bold, size)
        top, items = label.height + 2, list(label.items)
        for index, letter in enumerate(text):
            items.append(Frame(index * cell, top, cell, cell))
            if letter != " ":
                wide = fonts.width(letter, self.style.family, block.run.bold, size)
                x = index * cell + (cell - wide) / 2
                items.append(Text(x, top + (cell + above * 0.75) / 2, letter, block.run.bold, size, block.run.field))
        return Piece(top + cell + 4 + gap, items)


def paginated(sheet):
    """The pages of a sheet: lists of items at their final places."""
    style, setter = sheet.style, Typesetter(sheet.style)
    page_width, page_height = style.page
    width = page_width - 2 * style.margin
    head = setter.stacked(sheet.head, width)
    foot = setter.stacked(sheet.foot, width)
    top = style.margin * 0.6 + (head.height + 8 if sheet.head else style.margin * 0.3)
    bottom = page_height - style.margin * 0.6 - (foot.height + 6 if sheet.foot else 0)
    pages, y = [[]], top
    for block in sheet.blocks:
        if isinstance(block, Break):
            pages.append([])
            y = top
            continue
        for piece in setter.compose(block, width):
            if y + piece.height > bottom and pages[-1]:
                pages.append([])
                y = top
            pages[-1] += piece.moved(style.margin, y)
            y += piece.height
    for page in pages:
        page += head.moved(style.margin, style.margin * 0.5)
        page += foot.moved(style.margin, page_height - style.margin * 0.5 - foot.height)
    return pages


def places(pages, style):
    """Where each value stands, from the font's own reach; pieces that share a line are one box."""
    found = {}
    for number, page in enumerate(pages, 1):
        for item in page:
            if isinstance(item, Text) and item.field:
                above, below = fonts.reach(style.family, item.bold, item.size)
                wide = fonts.width(item.text, style.family, item.bold, item.size, item.tracking) - item.tracking
                box = [item.x, item.y - above, item.x + wide, item.y + below]
                place = found.setdefault(item.field, Place(number, []))
                if place.page != number:
                    continue
                last = place.boxes[-1] if place.boxes else None
                if last and abs(last[1] - box[1]) < 1:
                    last[0], last[2] = min(last[0], box[0]), max(last[2], box[2])
                else:
                    place.boxes.append(box)
    return found
