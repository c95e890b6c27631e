// SPDX-License-Identifier: EUPL-1.2

/// A schema that cannot be used: it is not there, or is no sound XSD.
package struct SchemaFault: Error, Hashable, Sendable {
    package let path: String
    package let faults: [XMLFault]
}
