# SPDX-License-Identifier: EUPL-1.2
"""Sheets as flat OpenDocument text, turned into PDF by LibreOffice. A value is told by a colour that no eye tells from black;
PDFium then finds where its letters came to stand."""

import ctypes
import random as chance
import subprocess
import tempfile
from html import escape
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from . import fonts
from .model import Boxes, Break, Columns, Pairs, Para, Place, Rule, Space, Table

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)
BATCH = 60
SHADE = 3


class Markup:
    def __init__(self, sheet, seed):
        self.sheet, self.style, self.random = sheet, sheet.style, chance.Random(seed)
        self.styles, self.fields = {}, []
        self.tables = 0
        self.pairs_by = self.random.choice(("tabs", "table"))

    def automatic(self, family, properties):
        """The name of the automatic style with these properties."""
        return self.styles.setdefault((family, properties), f"{family[0].upper()}{len(self.styles)}")

    def document(self):
        body = "".join(self.block(block) for block in self.sheet.blocks)
        foot = "".join(self.block(block) for block in self.sheet.foot)
        styles = "".join(
            f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
            for (family, properties), name in self.styles.items()
        )
        style, face = self.style, escape(fonts.css_name(self.style.family))
        width, height = style.page
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{face}'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="{style.leading * 88:.0f}%"/>
<style:text-properties style:font-name="F" fo:font-size="{style.size}pt" fo:language="it" fo:country="IT"
 fo:hyphenate="{"true" if style.hyphenate else "false"}"/></style:default-style></office:styles>
<office:automatic-styles>{styles}<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}pt"
 fo:page-height="{height}pt" fo:margin-top="36pt" fo:margin-bottom="30pt" fo:margin-left="{style.margin}pt" fo:margin-right="{style.margin}pt"/>
