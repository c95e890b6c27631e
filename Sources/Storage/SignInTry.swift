// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// Somebody tries a name; whether there is such an account is not asked.
package struct SignInTry: Hashable, Sendable {
    package let userName: String
    /// Where from, as it is counted: an address of the network, or the first half of one of IPv6.
    package let address: String
    /// The digest of what a browser shows that was here before; nothing where it shows nothing.
    package let browser: ContentHash?

    package init(userName: String, address: String, browser: ContentHash?) {
        self.userName = userName
        self.address = address
        self.browser = browser
    }
}

/// How many wrong tries are looked at.
package struct SignInLimits: Hashable, Sendable {
    /// Under one name, within the window of seconds.
    package var attempts: Int
    package var window: Int
    /// From one address, under whatever names, within the window; does not hold for known browsers.
    package var attemptsPerAddress: Int
    /// Kept for known browsers once everybody's are used up, an hour: who floods a name does not keep its owner out.
    package var reserve = 4
    /// Wrong PINs after the right password within an hour.
    package var pinTries = 5
    /// Wrong PINs in a row, after which only an administrator helps. Nobody gets there without the password.
    package var pinAttempts: Int

    package init(attempts: Int, window: Int, attemptsPerAddress: Int, pinAttempts: Int) {
        self.attempts = attempts
        self.window = window
        self.attemptsPerAddress = attemptsPerAddress
        self.pinAttempts = pinAttempts
    }
}

/// What a try may do.
package enum SignInPermit: Hashable, Sendable {
    /// Its secrets are looked at. `isBarred` asks to refuse them even so, as late as any other wrong ones: who has found the
    /// password is not to learn it from a quick answer.
    case tried(Int64, isBarred: Bool)
    case tooManyForName
    case tooManyFromAddress
}

/// What was wrong with a try.
package enum SignInMistake: String, Hashable, Sendable { case password, pin }
