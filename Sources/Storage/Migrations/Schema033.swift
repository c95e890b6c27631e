// SPDX-License-Identifier: EUPL-1.2

/// 033: the queue's index holds what else a list can ask for, so that whoever goes along the numbers is led to no row that the
/// list leaves out.
///
/// Never edited after a release.
enum Schema033 {
    static let name = "033-walking"

    static let statements = """
        DROP INDEX practiceQueue;
        CREATE INDEX practiceQueue ON practice
            (asl, isOpen, number, familyKey, givenKey, state, exemption, requestedAt, district, reserved);
        """
}