<style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{f"<style:footer>{foot}</style:footer>" if foot else ""}
</style:master-page></office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"""

    def run(self, run):
        text = escape(run.text).replace("  ", " <text:s/>")
        properties = ' fo:font-weight="bold"' if run.bold else ""
        properties += f' fo:letter-spacing="{run.tracking:.2f}pt"' if run.tracking else ""
        if run.field:
            if run.field not in self.fields:
                self.fields.append(run.field)
            properties += f' fo:color="#0000{(self.fields.index(run.field) + 1) * SHADE:02x}"'
        if not properties:
            return text
        return f'<text:span text:style-name="{self.automatic("text", f"<style:text-properties{properties}/>")}">{text}</text:span>'

    def runs(self, runs):
        return "".join(self.run(run) for run in runs)

    def paragraph(self, content, align="start", scale=1.0, extra="", inner="", after=0.25):
        properties = f'<style:paragraph-properties fo:text-align="{align}" fo:margin-bottom="{after * self.style.size:.1f}pt" {extra}>{inner}'
        properties += (
            f'</style:paragraph-properties><style:text-properties fo:font-size="{self.style.size * scale:.1f}pt"/>'
        )
        return f'<text:p text:style-name="{self.automatic("paragraph", properties)}">{content}</text:p>'

    def block(self, block):
        if isinstance(block, Para):
            align = {"left": "justify" if self.style.justify else "start", "right": "end", "center": "center"}[
                block.align
            ]
            return self.paragraph(self.runs(block.runs), align, block.size)
        if isinstance(block, Space):
            return self.paragraph("", scale=min(1.0, block.lines))
        if isinstance(block, Rule):
            return self.paragraph("", scale=0.4, extra='fo:border-bottom="0.5pt solid #444444"')
        if isinstance(block, Break):
            return self.paragraph("", scale=0.2, extra='fo:break-before="page"')
        if isinstance(block, Pairs):
            return self.pairs(block)
        if isinstance(block, Table):
            rows = [[self.paragraph(self.runs(cell), after=0) for cell in row] for row in block.rows]
            return self.table(rows, block.widths, block.ruled)
        if isinstance(block, Columns):
            cells = ["".join(map(self.block, side)) or self.paragraph("") for side in (block.left, block.right)]
            return self.table([cells], [block.split, 1 - block.split], False)
        if isinstance(block, Boxes):
            cells = [
                self.paragraph(self.run(type(block.run)(c, block.run.field)) if c != " " else "", "center", after=0)
                for c in block.run.text
            ]
            wide = len(cells) * self.style.size * 1.7
            return self.paragraph(escape(block.label), scale=0.85, after=0) + self.table(
                [cells], [1] * len(cells), True, wide
            )
        raise TypeError(type(block))

    def table(self, rows, widths, ruled, wide=None):
        self.tables += 1
        full = self.style.page[0] - 2 * self.style.margin
        total = min(wide or full, full)
        border = 'fo:border="0.5pt solid #333333" ' if ruled else ""
        cell = self.automatic("table-cell", f'<style:table-cell-properties {border}fo:padding="2pt"/>')
        align = f'table:align="left" fo:margin-right="{full - total:.1f}pt"'
        name = self.automatic("table", f'<style:table-properties style:width="{total:.1f}pt" {align}/>')
        columns = "".join(
            f'<table:table-column table:style-name="{self.column(share / sum(widths) * total)}"/>' for share in widths
        )
        lines = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="{cell}" office:value-type="string">{content}</table:table-cell>'
                for content in row
            )
            + "</table:table-row>"
            for row in rows
        )
        return (
            f'<table:table table:name="T{self.tables}" table:style-name="{name}">{columns}{lines}</table:table>'
            + self.paragraph("", scale=0.3)
        )

    def column(self, width):
        return self.automatic("table-column", f'<style:table-column-properties style:column-width="{width:.1f}pt"/>')

    def pairs(self, block):
        bold = ' fo:font-weight="bold"' if self.style.bold_labels else ""
        mark = self.automatic("text", f"<style:text-properties{bold}/>")
        cells, beside = [], block.place in ("left", "leader") and block.columns == 1
        if beside and self.pairs_by == "table" and block.place == "left":
            rows = [
                [self.paragraph(escape(label), after=0), self.paragraph(self.runs(runs), after=0)]
                for label, runs in block.rows
            ]
            return self.table(rows, [1, 2.2], False)
        for label, runs in block.rows:
            label = f'<text:span text:style-name="{mark}">{escape(label)}</text:span>'
            if block.place == "above":
                cells.append(self.paragraph(label, scale=0.78, after=0) + self.paragraph(self.runs(runs)))
            elif block.place == "below":
                cells.append(self.paragraph(self.runs(runs), after=0) + self.paragraph(label, scale=0.7))
            elif beside:
                leader = ' style:leader-style="dotted" style:leader-text="."' if block.place == "leader" else ""
                stop = f'<style:tab-stops><style:tab-stop style:position="190pt"{leader}/></style:tab-stops>'
                hang = 'fo:margin-left="190pt" fo:text-indent="-190pt"'
                cells.append(
                    self.paragraph(
                        f"{label}<text:tab/>{self.runs(runs)}", inner=stop.replace("190pt", "0pt", 1), extra=hang
                    )
                )
            else:
                cells.append(self.paragraph(f"{label} {self.runs(runs)}"))
        if block.columns == 1:
            return "".join(cells)
        rows = [cells[i : i + block.columns] for i in range(0, len(cells), block.columns)]
        rows[-1] += [self.paragraph("")] * (block.columns - len(rows[-1]))
        return self.table(rows, [1] * block.columns, False)


def convert(folder, names):
    """Turns `names` (without suffix) from .fodt to .pdf in `folder`, many in one start of the program."""
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(names), BATCH):
            files = [str(Path(folder) / f"{name}.fodt") for name in names[start : start + BATCH]]
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{profile}",
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    str(folder),
                    *files,
                ],
                check=True,
                capture_output=True,
            )
    for name in names:
        (Path(folder) / f"{name}.fodt").unlink()


def found(path, fields, family):
    """Where the letters of each colour stand. LibreOffice does not tell how tall its fonts are, so the font itself is asked."""
    out, document = {}, pypdfium2.PdfDocument(str(path))
    for number, page in enumerate(document, 1):
        height, text = page.get_height(), page.get_textpage()
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
            field = round(blue.value / SHADE) - 1
            is_blank = chr(pdfium.FPDFText_GetUnicode(text, index)).isspace()
            if is_blank or red.value or green.value or not 0 <= field < len(fields):
                continue
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            above, below = fonts.reach(family, False, pdfium.FPDFText_GetFontSize(text, index))
            base = height - y.value
            add(
                out.setdefault(fields[field], Place(number, [])),
                number,
                [box.left, base - above, box.right, base + below],
            )
    document.close()
    return out


def add(place, number, box):
    if place.page != number:
        return
    last = place.boxes[-1] if place.boxes else None
    if last and abs(last[1] - box[1]) < 1:
        last[0], last[2] = min(last[0], box[0]), max(last[2], box[2])
    else:
        place.boxes.append(box)
