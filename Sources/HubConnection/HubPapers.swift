import Crypto
import Foundation
import Link
import NIOSSL
import Sealing
import X509

/// What a kiosk has from its enrolment: its own key, and what the hub gave for its code. One file, whole or not there.
public struct HubPapers: Sendable {
    public var location: HubLocation
    public var enrolment: Enrolment
    /// The kiosk's private key, in PEM. Made here; it never leaves.
    var key: String

    /// The name of the file in the state folder.
    public static let fileName = "hub-papers.json"

    init(location: HubLocation, enrolment: Enrolment, key: String) {
        (self.location, self.enrolment, self.key) = (location, enrolment, key)
    }

    /// As the file holds it.
    private struct Written: Codable {
        var hub: String
        var key: String
        var enrolment: Enrolment
    }

    /// The papers in a state folder; `nil`: this kiosk is not enrolled.
    ///
    /// - Throws: ``HubLinkError`` when there is a file that holds something else.
    public init?(in folder: URL) throws(HubLinkError) {
        let file = folder.appending(path: HubPapers.fileName)
        guard let bytes = try DurableFile.read(file) else { return nil }
        // Whatever the file lacks, what to do about it is the same.
        guard let written = try? JSONDecoder().decode(Written.self, from: Data(bytes)), let location = HubLocation(written.hub) else {
            throw .damagedPapers(path: file.path)
        }
        self.init(location: location, enrolment: written.enrolment, key: written.key)
        do { _ = try tls() } catch { throw .damagedPapers(path: file.path) }
    }

    /// Puts them onto the disk.
    func keep(in folder: URL) throws(HubLinkError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let written = Written(hub: location.text, key: key, enrolment: enrolment)
        let bytes: Data
        do { bytes = try encoder.encode(written) } catch { throw .badAnswer("it cannot be written down") }
        try DurableFile.write(Array(bytes), to: folder.appending(path: HubPapers.fileName))
    }

    /// TLS with this kiosk's certificate, trusting the hub's own authority and nobody else.
    ///
    /// - Throws: an error of NIO SSL for papers that hold no certificates.
    func tls() throws -> TLSConfiguration {
        var tls = HubPapers.tls(trusting: try NIOSSLCertificate.fromPEMBytes(Array(enrolment.authority.utf8)))
        tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(enrolment.certificates.utf8)).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
        return tls
    }

    /// TLS as ``tls()`` has it.
    ///
    /// - Throws: ``HubLinkError/badAnswer(_:)`` for papers that hold no certificates.
    func connection() throws(HubLinkError) -> TLSConfiguration {
        do { return try tls() } catch { throw .badAnswer("its certificates cannot be read") }
    }

    /// TLS 1.3 with the hub's authority as the only root. The name in the hub's certificate is checked too.
    static func tls(trusting authority: [NIOSSLCertificate]) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates(authority)
        tls.certificateVerification = .fullVerification
        return tls
    }

    /// When the kiosk's certificate ends, in seconds since 1 January 1970; `nil` for one that cannot be read.
    var endsSeconds: Int64? {
        // Papers that hold no certificate were refused when they were read.
        guard let certificate = try? Certificate(pemEncoded: HubPapers.first(of: enrolment.certificates)) else { return nil }
        return Int64(certificate.notValidAfter.timeIntervalSince1970)
    }

    private static func first(of chain: String) -> String {
        let end = "-----END CERTIFICATE-----"
        return chain.range(of: end).map { String(chain[..<$0.upperBound]) } ?? chain
    }

    /// The centre's public key, to which records are sealed.
    public var mrcKey: MRCPublicKey {
        get throws(HubLinkError) {
            do { return try MRCPublicKey(text: enrolment.mrcKey) } catch { throw .badAnswer("mrc_key: \(error)") }
        }
    }
}

extension HubPapers: CustomStringConvertible, CustomReflectable {
    public var description: String { "HubPapers(\(enrolment.kiosk))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
