import Glibc

/// A folder of small text files, as the kernel describes its devices by.
struct SystemFolder: Sendable {
    /// Where it is.
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The names of what lies in it, sorted; none when it is not there.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The folder below this one.
    func folder(_ name: String) -> SystemFolder { SystemFolder("\(path)/\(name)") }

    /// The folders in the folder below this one.
    func folders(_ name: String) -> [SystemFolder] {
        let parent = folder(name)
        return parent.names.map { parent.folder($0) }
    }

    /// What a file says, without spaces and line ends around it; nil when it cannot be read.
    func text(_ name: String) -> String? {
        guard let text = SmallFile.read("\(path)/\(name)") else { return nil }
        let kept = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return String(kept)
    }

    /// The whole number that a file says; nil when it says none.
    func number(_ name: String) -> Int64? {
        text(name).flatMap { Int64($0) }
    }

    /// Writes a value to a file that is there.
    ///
    /// - Throws: ``SystemFailure`` when the system refuses.
    func write(_ value: String, to name: String) throws(SystemFailure) {
        try SmallFile.write(value, to: "\(path)/\(name)")
    }
}
