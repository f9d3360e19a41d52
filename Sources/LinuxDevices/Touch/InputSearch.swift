import Devices
import Glibc

/// Looks through the input devices of the board; each is opened and asked once, for as long as it is the same one.
struct InputSearch {
    /// One device and where it is.
    struct Found {
        let node: String
        /// The number in the node's name: of two devices the one that came first has the lower one.
        let number: Int
        let device: InputDevice
    }

    /// Devices that could not be opened, and why; they are tried again each time.
    private(set) var failures: [String: SystemFailure] = [:]

    private let folder: String
    private var known: [String: (mark: Mark, device: InputDevice)] = [:]

    /// What differs between two devices that had the same name one after the other.
    private struct Mark: Equatable {
        let inode: UInt
        let seconds: Int
        let nanoseconds: Int
    }

    /// More nodes than this are somebody's joke.
    private static let mostDevices = 64

    init(folder: String) {
        self.folder = folder
    }

    /// All devices that there are now, the oldest first.
    mutating func look() -> [Found] {
        var found: [Found] = []
        var stillKnown: [String: (mark: Mark, device: InputDevice)] = [:]
        failures = [:]
        for number in InputSearch.numbers(in: folder).prefix(InputSearch.mostDevices) {
            let node = "\(folder)/event\(number)"
            guard let mark = InputSearch.mark(of: node) else { continue }
            if let entry = known[node], entry.mark == mark {
                stillKnown[node] = entry
            } else {
                do { stillKnown[node] = (mark, try EvdevDevice(node: node).identity) } catch { failures[node] = error }
            }
            if let entry = stillKnown[node] { found.append(Found(node: node, number: number, device: entry.device)) }
        }
        known = stillKnown
        return found
    }

    private static func mark(of node: String) -> Mark? {
        var status = stat()
        guard stat(node, &status) == 0 else { return nil }
        return Mark(inode: UInt(status.st_ino), seconds: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec)
    }

    private static func numbers(in folder: String) -> [Int] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var numbers: [Int] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name.hasPrefix("event"), let number = Int(name.dropFirst(5)) { numbers.append(number) }
        }
        return numbers.sorted()
    }
}
