import AsyncHTTPClient
import Crypto
import Foundation
import GuidePack
import Link
import NIOCore
import NIOHTTP1

/// Brings a newer guide from the hub into a folder beside the one that is shown.
///
/// A cut is no matter: what is there stays, and the rest is asked for next time. Only a pack of which every byte is signed by
/// the trusted key becomes ``next``, which the kiosk shows from its next start on.
struct GuideFetcher: Sendable {
    let client: HubClient
    /// The kiosk's state folder.
    let state: URL
    let trust: TrustedKey
    /// The guide that is shown: an older one is refused.
    let shown: Version?

    /// The folder in which parts are gathered, and the one of a guide that is whole; both in the state folder.
    static let gathering = "guide-gathering"
    static let next = "guide-next"
    /// Of all parts together. Chosen: a guide with sound in all languages is smaller, and the card is not endless.
    private static let mostBytes = 512 << 20
    private static let mostParts = 64
    /// A part may take so long on a slow line; what came is kept.
    private static let partLimit = TimeAmount.minutes(60)

    /// What came of a look.
    enum Outcome: Hashable, Sendable {
        /// Nothing newer.
        case same
        /// A guide lies ready in ``next``.
        case staged(version: String)
        case silence
        case refused(Refusal.Kind)
    }

    private var folder: URL { state.appending(path: GuideFetcher.gathering, directoryHint: .isDirectory) }
    private var ready: URL { state.appending(path: GuideFetcher.next, directoryHint: .isDirectory) }
    private var channel: GuideChannel { client.papers.enrolment.channel }

    /// Looks, fetches what is missing, verifies it, and lays it ready.
    ///
    /// - Throws: ``HubLinkError`` for a guide that must not be used, or a disk that refuses.
    func fetch() async throws(HubLinkError) -> Outcome {
        guard let look = try await look() else { return .silence }
        guard let found = look.found else { return look.refusal.map { .refused($0) } ?? .same }
        if isReady(found) { return .same }
        let contents = try Contents(found.bytes)
        if let version = Version(contents.version), let shown, version <= shown { return .same }
        try begin(found)
        for part in contents.parts {
            guard try await fetch(part) else { return .silence }
        }
        try layReady(contents)
        return .staged(version: contents.version)
    }

    // MARK: The manifest

    /// A manifest as it is signed.
    private struct Found { var bytes: [UInt8], signature: String }
    private struct Look { var found: Found?, refusal: Refusal.Kind? }

    /// What this needs of a manifest; the pack itself is verified by its own rules.
    private struct Contents: Decodable {
        struct Part: Decodable { var name: String, bytes: Int, sha256: String }
        var version: String
        var parts: [Part]

        init(_ bytes: [UInt8]) throws(HubLinkError) {
            // What is wrong with it would help nobody here: the hub's door looked at it before.
            guard let read = try? JSONDecoder().decode(Contents.self, from: Data(bytes)) else {
                throw .guide("its manifest cannot be read")
            }
            self = read
            let isSound = parts.allSatisfy { part in
                part.bytes >= 0 && !part.name.isEmpty && !part.name.contains("/") && !part.name.hasPrefix(".")
            }
            let all = parts.reduce(0) { min($0 + min($1.bytes, mostBytes), mostBytes + 1) }
            guard isSound, parts.count <= mostParts, all <= mostBytes else { throw .guide("its parts are too many or too large") }
        }
    }

    /// `nil`: no answer.
    private func look() async throws(HubLinkError) -> Look? {
        var request = HTTPClientRequest(url: client.papers.location.text + HubAddress.guide(channel))
        if let bytes = try DurableFile.read(ready.appending(path: "manifest.json")),
            let line = try DurableFile.read(ready.appending(path: "manifest.sig")) {
            let signature = String(decoding: line, as: UTF8.self).filter { !$0.isNewline }
            request.headers.add(name: "If-None-Match", value: "\"\(Hex.text(SHA256.hash(data: bytes + Array(signature.utf8))))\"")
        }
        // Whatever went wrong, the answer did not come whole.
        guard let response = try? await client.http.execute(request, timeout: HubClient.limit),
            let body = try? await response.body.collect(upTo: HubClient.longestAnswer)
        else { return nil }
        client.noteTime(response.headers)
        if response.status == .notModified { return Look(found: nil, refusal: nil) }
        guard response.status == .ok else {
            return (try? JSONDecoder().decode(Refusal.self, from: Data(buffer: body))).map { Look(found: nil, refusal: $0.type) }
        }
        guard let signature = response.headers.first(name: guideSignatureHeader) else { throw .guide("it is not signed") }
        return Look(found: Found(bytes: Array(buffer: body), signature: signature), refusal: nil)
    }

