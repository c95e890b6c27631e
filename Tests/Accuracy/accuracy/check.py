# SPDX-License-Identifier: EUPL-1.2
"""Is the truth true? Each value must stand in its box when PDFium, which none of the readers uses, looks there."""

import re
from collections import Counter

import pypdfium2

from .fiscalcode import folded


def squeezed(text):
    text = folded(text.replace("\u0002", "").replace("\ufffe", ""))
    return re.sub(r"[^A-Z0-9]", "", text)


def faults(path, fields):
    """Sentences about values that are not where the truth says."""
    out = []
    document = pypdfium2.PdfDocument(str(path))
    try:
        for name, entry in fields.items():
            page = document[entry["page"] - 1]
            height = page.get_height()
            text_page = page.get_textpage()
            seen = "".join(
                text_page.get_text_bounded(b[0] - 1, height - b[3] - 0.5, b[2] + 1, height - b[1] + 0.5)
                for b in entry["boxes"]
            )
            # Letters are counted, since words of a value may have been drawn in any order.
            if Counter(squeezed(entry["shown"])) - Counter(squeezed(seen)):
                out.append(f"{name}: expected {entry['shown']!r}, page has {seen!r}")
    finally:
        document.close()
    return out
