// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A small generator whose sequence a seed fixes on every machine (Steele, Lea and Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SplitMix64 {
    /// One of `values`, or `fallback` where there is none.
    mutating func pick<Value>(_ values: [Value], or fallback: Value) -> Value {
        guard !values.isEmpty else { return fallback }
        return values[Int(next() % UInt64(values.count))]
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func day(from: CalendarDay, to: CalendarDay) -> CalendarDay {
        CalendarDay(daysSinceEpoch: number(in: from.daysSinceEpoch...to.daysSinceEpoch))
    }
}
