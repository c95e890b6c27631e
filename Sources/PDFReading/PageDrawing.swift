// SPDX-License-Identifier: EUPL-1.2

import CCairo
import CPoppler

/// A surface of cairo with a page drawn on it.
final class PageDrawing {
    let width: Int
    let height: Int
    let dotsPerInch: Double
    let region: PDFBox
    private let surface: OpaquePointer

    init?(of page: OpaquePointer, dotsPerInch wanted: Double, region: PDFBox?) {
        var across = 0.0
        var down = 0.0
        poppler_page_get_size(page, &across, &down)
        let whole = PDFBox(left: 0, top: 0, right: across, bottom: down)
        let part = region.map { $0.intersection(whole) } ?? whole
        let size = (across: part.right - part.left, down: part.bottom - part.top)
        guard let dotsPerInch = PDFRaster.dotsPerInch(wanted, width: size.across, height: size.down) else { return nil }
        width = Int((size.across * dotsPerInch / 72).rounded(.up))
        height = Int((size.down * dotsPerInch / 72).rounded(.up))
        self.region = part
        self.dotsPerInch = dotsPerInch
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            return nil
        }
        self.surface = surface
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            return nil
        }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, dotsPerInch / 72, dotsPerInch / 72)
        cairo_translate(context, -part.left, -part.top)
        poppler_page_render(page, context)
        cairo_surface_flush(surface)
    }

    deinit { cairo_surface_destroy(surface) }

    /// The luminance of each pixel; cairo's have red, green and blue from the third byte of a native word down.
    var grey: [UInt8] {
        guard let data = cairo_image_surface_get_data(surface) else { return [] }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return Array(unsafeUninitializedCapacity: width * height) { pixels, count in
            for row in 0..<height {
                let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
                for column in 0..<width {
                    let pixel = line[column]
                    let light = (pixel >> 16 & 0xFF) * 77 + (pixel >> 8 & 0xFF) * 150 + (pixel & 0xFF) * 29
                    pixels[row * width + column] = UInt8(light >> 8)
                }
            }
            count = width * height
        }
    }

    var png: [UInt8]? {
        let file = PNGFile()
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let file = Unmanaged<PNGFile>.fromOpaque(closure).takeUnretainedValue()
            file.bytes += UnsafeBufferPointer(start: data, count: Int(length))
            return CAIRO_STATUS_SUCCESS
        }
        let status = withExtendedLifetime(file) {
            cairo_surface_write_to_png_stream(surface, write, Unmanaged.passUnretained(file).toOpaque())
        }
        return status == CAIRO_STATUS_SUCCESS ? file.bytes : nil
    }
}

/// What cairo writes; a class because cairo holds on to it by address.
private final class PNGFile {
    var bytes: [UInt8] = []
}

extension PDFBox {
    /// The common part; without extent where there is none.
    fileprivate func intersection(_ other: PDFBox) -> PDFBox {
        PDFBox(
            left: max(left, other.left),
            top: max(top, other.top),
            right: min(right, other.right),
            bottom: min(bottom, other.bottom)
        )
    }
}
