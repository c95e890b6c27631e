# SPDX-License-Identifier: EUPL-1.2
"""Sheets as HTML with CSS of many habits, printed by Chromium; places come from the browser's own layout."""

import html
import random as chance
import re

from playwright.sync_api import sync_playwright

from . import fonts
from .lines import SYLLABLE
from .model import Boxes, Break, Columns, Pairs, Para, Place, Rule, Space, Table

MEASURE = """() => {
  const out = [];
  for (const page of document.querySelectorAll('.page')) {
    let size = parseFloat(getComputedStyle(page).fontSize);
    while (page.querySelector('.flow').getBoundingClientRect().bottom > page.getBoundingClientRect().bottom - 40 && size > 7)
      page.style.fontSize = (size -= 0.5) + 'px';
  }
  document.querySelectorAll('.page').forEach((page, number) => {
    const from = page.getBoundingClientRect();
    for (const span of page.querySelectorAll('[data-f]'))
      for (const r of span.getClientRects())
        out.push([span.dataset.f, number + 1, r.left - from.left, r.top - from.top, r.right - from.left, r.bottom - from.top]);
  });
  return out;
}"""


class Markup:
    """One sheet as HTML; the habits are drawn once, as by one vendor's template."""

    def __init__(self, sheet, seed):
        self.sheet, self.style = sheet, sheet.style
        random = self.random = chance.Random(seed)
        self.pairs_by = random.choice(("grid", "table", "float", "flex"))
        self.upper_by_css = random.random() < 0.1
        self.small_caps = random.random() < 0.05

    def page(self):
        width, height = (side / 0.75 for side in self.style.page)
        style = self.style
        css = f"""@page {{ size: {style.page[0]}pt {style.page[1]}pt; margin: 0 }}
* {{ box-sizing: border-box }} body {{ margin: 0 }}
.page {{ position: relative; width: {width}px; height: {height - 0.5}px; overflow: hidden; break-after: page;
  padding: {style.margin / 0.75 * 0.8}px {style.margin / 0.75}px; font-family: '{fonts.css_name(style.family)}';
  font-size: {style.size / 0.75}px; line-height: {style.leading}; text-align: {"justify" if style.justify else "left"};
  {"hyphens: auto;" if style.hyphenate else ""} {"text-transform: uppercase;" if self.upper_by_css else ""} }}
.page:last-child {{ break-after: auto }}
.foot {{ position: absolute; bottom: 14px; left: {style.margin / 0.75}px; right: {style.margin / 0.75}px; font-size: 70% }}
.mark {{ position: absolute; top: 40%; left: 15%; font-size: 90px; color: #e4e4e4; transform: rotate(-45deg); z-index: -1 }}
p {{ margin: 0 0 .45em }} table {{ border-collapse: collapse; width: 100%; margin: .3em 0 .6em }} td, th {{ vertical-align: top; text-align: left }}
.ruled td, .ruled th {{ border: 1px solid #444; padding: 2px 5px }} .cell {{ display: inline-block; width: 1.75em; height: 1.75em;
  border: 1px solid #444; text-align: center; line-height: 1.75em }}
.grid {{ display: grid; gap: .25em 1em; margin-bottom: .6em }} .small {{ font-size: 78%; display: block }}
.lead {{ display: flex }} .dots {{ flex: 0 1 8em; border-bottom: 1px dotted #333; margin: 0 .3em .3em }}
.two {{ display: flex; gap: 24px }} .two > div {{ flex: 1 }}"""
        pages, current = [], []
        for block in self.sheet.blocks:
            if isinstance(block, Break):
                pages.append(current)
                current = []
            else:
                current.append(self.block(block))
        pages.append(current)
        foot = "".join(self.block(block) for block in self.sheet.foot)
        mark = f'<div class="mark">{self.sheet.watermark}</div>' if self.sheet.watermark else ""
        body = "".join(
            f'<div class="page">{mark}<div class="flow">{"".join(page)}</div><div class="foot">{foot}</div></div>'
            for page in pages
        )
        return f'<!doctype html><html lang="it"><meta charset="utf-8"><title>certificato</title><style>{css}</style><body>{body}</body></html>'

    def run(self, run):
        text = html.escape(self.divisible(run.text))
        css = f"letter-spacing:{run.tracking}pt;" if run.tracking else ""
        css += "font-weight:bold;" if run.bold else ""
        if not (css or run.field):
            return text
        mark = f' data-f="{run.field}"' if run.field else ""
        return f"<span{mark}{f' style={chr(34)}{css}{chr(34)}' if css else ''}>{text}</span>"

    def divisible(self, text):
        """Long words with soft hyphens, where the style breaks words."""
        if not self.style.hyphenate:
            return text
        return re.sub(r"[^\W\d_]{8,}", lambda word: SYLLABLE.sub("\u00ad", word.group()), text)

    def runs(self, runs):
        return "".join(self.run(run) for run in runs)

    def block(self, block):
        if isinstance(block, Para):
            align = f"text-align:{block.align};" if block.align != "left" else ""
            return f'<p style="font-size:{block.size * 100:.0f}%;{align}">{self.runs(block.runs)}</p>'
        if isinstance(block, Space):
            return f'<div style="height:{block.lines}em"></div>'
        if isinstance(block, Rule):
            return "<hr>"
        if isinstance(block, Pairs):
            return self.pairs(block)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Columns):
            left, right = ("".join(map(self.block, side)) for side in (block.left, block.right))
            return f'<div class="two"><div style="flex:{block.split}">{left}</div><div style="flex:{1 - block.split}">{right}</div></div>'
        if isinstance(block, Boxes):
            run = block.run
            cells = "".join(
                f'<span class="cell">{self.run(type(run)(c, run.field)) if c != " " else "&nbsp;"}</span>'
                for c in run.text
            )
            return f'<div><span class="small">{html.escape(block.label)}</span>{cells}</div>'
        raise TypeError(type(block))

    def pairs(self, block):
        label = (lambda text: f"<b>{html.escape(text)}</b>") if self.style.bold_labels else html.escape
        cells = []
        for text, runs in block.rows:
            value = self.runs(runs)
            if block.place == "above":
                cells.append(f'<div><span class="small">{label(text)}</span><span>{value}</span></div>')
            elif block.place == "below":
                cells.append(
                    f'<div><div style="border-bottom:1px solid #555">{value}</div><span class="small">{label(text)}</span></div>'
                )
            elif block.place == "leader":
                cells.append(
                    f'<div class="lead"><span>{label(text)}</span><span class="dots"></span><span>{value}</span></div>'
                )
            elif block.place == "inline" or block.columns > 1:
                cells.append(f"<div>{label(text)} {value}</div>")
            else:
                cells.append((label(text), value))
        if cells and isinstance(cells[0], tuple):
            return self.beside(cells)
        return f'<div class="grid" style="grid-template-columns:repeat({block.columns}, 1fr)">{"".join(cells)}</div>'

    def beside(self, cells):
        if self.pairs_by == "grid":
            inner = "".join(f"<div>{label}</div><div>{value}</div>" for label, value in cells)
            return f'<div class="grid" style="grid-template-columns:max-content 1fr">{inner}</div>'
        if self.pairs_by == "table":
            return f"<table>{''.join(f'<tr><td style=width:32%>{label}</td><td>{value}</td></tr>' for label, value in cells)}</table>"
        if self.pairs_by == "float":
            return "".join(
                f'<div style="overflow:hidden"><div style="float:left;width:34%">{label}</div>'
                f'<div style="margin-left:36%">{value}</div></div>'
                for label, value in cells
            )
        return "".join(
            f'<div style="display:flex"><div style="flex:0 0 14em">{label}</div><div>{value}</div></div>'
            for label, value in cells
        )

    def table(self, block):
        total, rows = sum(block.widths), []
        for number, row in enumerate(block.rows):
            tag = "th" if block.head and number == 0 else "td"
            rows.append(
                "<tr>"
                + "".join(
                    f'<{tag} style="width:{share / total * 100:.0f}%">{self.runs(cell)}</{tag}>'
                    for cell, share in zip(row, block.widths)
                )
                + "</tr>"
            )
        return f'<table class="{"ruled" if block.ruled else ""}">{"".join(rows)}</table>'


class Chromium:
    """One browser for all documents of a run."""

    name = "chromium"

    def __enter__(self):
        self.driver = sync_playwright().start()
        self.browser = self.driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--font-render-hinting=none", "--disable-gpu"]
        )
        self.tab = self.browser.new_page(viewport={"width": 1200, "height": 1300})
        self.tab.emulate_media(media="print")
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.driver.stop()

    def draw(self, sheet, path, seed):
        self.tab.set_content(Markup(sheet, seed).page())
        found = {}
        for name, page, *box in self.tab.evaluate(MEASURE):
            box = [round(side * 0.75, 2) for side in box]
            if box[2] - box[0] < 0.5:
                continue
            place = found.setdefault(name, Place(page, []))
            last = place.boxes[-1] if place.boxes else None
            if last and abs(last[1] - box[1]) < 1:
                last[0], last[2] = min(last[0], box[0]), max(last[2], box[2])
            elif place.page == page:
                place.boxes.append(box)
        self.tab.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
        return found
