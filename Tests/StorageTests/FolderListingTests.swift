// SPDX-License-Identifier: EUPL-1.2

import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct FolderListingTests {
    @Test func `a folder is listed whole`() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] { try folder.write([1], to: name) }
        #expect(try Set(FolderListing.names(in: folder.path).map(\.string)) == ["a", "b"])
    }

    @Test(arguments: [EIO, ESTALE])
    func `a listing that breaks off is a fault, and no short folder`(fault: Int32) {
        #expect(throws: StoreError.self) {
            try unsafe FolderListing.names(in: "/inbox") {
                errno = fault
                return nil
            }
        }
    }

    @Test func `what failed before says nothing of a listing that ends well`() throws {
        errno = EIO
        #expect(try unsafe FolderListing.names(in: "/inbox") { nil }.isEmpty)
    }
}
