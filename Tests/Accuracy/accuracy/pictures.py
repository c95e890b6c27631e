# SPDX-License-Identifier: EUPL-1.2
"""Pages of text with a pasted picture that holds some of the values, as when a stamp or a clipping is put on a letter."""

import pypdfium2
from reportlab.lib.utils import ImageReader

from .draw import ReportLabSurface
from .typeset import Frame, Line, Text, paginated, places


def paint(surface, pages):
    for page in pages:
        surface.begin()
        for item in page:
            if isinstance(item, Text):
                surface.text(item, item.x, item.text)
            elif isinstance(item, Line):
                surface.line(item)
            elif isinstance(item, Frame):
                surface.frame(item)
        yield
        surface.end()
    surface.save()


def draw_with_picture(sheet, path, fields, dpi):
    """Draws the sheet with the lines of `fields` as a picture; returns places and the fields that are in it."""
    pages, style = paginated(sheet), sheet.style
    found = places(pages, style)
    wanted = [(found[field].page, box) for field in fields if field in found for box in found[field].boxes]
    if not wanted:
        return draw_plain(pages, style, path), []
    number = wanted[0][0]
    top = min(box[1] for page, box in wanted if page == number) - 2
    bottom = max(box[3] for page, box in wanted if page == number) + 2

    def is_inside(item):
        middle = item.y - item.size * 0.3 if isinstance(item, Text) else item.y + getattr(item, "height", 0) / 2
        return top <= middle <= bottom

    clipping = [item for item in pages[number - 1] if is_inside(item)]
    spare = path.with_suffix(".clip")
    for _ in paint(ReportLabSurface(spare, style), [clipping]):
        pass
    document = pypdfium2.PdfDocument(str(spare))
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    spare.unlink()
    image = image.crop((0, int(top * dpi / 72), image.width, int(bottom * dpi / 72)))
    pages[number - 1] = [item for item in pages[number - 1] if not is_inside(item)]
    surface = ReportLabSurface(path, style)
    for index, _ in enumerate(paint(surface, pages), 1):
        if index == number:
            surface.canvas.drawImage(ImageReader(image), 0, style.page[1] - bottom, style.page[0], bottom - top)
    inside = [
        name
        for name, place in found.items()
        if place.page == number and any(top <= (b[1] + b[3]) / 2 <= bottom for b in place.boxes)
    ]
    return found, inside


def draw_plain(pages, style, path):
    for _ in paint(ReportLabSurface(path, style), pages):
        pass
    return places(pages, style)
