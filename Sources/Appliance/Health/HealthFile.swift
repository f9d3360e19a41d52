import Foundation

/// The report as a file in the runtime folder, for the doctor and for whoever collects it.
public enum HealthFile {
    /// Its name in the runtime folder.
    public static let name = "health.json"

    /// Largest file that is read. Chosen: twenty times what a report takes.
    private static let sizeLimit = 1 << 20

    /// Puts the report into the place of the one before: whoever reads sees one or the other, whole.
    ///
    /// The runtime folder lies in memory, so nothing is flushed.
    ///
    /// - Throws: ``HealthFileError/cannotWrite(_:)``
    public static func write(_ report: HealthReport, to folder: URL) throws(HealthFileError) {
        let file = folder.appendingPathComponent(name)
        do {
            let bytes = try json(report)
            // Atomic: written beside it and renamed.
            try bytes.write(to: file, options: .atomic)
        } catch {
            throw .cannotWrite(file.path)
        }
        // Whoever is in the kiosk's group, or nobody at all, may know how the kiosk is: no secret is in it.
        chmod(file.path, 0o644)
    }

    /// The report in `folder`.
    ///
    /// - Throws: ``HealthFileError``
    public static func read(_ folder: URL) throws(HealthFileError) -> HealthReport {
        let file = folder.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file.path) else { throw .missing(file.path) }
        guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= sizeLimit,
            let data = try? Data(contentsOf: file)
        else { throw .cannotRead(file.path) }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        // Another schema or half a file: what to do about it is the same.
        guard let report = try? decoder.decode(HealthReport.self, from: data), report.schema == 1 else {
            throw .malformed(file.path)
        }
        return report
    }

    /// The report as JSON, its keys in order.
    public static func json(_ report: HealthReport) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(report)
    }
}

/// Why there is no report.
public enum HealthFileError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(String)
    case cannotRead(String)
    case cannotWrite(String)
    case malformed(String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no \(path): the kiosk's program does not run, or has not come up yet"
        case .cannotRead(let path): "\(path) cannot be read; run this as root or as a member of the kiosk's group"
        case .cannotWrite(let path): "\(path) cannot be written"
        case .malformed(let path): "\(path) is no report that this program understands; are both of one version?"
        }
    }
}
