// SPDX-License-Identifier: EUPL-1.2

/// 010: the list of the desk is sorted by each of its columns.
///
/// Never edited after a release. Each index holds the practices of an ASL's tab in the order of one column, so that a page of the
/// list costs what it shows and not what there is. The columns that are not named here have an index since 001.
enum Schema010 {
    static let name = "010-sorting"

    static let statements = """
        CREATE INDEX practiceByDate ON practice (asl, isOpen, requestedAt, number);
        CREATE INDEX practiceByDistrict ON practice (asl, isOpen, district, number);
        CREATE INDEX practiceBySubmitter ON practice (asl, isOpen, submitterKind, submitterCode, number);
        CREATE INDEX practiceByState ON practice (asl, isOpen, state, number);
        DROP INDEX practiceFamily;
        CREATE INDEX practiceFamily ON practice (asl, isOpen, familyKey, givenKey, number);
        """
}
