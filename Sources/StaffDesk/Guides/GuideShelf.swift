import Crypto
import Foundation
import Guide
import GuidePack
import Hub
import Intake
import Link

/// The guides that are on the hub's channels, as far as the desk needs them: forms, the words on buttons, the directory.
public actor GuideShelf {
    private let folder: URL
    private let trust: [TrustedKey]
    private let work: SlowWork
    /// All that were read, old ones too, by the name of their folder.
    private var books: [String: SiteBook] = [:]
    /// What is on which channel, by the name of its folder.
    private var places: [(name: String, channel: GuideChannel, site: String)] = []
    private var lastLook: HubTime?
    /// A look that is under way: who comes meanwhile waits for it.
    private var looking: Task<Result<Void, HubStoreError>, Never>?

    /// Channels change a few times a year; a new guide is seen after so many seconds at the latest.
    private static let lookEverySeconds: Int64 = 30
    /// Of a part at a time.
    private static let piece = 1 << 20

    /// - Parameters:
    ///   - folder: keeps guides that were read, old ones too: records are read with the form they were filled in.
    ///   - trust: the keys that guides are signed with; empty: none is read.
    public init(folder: URL, trust: [TrustedKey], work: SlowWork) {
        (self.folder, self.trust, self.work) = (folder, trust, work)
    }

    /// The forms by version. Where two guides have the same version of the form, that of the wider channel counts.
    func forms(_ store: any GuideStore, now: HubTime) async throws(HubStoreError) -> [Int: Form] {
        try await look(store, now: now)
        let inUse = books(on: [.all, .canary, .test])
        let old = books.sorted { $0.key < $1.key }.map(\.value)
        return (old + inUse.reversed()).reduce(into: [:]) { forms, book in forms[book.form.version] = book.form }
    }

    /// What staff work with at a site: its guide on the widest channel, or any other site's where it has none. What is still
    /// tried out on the channel for tests sends nobody anywhere.
    func book(of site: String, _ store: any GuideStore, now: HubTime) async throws(HubStoreError) -> SiteBook? {
        try await look(store, now: now)
        let inUse = books(on: [.all, .canary])
        return inUse.first { $0.site.id == site } ?? inUse.first
    }

    /// What is on the channels in use, the least wanted first.
    func booksInUse(_ store: any GuideStore, now: HubTime) async throws(HubStoreError) -> [SiteBook] {
        try await look(store, now: now)
        return books(on: [.all, .canary]).reversed()
    }

    /// The books on these channels, in their order; on one channel the newest first.
    private func books(on channels: [GuideChannel]) -> [SiteBook] {
        channels.flatMap { channel in
            places.filter { $0.channel == channel }.compactMap { books[$0.name] }
                .sorted { ($0.version, $0.site.id) > ($1.version, $1.site.id) }
        }
    }

    /// The book that was read from a manifest.
    func book(_ guide: PublishedGuide) -> SiteBook? { books[Self.name(of: guide)] }

    /// Looks at the channels at once: a guide was published.
    func lookAgain() { lastLook = nil }

    /// Verifies and reads a pack.
    func read(_ folder: URL, floor: Version?) async throws(PackError) -> SiteBook {
        let trust = trust
        let result = await work.run { Result { () throws(PackError) in try Self.open(folder, trust, floor) } }
        guard let result else { throw .unreadable(part: "guide.sqlite", reason: "the hub is busy; try again") }
        return try result.get()
    }

    private static func open(_ folder: URL, _ trust: [TrustedKey], _ floor: Version?) throws(PackError) -> SiteBook {
        var refusal = PackError.unreadable(part: "manifest.json", reason: "this hub has no key to trust guides by")
        for key in trust {
            do { return SiteBook(try Pack.open(folder, trust: key, floor: floor, kiosk: .thisKiosk)) } catch { refusal = error }
            guard case .signedByStranger = refusal else { break }
        }
        throw refusal
    }

    /// Sees what is new on the channels. One looks at a time; the others wait, and then know what it found.
    private func look(_ store: any GuideStore, now: HubTime) async throws(HubStoreError) {
        while let looking {
            // Whether it failed is told to who began it; this one looks for itself then.
            _ = await looking.value
        }
        if let lastLook, now.seconds - lastLook.seconds < Self.lookEverySeconds, now >= lastLook { return }
        let isFirst = books.isEmpty
        lastLook = now
        let look = Task { await self.lookNow(store, isFirst: isFirst) }
        looking = look
        try await look.value.get()
    }

    private func lookNow(_ store: any GuideStore, isFirst: Bool) async -> Result<Void, HubStoreError> {
        defer { looking = nil }
        do throws(HubStoreError) {
            if isFirst { await readKept() }
            let guides = try await store.guides()
            for guide in guides where books[Self.name(of: guide)] == nil {
                guard let place = try await fetch(guide, store) else { continue }
                // A pack that cannot be read is told on the page of the guides; records and the other sites do without it.
                books[Self.name(of: guide)] = try? await read(place, floor: nil)
            }
            places = guides.map { (Self.name(of: $0), $0.channel, $0.site) }
        } catch {
            lastLook = nil
            return .failure(error)
        }
        return .success(())
    }

    /// Guides that were read before, so that old forms stay known.
    private func readKept() async {
        // No folder yet: nothing was kept.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where books[name] == nil {
            books[name] = try? await read(folder.appendingPathComponent(name), floor: nil)
        }
    }

    /// Brings a guide from the store into a folder; `nil` where there is no room, or a part is gone.
    private func fetch(_ guide: PublishedGuide, _ store: any GuideStore) async throws(HubStoreError) -> URL? {
        let place = folder.appendingPathComponent(Self.name(of: guide))
        var files: [String: Data] = ["manifest.json": Data(guide.manifest), "manifest.sig": Data(guide.signature.utf8)]
        for part in guide.parts {
            var bytes = Data()
            while bytes.count < part.bytes {
                let range = bytes.count..<min(bytes.count + Self.piece, part.bytes)
                guard let next = try await store.bytes(ofPart: part.digest, range), !next.isEmpty else { return nil }
                bytes.append(contentsOf: next)
            }
            files[part.name] = bytes
        }
        do { try PackFolder.write(files, to: place) } catch { return nil }
        return place
    }

    private static func name(of guide: PublishedGuide) -> String { Hex.text(SHA256.hash(data: guide.manifest).prefix(16)) }
}

/// Files of a pack in a folder.
enum PackFolder {
    static func write(_ files: [String: Data], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, bytes) in files { try bytes.write(to: folder.appendingPathComponent(name)) }
    }

    /// Whether a name is a plain file's name.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\\")
            && !name.utf8.contains(0)
    }
}
