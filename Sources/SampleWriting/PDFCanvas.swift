// SPDX-License-Identifier: EUPL-1.2

import CCairo

/// A page of A4 that text is put on, in points from the top left.
final class PDFCanvas {
    static let width = 595.276
    static let height = 841.89
    private static let font = "Liberation Sans"

    /// Keeps what cairo writes; a class because cairo holds on to it by address.
    private final class Sink {
        var bytes: [UInt8] = []
    }

    private let sink = Sink()
    private let surface: OpaquePointer
    private let context: OpaquePointer

    init(title: String) throws(SampleFault) {
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let sink = Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue()
            sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }
        let target = Unmanaged.passUnretained(sink).toOpaque()
        guard let surface = cairo_pdf_surface_create_for_stream(write, target, Self.width, Self.height),
            let context = cairo_create(surface)
        else { throw SampleFault(description: "cairo gave no surface") }
        self.surface = surface
        self.context = context
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        // The same bytes for the same seed, whatever the day.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z")
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Writes on the line whose foot is at `y`.
    func text(_ text: String, x: Double, y: Double, size: Double, bold: Bool = false) {
        choose(size: size, bold: bold)
        cairo_move_to(context, x, y)
        cairo_show_text(context, text)
    }

    /// Goes on with an empty page.
    func newPage() { cairo_show_page(context) }

    /// How wide a text would be.
    func width(of text: String, size: Double, bold: Bool = false) -> Double {
        choose(size: size, bold: bold)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    func frame(x: Double, y: Double, width: Double, height: Double) {
        cairo_set_line_width(context, 0.5)
        cairo_rectangle(context, x, y, width, height)
        cairo_stroke(context)
    }

    /// The finished file; nothing may be drawn afterwards.
    func finish() throws(SampleFault) -> [UInt8] {
        cairo_show_page(context)
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw SampleFault(description: String(cString: cairo_status_to_string(status)))
        }
        return sink.bytes
    }

    private func choose(size: Double, bold: Bool) {
        let weight = bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        cairo_select_font_face(context, Self.font, CAIRO_FONT_SLANT_NORMAL, weight)
        cairo_set_font_size(context, size)
    }
}

extension PDFCanvas {
    /// The text cut into lines no wider than `width`.
    func lines(_ text: String, width limit: Double, size: Double, bold: Bool = false) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, width(of: "\(last) \(word)", size: size, bold: bold) <= limit {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Where the last line of a page may stand.
    private static let foot = height - 60
    /// Where the first line of a further page stands.
    private static let head = 70.0

    /// `y`, or the head of a new page where `height` does not fit below it.
    func room(for height: Double, at y: Double) -> Double {
        guard y + height > Self.foot else { return y }
        newPage()
        return Self.head
    }

    /// Writes a text over as many lines and pages as it needs; returns where the next line would stand.
    @discardableResult
    func paragraph(_ text: String, x: Double, y: Double, width: Double, size: Double, bold: Bool = false) -> Double {
        var y = y
        for line in lines(text, width: width, size: size, bold: bold) {
            y = room(for: 0, at: y)
            self.text(line, x: x, y: y, size: size, bold: bold)
            y += size * 1.25
        }
        return y
    }
}
