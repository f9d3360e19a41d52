import Foundation

/// A ledger's file that does not hold together: its bytes are kept for whoever can read more from them than we can.
enum DamagedFile {
    /// More than this many of them is no accident any more, and the disk is not endless.
    private static let most = 20

    /// Renames the file, its `-wal` and its `-shm`, so that a new one can be begun.
    ///
    /// - Returns: where it is kept.
    static func setAside(_ path: String) throws(LedgerError) -> String {
        for number in 1...most {
            let kept = "\(path).damaged-\(number)"
            guard access(kept, F_OK) != 0 else { continue }
            try rename(path, to: kept)
            for tail in ["-wal", "-shm"] where access(path + tail, F_OK) == 0 { try rename(path + tail, to: kept + tail) }
            return kept
        }
        throw .files(.settingAside, errno: EEXIST)
    }

    private static func rename(_ from: String, to: String) throws(LedgerError) {
        guard Foundation.rename(from, to) == 0 else { throw .files(.settingAside, errno: errno) }
    }
}
