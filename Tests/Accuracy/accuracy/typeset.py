# SPDX-License-Identifier: EUPL-1.2
"""A small typesetter: blocks become pieces of text, lines and frames at exact places, for any surface to draw."""

from . import fonts
from .lines import Frame, Line, LineSetter, Piece, Text
from .model import Boxes, Break, Columns, Pairs, Para, Place, Rule, Run, Space, Table


class Typesetter(LineSetter):
    """Sets blocks; a line of text is its base's business."""

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
