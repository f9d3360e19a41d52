import Crypto
import Foundation
import Hub
import Intake
import KioskDoor
import Link
import NIOCore
import NIOSSL
import Sealing
import SimulatedDevices
import X509

/// A kiosk that was enrolled over the open door, and what it delivers.
struct BenchKiosk: Sendable {
    let number: Int
    /// Its certificate, its key, and the only authority that it trusts.
    let tls: NIOSSLContext
    private let header: [UInt8]

    struct NotEnrolled: Error { let status: Int }

    /// Enrols some with a running hub.
    static func enrol(
        _ count: Int, with hub: HubProcess, _ authority: Authority, in store: any HubStore, on loop: any EventLoop
    ) async throws -> [BenchKiosk] {
        let trust = try NIOSSLCertificate(bytes: authority.der, format: .der)
        let stranger = try await DoorLine.connect(port: hub.port, try context(trust), on: loop)
        let header = [SealVersion.current.rawValue] + (try hub.mrcKey.publicKey.id)
        var kiosks: [BenchKiosk] = []
        let now = HubTime(seconds: Int64(Date().timeIntervalSince1970))
        for number in 0..<count {
            guard let id = KioskID("kiosk-\(number)") else { continue }
            let secret = EnrolmentSecret()
            try await store.offer(secret.offer(to: id, site: "site-\(number / 10)", channel: .all, at: now))
            let key = P256.Signing.PrivateKey()
            let question = EnrolmentRequest(secret: try secret.code(for: authority).secret, certificateRequest: try request(key))
            let body = String(decoding: try JSONEncoder().encode(question), as: UTF8.self)
            let reply = try await ask(stranger, Self.letter("POST", HubAddress.enrolments, body))
            guard reply.status == 201 else { throw NotEnrolled(status: reply.status) }
            let enrolment = try JSONDecoder().decode(Enrolment.self, from: Data(reply.body.readableBytesView))
            kiosks.append(BenchKiosk(number: number, tls: try context(trust, key, enrolment.certificates), header: header))
        }
        return kiosks
    }

    private static func ask(_ line: NIOLoopBound<DoorLine>, _ letter: ByteBuffer) async throws -> DoorLine.Reply {
        let promise = line.eventLoop.makePromise(of: DoorLine.Reply.self)
        line.eventLoop.execute {
            line.value.ask(letter) { reply in
                if let reply { promise.succeed(reply) } else { promise.fail(ChannelError.eof) }
            }
        }
        return try await promise.futureResult.get()
    }

    private static func request(_ key: P256.Signing.PrivateKey) throws -> String {
        try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("kiosk") }, privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes(), signatureAlgorithm: .ecdsaWithSHA256
        ).serializeAsPEM().pemString
    }

    private static func context(
        _ trust: NIOSSLCertificate, _ key: P256.Signing.PrivateKey? = nil, _ chain: String = ""
    ) throws -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([trust])
        if let key {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(chain.utf8)).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
        }
        return try NIOSSLContext(configuration: tls)
    }

    // MARK: Letters

    /// The delivery of one of its records; the same each time.
    func delivery(_ record: Int) -> ByteBuffer {
        var random = SeededRandom(seed: UInt64(number) << 32 | UInt64(record))
        let words = (0..<21).map { _ in random.next() }
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        let lookup = Hex.text(bytes.prefix(Lookup.size))
        let sealed = Hex.text(header + bytes.dropFirst(Lookup.size).prefix(SealedRecord.size - header.count))
        return Self.letter("PUT", "/v1/intakes/\(lookup)", "{\"record\":\"\(sealed)\",\"week\":\"2026-W47\"}")
    }

    private static func letter(_ method: String, _ path: String, _ body: String) -> ByteBuffer {
        ByteBuffer(
            string: "\(method) \(path) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}
