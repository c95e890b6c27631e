// SPDX-License-Identifier: EUPL-1.2

import Testing

/// All tests that need real signatures; they share one set of keys, since making keys is what takes time.
@Suite(.signingKit) enum SignedDocuments {}
