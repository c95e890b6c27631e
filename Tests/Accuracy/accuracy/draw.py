# SPDX-License-Identifier: EUPL-1.2
"""Typeset pages put on paper by ReportLab or by fpdf2, in the order and in the strokes that the style asks for."""

import random as chance

from fpdf import FPDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from . import fonts
from .typeset import Frame, Line, Text, paginated, places


def ordered(items, style, seed):
    """Producers write a page in any order: what is drawn first says nothing about what is read first."""
    if style.order == "labels-first":
        return sorted(items, key=lambda item: isinstance(item, Text) and item.field is not None)
    if style.order == "reverse":
        return list(reversed(items))
    if style.order == "shuffled":
        items = list(items)
        chance.Random(seed).shuffle(items)
    return items


def strokes(item, style):
    """A text item as the pieces that are drawn one by one: (x, text)."""
    if style.strokes != "character":
        return [(item.x, item.text)]
    x, out = item.x, []
    for letter in item.text:
        if letter != " ":
            out.append((x, letter))
        x += fonts.width(letter, style.family, item.bold, item.size, item.tracking)
    return out


class ReportLabSurface:
    name = "reportlab"

    def __init__(self, path, style):
        self.style = style
        self.canvas = Canvas(str(path), pagesize=style.page, invariant=1)
        for bold in (False, True):
            name = self.font(bold)
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(fonts.file_of(style.family, bold))))

    def font(self, bold):
        return self.style.family + ("-Bold" if bold else "")

    def text(self, item, x, text):
        canvas = self.canvas.beginText(x, self.style.page[1] - item.y)
        canvas.setFont(self.font(item.bold), item.size)
        canvas.setCharSpace(item.tracking)
        canvas.textOut(text)
        self.canvas.drawText(canvas)

    def line(self, item):
        height = self.style.page[1]
        self.canvas.setLineWidth(0.5)
        self.canvas.line(item.x, height - item.y, item.x2, height - item.y2)

    def frame(self, item):
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(item.x, self.style.page[1] - item.y - item.height, item.width, item.height)

    def watermark(self, text):
        width, height = self.style.page
        self.canvas.saveState()
        self.canvas.setFillGray(0.88)
        self.canvas.setFont(self.font(True), 60)
        self.canvas.translate(width / 2, height / 2)
        self.canvas.rotate(50)
        self.canvas.drawCentredString(0, 0, text)
        self.canvas.restoreState()

    def begin(self):
        pass

    def end(self):
        self.canvas.showPage()

    def save(self):
        self.canvas.save()


class OutlineSurface(ReportLabSurface):
    """Letters as filled shapes, as printers' software writes them when a font must not be embedded."""

    name = "outlines"

    def text(self, item, x, text):
        size = item.size
        for letter in text:
            if letter != " ":
                path = self.canvas.beginPath()
                fonts.outline(letter, self.style.family, item.bold, size, x, self.style.page[1] - item.y, path)
                self.canvas.drawPath(path, stroke=0, fill=1)
            x += fonts.width(letter, self.style.family, item.bold, size, item.tracking)


class FPDFSurface:
    name = "fpdf2"

    def __init__(self, path, style):
        self.path, self.style = path, style
        self.pdf = FPDF(unit="pt", format=style.page)
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0
        for bold, cut in ((False, ""), (True, "B")):
            self.pdf.add_font("f", cut, str(fonts.file_of(style.family, bold)))

    def text(self, item, x, text):
        self.pdf.set_font("f", "B" if item.bold else "", item.size)
        self.pdf.set_char_spacing(item.tracking)
        self.pdf.text(x, item.y, text)

    def line(self, item):
        self.pdf.set_line_width(0.5)
        self.pdf.line(item.x, item.y, item.x2, item.y2)

    def frame(self, item):
        self.pdf.set_line_width(0.5)
        self.pdf.rect(item.x, item.y, item.width, item.height)

    def watermark(self, text):
        width, height = self.style.page
        self.pdf.set_font("f", "B", 60)
        self.pdf.set_text_color(225)
        with self.pdf.rotation(50, width / 2, height / 2):
            self.pdf.text(width / 2 - self.pdf.get_string_width(text) / 2, height / 2, text)
        self.pdf.set_text_color(0)

    def begin(self):
        self.pdf.add_page()

    def end(self):
        pass

    def save(self):
        self.pdf.output(str(self.path))


SURFACES = {surface.name: surface for surface in (ReportLabSurface, FPDFSurface, OutlineSurface)}


def draw(sheet, path, producer, seed):
    """Writes the file; returns where the values stand."""
    pages = paginated(sheet)
    surface = SURFACES[producer](path, sheet.style)
    for number, page in enumerate(pages):
        surface.begin()
        if sheet.watermark:
            surface.watermark(sheet.watermark)
        for item in ordered(page, sheet.style, f"{seed}/{number}"):
            if isinstance(item, Text):
                for x, text in strokes(item, sheet.style):
                    surface.text(item, x, text)
            elif isinstance(item, Line):
                surface.line(item)
            elif isinstance(item, Frame):
                surface.frame(item)
        surface.end()
    surface.save()
    return places(pages, sheet.style)
