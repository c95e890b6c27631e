# SPDX-License-Identifier: EUPL-1.2
"""The truth of one document as a line of `truth.jsonl`."""

from .catalogue import with_dot
from .pen import MONTHS


def entry_fields(values, shown, places):
    """Value, words as shown, page and box of each value that stands on the page, and where it stands once more."""
    out = {}
    for name, place in sorted(places.items(), key=lambda item: "#" in item[0]):
        spot = {"page": place.page, "box": rounded(place.box), "boxes": [rounded(box) for box in place.boxes]}
        field = name.split("#")[0]
        if "#" not in name:
            out[field] = {"value": values[field], "shown": shown[field], **spot}
        elif field in out:
            out[field].setdefault("also", []).append(spot)
    return out


def rounded(box):
    return [round(side, 2) for side in box]


def written_somewhere(decoy, text):
    """Whether a planted value really came onto the page: not every sentence that was thought of was used."""
    value = decoy["value"]
    forms = {value, with_dot(value)}
    if value.count("-") == 2 and len(value) == 10:
        year, month, day = value.split("-")
        for separator in "/.-":
            forms |= {separator.join((day, month, year)), separator.join((str(int(day)), str(int(month)), year))}
        forms |= {f"{int(day)} {MONTHS[int(month) - 1]} {year}", f"1° {MONTHS[int(month) - 1]} {year}"}
    return any(form in text for form in forms)


def text_of(blocks):
    """All words of the blocks, runs joined."""
    out = []
    for block in blocks:
        for name in ("runs", "left", "right", "rows", "run"):
            part = getattr(block, name, None)
            if part is not None:
                out.append(_words(part))
    return "\n".join(out)


def _words(part):
    if isinstance(part, str):
        return part
    if hasattr(part, "text"):
        return part.text
    if isinstance(part, (list, tuple)):
        joined = "" if part and all(hasattr(p, "text") for p in part) else " "
        return joined.join(_words(p) for p in part)
    return text_of([part])
