// SPDX-License-Identifier: EUPL-1.2

/// A picture made level, evenly lit and, as far as its lines tell, upright, and how.
struct StraightPicture {
    /// Evened and contrasted.
    let pixels: Pixels
    /// The same, black and white.
    let ink: Pixels
    private(set) var way: Straightening

    /// Nil when there is no memory for it.
    ///
    /// - Parameter isSideways: whether its lines run from head to foot, if that is known.
    init?(_ picture: GreyPicture, isSideways: Bool? = nil) {
        guard let given = Pixels(picture) else { return nil }
        var pixels = given.evened
        guard let flat = pixels.ink else { return nil }
        var shaded = given.shaded(besides: flat, dotsPerInch: picture.dotsPerInch)
        var way = Straightening(width: Double(given.width), height: Double(given.height))
        var slant = flat.slant
        // A rule, or the shade of a fold across the sheet, is straighter than any line of letters, and says nothing of how these
        // run.
        let letters = flat.letters(dotsPerInch: picture.dotsPerInch) ?? flat
        let lines = letters.slant
        let surety = lines?.confidence ?? 0
        if let lines, surety > Self.hardly, abs(lines.degrees - (slant?.degrees ?? 0)) > Self.alike { slant = lines }
        if isSideways ?? (surety < Self.surely), let other = letters.turned(quarters: 1)?.slant,
            isSideways != nil || other.confidence > Self.clearly * surety, let turned = pixels.turned(quarters: 1)
        {
            way.quarterTurns = 1
            pixels = turned
            shaded = shaded?.turned(quarters: 1)
            slant = other
        }
        if let slant, slant.confidence > Self.hardly, abs(slant.degrees) > 0.15,
            let level = pixels.turned(degrees: slant.degrees)
        {
            way.degrees = slant.degrees
            pixels = level
            shaded = shaded?.turned(degrees: slant.degrees)
        }
        guard var ink = pixels.ink else { return nil }
        // Of a grey band, which passes for paper in a shadow, only the surroundings of its letters are dark on the flat picture.
        let dark = ink.darkBands(dotsPerInch: picture.dotsPerInch)
        let shades = (shaded?.ink?.darkBands(dotsPerInch: picture.dotsPerInch) ?? []).filter { shade in
            2 * dark.filter { $0.overlaps(shade) }.reduce(0) { $0 + $1.width * $1.height } < shade.width * shade.height
        }
        let bands = dark.filter { band in !shades.contains { $0.overlaps(band) } }
        if !bands.isEmpty, let plain = pixels.reversed(in: bands), let plainInk = plain.ink {
            (pixels, ink) = (plain, plainInk)
        }
        for (fields, dark, bands) in [(pixels, ink, []), (shaded, shaded?.ink, shades)] {
            guard let fields, let dark, let plain = pixels.lightened(fields, dark, bands, picture.dotsPerInch),
                let plainInk = plain.ink
            else { continue }
            (pixels, ink) = (plain, plainInk)
        }
        if let specks = ink.specks(dotsPerInch: picture.dotsPerInch) {
            (pixels, ink) = Self.wiped(pixels, ink, specks)
        }
        if let dots = DottedLines(of: ink, dotsPerInch: picture.dotsPerInch)?.dots {
            (pixels, ink) = Self.wiped(pixels, ink, dots)
        }
        self.pixels = pixels.contrasted
        self.ink = ink
        self.way = way
    }

    private static func wiped(_ pixels: Pixels, _ ink: Pixels, _ spots: Pixels) -> (Pixels, Pixels) {
        guard let whiter = pixels.whitened(at: spots), let less = ink.without(spots) else { return (pixels, ink) }
        return (whiter, less)
    }

    private init(pixels: Pixels, ink: Pixels, way: Straightening) {
        self.pixels = pixels
        self.ink = ink
        self.way = way
    }

    /// What is no surer than this says nothing.
    private static let hardly = 3.0
    /// Degrees by which what is measured in two ways differs.
    private static let alike = 0.3

    /// Lines that are as sure as this are not looked for across.
    private static let surely = 12.0

    /// How much surer the lines of a picture must be after a quarter turn for it to have been sideways.
    private static let clearly = 1.5

    /// Turned by one or more quarters, clockwise.
    ///
    /// A half turn keeps what was found about the slant. After a single quarter it would be another, but that is only
    /// asked for where no slant was found.
    func turned(quarters: Int) -> StraightPicture? {
        guard let pixels = pixels.turned(quarters: quarters), let ink = ink.turned(quarters: quarters) else {
            return nil
        }
        var way = way
        way.quarterTurns = (way.quarterTurns + quarters) % 4
        return StraightPicture(pixels: pixels, ink: ink, way: way)
    }
}
