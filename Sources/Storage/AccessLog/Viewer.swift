// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// An operator who looks, with the act that the look belongs to: every read for a viewer is within the operator's reach and
/// notes whom it discloses.
@dynamicMemberLookup
package struct Viewer: Sendable {
    package let person: Operator
    package let access: Access

    package init(_ person: Operator, access: Access) {
        self.person = person
        self.access = access
    }

    package subscript<Value>(dynamicMember member: KeyPath<Operator, Value>) -> Value { person[keyPath: member] }
}
