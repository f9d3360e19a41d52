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
/// the trusted key becomes the ``StagedGuide``. What the manifest rules out is not fetched, and a pack that cannot be used is not
/// fetched again and again.
struct GuideFetcher: Sendable {
    let client: HubClient
    /// The kiosk's state folder.
    let state: URL
    let trust: TrustedKey
    /// The guide that is shown: an older one is refused.
    var shown: Version?
    /// The id of the kiosk's site: a guide of another one is refused.
    let site: String

    /// The folder in which parts are gathered, in the state folder.
    static let gathering = "guide-gathering"
    /// Of all parts together. Chosen: a guide with sound in all languages is smaller, and the card is not endless.
    private static let mostBytes = 512 << 20
    private static let mostParts = 64
    /// A part may take so long on a slow line; what came is kept.
    private static let partLimit = TimeAmount.minutes(60)

    /// What came of a look.
    enum Outcome: Hashable, Sendable {
        /// Nothing newer.
        case same
        /// A guide lies ready as the ``StagedGuide``.
        case staged(version: Version)
        case silence
        case refused(Refusal.Kind)
    }

    private var folder: URL { state.appending(path: GuideFetcher.gathering, directoryHint: .isDirectory) }
    private var ready: URL { StagedGuide(in: state).folder }
    private var channel: GuideChannel { client.papers.enrolment.channel }

    /// Looks, fetches what is missing, verifies it, and lays it ready.
    ///
    /// - Throws: ``HubLinkError`` for a guide that must not be used, or a disk that refuses.
    func fetch() async throws(HubLinkError) -> Outcome {
        guard let look = try await look() else { return .silence }
        guard let found = look.found else { return look.refusal.map { .refused($0) } ?? .same }
        if isReady(found) { return .same }
        let refusals = RefusedGuide(in: state, digest: found.digest)
        if try refusals.isFinal { return .same }
        let (listing, version): (PackListing, Version)
        do throws(HubLinkError) { (listing, version) = try examined(found) } catch {
            try refusals.note(isFinal: true)
            throw error
        }
        if let shown, version <= shown { return .same }
        try begin(found)
        for part in listing.parts {
            guard try await fetch(part) else { return .silence }
        }
        do throws(HubLinkError) { try layReady() } catch {
            try refusals.note(isFinal: false)
            throw error
        }
        return .staged(version: version)
    }

    // MARK: The manifest

    /// A manifest as it is signed.
    private struct Found {
        var bytes: [UInt8], signature: String

        /// Of manifest and signature together: the hub's own mark of it.
        var digest: String { Hex.text(SHA256.hash(data: bytes + Array(signature.utf8))) }
    }
    private struct Look { var found: Found?, refusal: Refusal.Kind? }

    /// What the manifest says, if it is of the publisher, for this kiosk, and within bounds.
    private func examined(_ found: Found) throws(HubLinkError) -> (PackListing, Version) {
        let listing: PackListing
        do { listing = try PackListing(manifest: found.bytes, signature: found.signature, trust: trust) } catch {
            throw .guide("\(error)")
        }
        guard listing.site == site else { throw .guide("it is that of \(listing.site), and this kiosk stands at \(site)") }
        guard let version = Version(listing.version), let needs = Version(listing.minimumKiosk), needs <= .thisKiosk else {
            throw .guide("it needs a kiosk of version \(listing.minimumKiosk)")
        }
        let isSound = listing.parts.allSatisfy { part in
            part.bytes >= 0 && !part.name.isEmpty && !part.name.contains("/") && !part.name.hasPrefix(".")
        }
        let most = GuideFetcher.mostBytes
        let all = listing.parts.reduce(0) { min($0 + min($1.bytes, most), most + 1) }
        guard isSound, listing.parts.count <= GuideFetcher.mostParts, all <= most else {
            throw .guide("its parts are too many or too large")
        }
        return (listing, version)
    }

    /// `nil`: no answer.
    private func look() async throws(HubLinkError) -> Look? {
        var request = HTTPClientRequest(url: client.papers.location.text + HubAddress.guide(channel))
        if let bytes = try DurableFile.read(ready.appending(path: PartName.manifest)),
            let line = try DurableFile.read(ready.appending(path: PartName.signature)) {
            let signature = String(decoding: line, as: UTF8.self).filter { !$0.isNewline }
            request.headers.add(name: "If-None-Match", value: "\"\(Found(bytes: bytes, signature: signature).digest)\"")
        }
        guard let reply = await client.reply(to: request) else { return nil }
        if reply.status == HTTPResponseStatus.notModified.code { return Look(found: nil, refusal: nil) }
        guard reply.status == HTTPResponseStatus.ok.code else {
            // Not a word of the hub's is as good as none.
            return (try? JSONDecoder().decode(Refusal.self, from: Data(reply.body))).map { Look(found: nil, refusal: $0.type) }
        }
        guard let signature = reply.headers.first(name: guideSignatureHeader) else { throw .guide("it is not signed") }
        return Look(found: Found(bytes: reply.body, signature: signature), refusal: nil)
    }

    private func isReady(_ found: Found) -> Bool {
        // A file that cannot be read is fetched again.
        (try? DurableFile.read(ready.appending(path: PartName.manifest))) == found.bytes
    }

    /// Empties the folder unless it was begun for the same manifest.
    private func begin(_ found: Found) throws(HubLinkError) {
        let file = folder.appending(path: PartName.manifest)
        guard try DurableFile.read(file) != found.bytes else { return }
        // What is not there need not go.
        try? FileManager.default.removeItem(at: folder)
        guard mkdir(folder.path, 0o700) == 0 else { throw .file("make", folder.path, errno: errno) }
        try DurableFile.write(Array((found.signature + "\n").utf8), to: folder.appending(path: PartName.signature))
        try DurableFile.write(found.bytes, to: file)
    }

    // MARK: Parts

    /// Fetches what is missing of a part.
    ///
    /// - Returns: `false` when the line was cut.
    private func fetch(_ part: PackListing.Part) async throws(HubLinkError) -> Bool {
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
        _ body: HTTPClientResponse.Body, of part: PackListing.Part, from start: Int, to descriptor: Int32, _ path: String
    ) async throws(HubLinkError) -> Bool {
        var count = start
        var pieces = body.makeAsyncIterator()
        let begun = ContinuousClock.now
        // A hub that drips is left for now; what came is kept.
        while ContinuousClock.now - begun < .nanoseconds(GuideFetcher.partLimit.nanoseconds) {
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

    /// Verifies every byte, and only then gives the folder its place.
    private func layReady() throws(HubLinkError) {
        do {
            _ = try Pack.open(folder, trust: trust, floor: shown, kiosk: .thisKiosk)
        } catch {
            // Not one byte of it is kept: it may be whole only to the hub.
            try? FileManager.default.removeItem(at: folder)
            throw .guide("\(error)")
        }
        try StagedGuide(in: state).replace(by: folder)
    }
}
