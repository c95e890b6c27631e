# SPDX-License-Identifier: EUPL-1.2
"""Pages as a scanner gives them: 200 or 300 dpi, grey or black and white, askew, noisy, blurred, unevenly lit, sideways."""

import io
import math

import img2pdf
import numpy
import pypdfium2
from PIL import Image, ImageFilter

from .alter import turned_box


class Scanner:
    """One set of settings, as of one machine on one day."""

    def __init__(self, random):
        self.random = random
        self.dpi = random.choice((200, 300))
        self.skew = random.choice((0, random.uniform(-1, 1), random.uniform(-3, 3)))
        self.noise = random.choice((0, random.uniform(2, 14)))
        self.blur = random.choice((0, random.uniform(0.3, 0.8) * self.dpi / 200))
        self.light = random.choice((0, random.uniform(0.05, 0.2)))
        self.black_and_white = random.random() < 0.25
        self.quality = random.randrange(45, 90)
        self.turn = random.choices((0, 90, 180, 270), (17, 1, 1, 1))[0]
        self.numbers = numpy.random.default_rng(random.randrange(2**32))

    def traits(self):
        return [
            f"{self.dpi}dpi",
            "bw" if self.black_and_white else "grey",
            *(["turned"] if self.turn else []),
            *(["skewed"] if abs(self.skew) > 1 else []),
            *(["noisy"] if self.noise else []),
        ]

    def picture(self, image):
        """The page as it comes out of the machine; noise comes after blur, as in a sensor."""
        image = image.rotate(self.skew, resample=Image.BICUBIC, fillcolor=255)
        if self.blur:
            image = image.filter(ImageFilter.GaussianBlur(self.blur))
        grey = numpy.asarray(image, dtype=numpy.float32)
        if self.light:
            height, width = grey.shape
            slope = (
                numpy.linspace(1 - self.light, 1, width)[None, :]
                * numpy.linspace(1, 1 - self.light / 2, height)[:, None]
            )
            grey = grey * slope
        if self.noise:
            grey = grey + self.numbers.normal(0, self.noise, grey.shape)
        image = Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))
        if self.turn:
            image = image.transpose({90: Image.ROTATE_270, 180: Image.ROTATE_180, 270: Image.ROTATE_90}[self.turn])
        return image

    def encoded(self, image):
        data = io.BytesIO()
        if self.black_and_white:
            image.point(lambda level: 255 if level > 140 else 0).convert("1").save(
                data, "PNG", dpi=(self.dpi, self.dpi)
            )
        else:
            image.save(data, "JPEG", quality=self.quality, dpi=(self.dpi, self.dpi))
        return data.getvalue()

    def scan(self, path, places):
        """Replaces a PDF of text by one of pictures, and moves the boxes with the paper."""
        document = pypdfium2.PdfDocument(str(path))
        sizes = [page.get_size() for page in document]
        pages = [
            page.render(scale=self.dpi / 72, grayscale=True, may_draw_forms=True).to_pil().convert("L")
            for page in document
        ]
        document.close()
        path.write_bytes(img2pdf.convert([self.encoded(self.picture(page)) for page in pages]))
        for place in places.values():
            width, height = sizes[place.page - 1]
            place.boxes = [self.moved(box, width, height) for box in place.boxes]

    def moved(self, box, width, height):
        """The upright frame around a box that turned with the page about its middle."""
        angle = math.radians(self.skew)
        middle_x, middle_y = width / 2, height / 2
        corners = []
        for x in (box[0], box[2]):
            for y in (box[1], box[3]):
                dx, dy = x - middle_x, y - middle_y
                corners.append(
                    (
                        middle_x + dx * math.cos(angle) + dy * math.sin(angle),
                        middle_y - dx * math.sin(angle) + dy * math.cos(angle),
                    )
                )
        frame = [
            min(c[0] for c in corners),
            min(c[1] for c in corners),
            max(c[0] for c in corners),
            max(c[1] for c in corners),
        ]
        return turned_box(frame, self.turn, width, height) if self.turn else frame
