// SPDX-License-Identifier: EUPL-1.2

/// What was looked at last, up to a weight; what was not used for longest makes room.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Place {
        let value: Value
        let weight: Int
        var lastUse: Int
    }

    private let capacity: Int
    private var places: [Key: Place] = [:]
    private var weight = 0
    private var uses = 0

    /// - Parameter capacity: in the unit of the weights, most often bytes.
    init(capacity: Int) { self.capacity = capacity }

    /// Looks something up, which counts as a use.
    mutating func value(of key: Key) -> Value? {
        guard var place = places[key] else { return nil }
        uses += 1
        place.lastUse = uses
        places[key] = place
        return place.value
    }

    /// Keeps something, in the place of what it was before. What alone weighs more than the capacity is not kept.
    mutating func keep(_ value: Value, of key: Key, weighing weight: Int) {
        guard weight <= capacity else { return forget(key) }
        uses += 1
        let place = Place(value: value, weight: weight, lastUse: uses)
        self.weight += weight - (places.updateValue(place, forKey: key)?.weight ?? 0)
        while self.weight > capacity, let oldest = places.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            forget(oldest.key)
        }
    }

    private mutating func forget(_ key: Key) { weight -= places.removeValue(forKey: key)?.weight ?? 0 }
}
