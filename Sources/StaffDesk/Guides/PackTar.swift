import Foundation

/// A guide pack in one file: the tar of its folder, as GNU tar, bsdtar and Windows' tar make it. Source: POSIX.1-1988, ustar.
///
/// Nothing of it is unpacked to where it says: its files are given by their last names, and whatever could mean another place
/// than the pack's own folder is refused before a byte of it is used.
struct PackTar {
    /// A pack has three parts and some for other languages; folders and what a Mac adds count, too.
    static let mostEntries = 64
    private static let block = 512
    private static let kindAt = 156

    /// Plain files by their last names.
    private(set) var files: [(name: String, bytes: Data)] = []
    private var folder: Substring?

    /// - Throws: ``PackTarError``
    init(_ archive: Data) throws(PackTarError) {
        let bytes = Data(archive)
        var (at, entries) = (0, 0)
        while at + Self.block <= bytes.count {
            let head = Data(bytes[at..<at + Self.block])
            if head.allSatisfy({ $0 == 0 }) { return }
            entries += 1
            guard entries <= Self.mostEntries else { throw .tooMany }
            guard Self.text(head, 257, 5) == "ustar", let size = Self.number(head, 124), Self.isWhole(head) else { throw .notWhole }
            at += Self.block
            guard size <= bytes.count - at else { throw .notWhole }
            try take(head, bytes[at..<at + size])
            at += (size + Self.block - 1) / Self.block * Self.block
        }
        // An archive ends with blocks of zeros; one that was cut off does not.
        throw .notWhole
    }

    private mutating func take(_ head: Data, _ content: Data) throws(PackTarError) {
        switch head[Self.kindAt] {
        case 0, UInt8(ascii: "0"):
            let name = try inFolder(Self.path(head))
            guard !files.contains(where: { $0.name == name }) else { throw .twice }
            files.append((name, Data(content)))
        case UInt8(ascii: "5"): _ = try inFolder(Self.path(head) + "/.")
        // What tar notes besides, such as times to the nanosecond. No part of a pack needs it.
        case UInt8(ascii: "x"), UInt8(ascii: "g"): break
        // Links, devices, pipes.
        default: throw .noPlainFile
        }
    }

    /// The last name of a path that leads to the one folder of the pack, and no further.
    private mutating func inFolder(_ path: String) throws(PackTarError) -> String {
        guard !path.hasPrefix("/"), !path.contains("\\") else { throw .elsewhere }
        let steps = path.split(separator: "/").filter { $0 != "." }
        guard steps.count <= 2, !steps.contains("..") else { throw .elsewhere }
        if path.hasSuffix("/.") {
            // A folder: that of the archive itself, or the pack's.
            guard steps.count <= 1 else { throw .elsewhere }
            return ""
        }
        let above = steps.dropLast().first ?? ""
        guard above == folder ?? above, let name = steps.last else { throw .elsewhere }
        folder = above
        return String(name)
    }

    private static func path(_ head: Data) -> String {
        let (prefix, name) = (text(head, 345, 155), text(head, 0, 100))
        // GNU tar keeps something else in the prefix's place.
        return prefix.isEmpty || text(head, 257, 8).hasSuffix(" ") ? name : "\(prefix)/\(name)"
    }

    /// Whether the sum in the head is that of its bytes, its own taken for spaces.
    private static func isWhole(_ head: Data) -> Bool {
        let sum = head.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
        return number(head, 148, 8) == sum
    }

    private static func number(_ head: Data, _ offset: Int, _ count: Int = 12) -> Int? {
        let digits = text(head, offset, count).filter { $0 != " " }
        guard let number = Int(digits, radix: 8), number >= 0 else { return nil }
        return number
    }

    private static func text(_ head: Data, _ offset: Int, _ count: Int) -> String {
        String(decoding: head[offset..<offset + count].prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// Why a tar is not taken for a pack. It never repeats a name of it.
enum PackTarError: Error, Hashable, CustomStringConvertible {
    case notWhole, tooMany, twice, elsewhere, noPlainFile

    var description: String {
        switch self {
        case .notWhole: "The file is no tar, or did not arrive whole. Make it anew: tar -cf pack.tar FOLDER."
        case .tooMany: "The tar holds more than \(PackTar.mostEntries) entries. Put nothing into it but the folder of the pack."
        case .twice: "The tar holds a file of the same name twice. Make it anew from the folder of the pack."
        case .elsewhere: "The tar names places outside of one folder. Make it from the folder of the pack alone: tar -cf pack.tar FOLDER."
        case .noPlainFile: "The tar holds a link or something else that is no plain file. Make it anew from the folder of the pack."
        }
    }
}
