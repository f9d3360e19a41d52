import Foundation

/// An image of a whole disk, with the boot partition that `Images/make/disk` gives it.
struct DiskImage {
    let file: URL
    /// Where the boot partition begins, in bytes.
    let boot: UInt64

    /// What an image takes over at its start. Bytes. Source: Images/system/lib/provision.
    static let longestSettings = 65_536
    private static let sector: UInt64 = 512
    private static let bootName = "kiosk-boot"

    /// Finds the boot partition by its name.
    ///
    /// Source: UEFI 2.10, 5.3, "GUID Partition Table".
    init(_ file: URL) throws {
        self.file = file
        let handle: FileHandle
        do { handle = try FileHandle(forReadingFrom: file) } catch { throw Refusal(66, "\(file.path) cannot be read.") }
        // It was only read.
        defer { try? handle.close() }
        func bytes(at offset: UInt64, _ count: Int) throws -> [UInt8] {
            try handle.seek(toOffset: offset)
            let found = try handle.read(upToCount: count) ?? Data()
            guard found.count == count else {
                throw Refusal(65, "\(file.lastPathComponent) is no image of a disk: it is too short.")
            }
            return Array(found)
        }
        let header = try bytes(at: DiskImage.sector, 92)
        guard header.starts(with: Array("EFI PART".utf8)) else {
            throw Refusal(65, "\(file.lastPathComponent) is no image of a disk: it has no table of partitions (GPT).")
        }
        let (table, count, size) = (header.number(at: 72, 8), header.number(at: 80, 4), header.number(at: 84, 4))
        guard table < 1 << 32, count <= 128, (128...1_024).contains(size) else {
            throw Refusal(65, "The table of partitions of \(file.lastPathComponent) is damaged.")
        }
        for index in 0..<count {
            let entry = try bytes(at: table * DiskImage.sector + index * size, 128)
            let name = stride(from: 56, to: 128, by: 2).map { UInt16(entry[$0]) | UInt16(entry[$0 + 1]) << 8 }.prefix { $0 != 0 }
            let first = entry.number(at: 32, 8)
            guard String(decoding: name, as: UTF16.self) == DiskImage.bootName, first < 1 << 32 else { continue }
            boot = first * DiskImage.sector
            return
        }
        throw Refusal(65, "\(file.lastPathComponent) has no partition \(DiskImage.bootName): it is no image of a kiosk.")
    }

    private init(_ file: URL, boot: UInt64) { (self.file, self.boot) = (file, boot) }

    /// Changes a copy that only its owner can read, and puts it in its place when all is done; the image itself may be that place.
    func copied(to target: URL, _ change: (DiskImage) throws -> Void) throws {
        let part = target.appendingPathExtension("part")
        // One that somebody left is made anew.
        try? FileManager.default.removeItem(at: part)
        guard FileManager.default.createFile(atPath: part.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw Refusal(73, "\(part.path) cannot be written.")
        }
        do {
            // What is empty in an image of a disk takes no room in its copies.
            _ = try run("cp", "--sparse=always", "--no-preserve=all", file.path, part.path)
            try change(DiskImage(part, boot: boot))
            guard rename(part.path, target.path) == 0 else { throw Refusal(73, "\(target.path) cannot be written.") }
        } catch {
            // Half an image must not be flashed; that it stays behind is said by its name.
            try? FileManager.default.removeItem(at: part)
            throw error
        }
    }

    /// Writes a file onto the boot partition over the one that is there, and reads it back.
    func put(_ bytes: Data, as name: String) throws {
        let place = "\(file.path)@@\(boot)"
        _ = try run("mcopy", "-o", "-i", place, "-", "::/\(name)", input: bytes)
        guard try run("mtype", "-i", place, "::/\(name)") == bytes else {
            throw Refusal(74, "\(name) on \(file.lastPathComponent) is not what was written.")
        }
    }

    /// What a program of this machine gives; it must end well.
    private func run(_ program: String, _ arguments: String..., input: Data = Data()) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (typed, told) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (typed, told)
        process.standardError = FileHandle.nullDevice
        try process.run()
        // At most as long as a pipe holds, so that nothing waits for nothing.
        precondition(input.count <= DiskImage.longestSettings)
        try typed.fileHandleForWriting.write(contentsOf: input)
        try typed.fileHandleForWriting.close()
        let output = try told.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return output
        case 127: throw Refusal(69, "There is no \(program) on this machine: install mtools and coreutils.")
        case let status:
            throw Refusal(74, "\(program) ended with \(status): the boot partition is damaged or full, or there is no room.")
        }
    }
}

extension [UInt8] {
    /// A number, least byte first.
    fileprivate func number(at place: Int, _ count: Int) -> UInt64 {
        self[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
