# SPDX-License-Identifier: EUPL-1.2
"""What happens to a finished PDF on its way: turned, written again by another producer, robbed of its Unicode maps, scanned
with a text layer, cut off. Boxes follow where the page is shown otherwise than before."""

import io
import subprocess

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name


def turned_box(box, angle, width, height):
    """The box after the shown page is turned clockwise."""
    left, top, right, bottom = box
    if angle == 90:
        return [height - bottom, left, height - top, right]
    if angle == 180:
        return [width - right, height - bottom, width - left, height - top]
    return [top, width - right, bottom, width - left]


def turn_boxes(places, angle, sizes):
    for place in places.values():
        width, height = sizes[place.page - 1]
        place.boxes = [turned_box(box, angle, width, height) for box in place.boxes]


def sizes_of(pdf):
    return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]


def wrap(pdf, page, matrix):
    page.contents_add(pdf.make_stream(f"q {matrix} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))


def upright(path, places, random):
    """Drawn sideways in the file, shown upright by /Rotate, as many printer drivers do."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page, (width, height) in zip(pdf.pages, sizes_of(pdf)):
            angle = random.choice((90, 180, 270))
            matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[angle]
            wrap(pdf, page, matrix)
            page.mediabox = Array([0, 0, width, height] if angle == 180 else [0, 0, height, width])
            if Name.CropBox in page:
                del page[Name.CropBox]
            page[Name.Rotate] = angle
        pdf.save(path)


def sideways(path, places, random):
    """Shown lying on its side: by /Rotate alone."""
    angle = random.choice((90, 180, 270))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page[Name.Rotate] = angle
        turn_boxes(places, angle, sizes_of(pdf))
        pdf.save(path)


def drawn_sideways(path, places, random):
    """Shown lying on its side: the content itself is turned."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        sizes = sizes_of(pdf)
        for page, (width, height) in zip(pdf.pages, sizes):
            wrap(pdf, page, f"0 1 -1 0 {height} 0")
            page.mediabox = Array([0, 0, height, width])
            if Name.CropBox in page:
                del page[Name.CropBox]
        turn_boxes(places, 270, sizes)
        pdf.save(path)


def through_cairo(path, places, random):
    """Written again by cairo: other fonts, other strokes, the same page."""
    out = path.with_suffix(".cairo")
    subprocess.run(["pdftocairo", "-pdf", path, out], check=True, capture_output=True)
    out.replace(path)


def fonts_of(pdf):
    for page in pdf.pages:
        yield from page.resources.get(Name.Font, Dictionary()).values()


def without_map(path, places, random):
    """Fonts whose codes mean nothing to a reader, or something else: the page looks right, its text is rubbish."""
    shift, is_lost = random.randrange(1, 9), random.random() < 0.4
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in fonts_of(pdf):
            if Name.ToUnicode not in font:
                continue
            text = font[Name.ToUnicode].read_bytes()
            if is_lost and font.get(Name.Subtype) == Name.Type0:
                del font[Name.ToUnicode]
                continue
            font[Name.ToUnicode] = pdf.make_stream(shifted(text, shift))
        pdf.save(path)


def shifted(cmap, shift):
    """A map in which every target is a neighbour of the right one."""
    out, inside = [], False
    for line in cmap.split(b"\n"):
        if line.strip().endswith((b"beginbfchar", b"beginbfrange")):
            inside = True
        elif line.strip().startswith(b"end"):
            inside = False
        elif inside and line.rstrip().endswith(b">"):
            head, _, last = line.rstrip()[:-1].rpartition(b"<")
            if last and all(c in b"0123456789abcdefABCDEF" for c in last) and len(last) % 4 == 0:
                line = head + b"<" + f"{int(last[-4:], 16) + shift:04X}".encode() + b">"
        out.append(line)
    return b"\n".join(out)


def image_under(path, places, random):
    """A scanned page with the recognised text laid over it invisibly."""
    source = pypdfium2.PdfDocument(str(path))
    pictures = [
        source[i].render(scale=random.choice((150, 200)) / 72, grayscale=True).to_pil() for i in range(len(source))
    ]
    source.close()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page, picture, (width, height) in zip(pdf.pages, pictures, sizes_of(pdf)):
            data = io.BytesIO()
            picture.save(data, "JPEG", quality=70)
            image = pdf.make_stream(data.getvalue())
            image.stream_dict = Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
                Filter=Name.DCTDecode,
            )
            name = page.add_resource(image, Name.XObject)
            page.contents_add(
                pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm {name} Do Q 3 Tr\n".encode()), prepend=True
            )
        pdf.save(path)


def cut_off(path, places, random):
    """The end of the file never arrived."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * random.uniform(0.3, 0.9))])


# Alterations of a sound document, with how often each comes.
SOUND = {
    "rotated-upright": (upright, 3),
    "rotated-shown": (sideways, 2),
    "drawn-sideways": (drawn_sideways, 1),
    "cairo": (through_cairo, 6),
    "text-over-picture": (image_under, 3),
}
