// SPDX-License-Identifier: EUPL-1.2

internal import NIOSSL

/// The daemon as a server of TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers only.
package struct ServerTLS: Sendable {
    let context: NIOSSLContext
    /// Whether a browser is asked for a certificate, which is then looked at where its holder wants to come in.
    let asksForCertificate: Bool

    /// What is asked of the other end.
    package enum Peer: Sendable {
        case anybody
        /// A certificate, if there is one; told which authorities (in DER) may have issued it.
        case mayShowCertificate(of: [[UInt8]])
        /// A certificate of an authority in that PEM file, or no connection at all.
        case mustShowCertificate(of: String)
    }

    /// - Parameters:
    ///   - certificate: a PEM file with the server's certificate and those between it and its authority.
    ///   - key: a PEM file with its private key.
    /// - Throws: `NIOSSLError` where a file cannot be used, or key and certificate do not belong together.
    package init(certificate: String, key: String, peer: Peer = .anybody) throws {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuites = Self.ciphers
        switch peer {
        case .anybody:
            asksForCertificate = false
        case .mayShowCertificate(let authorities):
            asksForCertificate = true
            configuration.certificateVerification = .optionalVerification
            configuration.trustRoots = .certificates(
                try authorities.map { try NIOSSLCertificate(bytes: $0, format: .der) })
            configuration.sendCANameList = true
        case .mustShowCertificate(let file):
            asksForCertificate = false
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .file(file)
        }
        context = try NIOSSLContext(configuration: configuration)
    }

    /// Of TLS 1.2, one for each kind of key, so that there is nothing to choose between; those of 1.3 are all of this kind.
    private static let ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
}