    private func isReady(_ found: Found) -> Bool {
        // A file that cannot be read is fetched again.
        (try? DurableFile.read(ready.appending(path: "manifest.json"))) == found.bytes
    }

    /// Empties the folder unless it was begun for the same manifest.
    private func begin(_ found: Found) throws(HubLinkError) {
        let file = folder.appending(path: "manifest.json")
        guard try DurableFile.read(file) != found.bytes else { return }
        // What is not there need not go.
        try? FileManager.default.removeItem(at: folder)
        guard mkdir(folder.path, 0o700) == 0 else { throw .file("make", folder.path, errno: errno) }
        try DurableFile.write(Array((found.signature + "\n").utf8), to: folder.appending(path: "manifest.sig"))
        try DurableFile.write(found.bytes, to: file)
    }

    // MARK: Parts

    /// Fetches what is missing of a part.
    ///
    /// - Returns: `false` when the line was cut.
    private func fetch(_ part: Contents.Part) async throws(HubLinkError) -> Bool {
        let file = folder.appending(path: part.name)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file("make", file.path, errno: errno) }
        defer { close(descriptor) }
        var here = Int(lseek(descriptor, 0, SEEK_END))
        if here > part.bytes { here = 0 }
        guard here < part.bytes else { return true }
        var request = HTTPClientRequest(url: client.papers.location.text + HubAddress.guidePart(channel, part.name))
        if here > 0 {
            request.headers.add(name: "Range", value: "bytes=\(here)-")
            request.headers.add(name: "If-Range", value: "\"\(part.sha256)\"")
        }
        // A cut, or no answer: the rest comes next time.
        guard let response = try? await client.http.execute(request, timeout: GuideFetcher.partLimit) else { return false }
        guard response.status == .ok || response.status == .partialContent else { return false }
        if response.status == .ok { here = 0 }
        guard ftruncate(descriptor, off_t(here)) == 0, lseek(descriptor, off_t(here), SEEK_SET) >= 0 else {
            throw .file("shorten", file.path, errno: errno)
        }
        return try await write(response.body, of: part, from: here, to: descriptor, file.path)
    }

    private func write(
        _ body: HTTPClientResponse.Body, of part: Contents.Part, from start: Int, to descriptor: Int32, _ path: String
    ) async throws(HubLinkError) -> Bool {
        var count = start
        var pieces = body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do { piece = try await pieces.next() } catch { break }
            guard let piece else { break }
            count += piece.readableBytes
            guard count <= part.bytes else { throw .guide("\(part.name) is longer than its manifest says") }
            let written = piece.withUnsafeReadableBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written == piece.readableBytes else { throw .file("write", path, errno: written < 0 ? errno : ENOSPC) }
        }
        guard fsync(descriptor) == 0 else { throw .file("write", path, errno: errno) }
        return count == part.bytes
    }

    // MARK: Ready

    /// Verifies every byte, and only then gives the folder its name.
    private func layReady(_ contents: Contents) throws(HubLinkError) {
        do {
            _ = try Pack.open(folder, trust: trust, floor: shown, kiosk: .thisKiosk)
        } catch {
            // Not one byte of it is kept: it may be whole only to the hub.
            try? FileManager.default.removeItem(at: folder)
            throw .guide("\(error)")
        }
        let old = state.appending(path: "guide-old", directoryHint: .isDirectory)
        // What is not there need not go.
        try? FileManager.default.removeItem(at: old)
        if rename(ready.path, old.path) != 0, errno != ENOENT { throw .file("name", old.path, errno: errno) }
        guard rename(folder.path, ready.path) == 0 else { throw .file("name", ready.path, errno: errno) }
        try DurableFile.flush(state)
        try? FileManager.default.removeItem(at: old)
    }
}
