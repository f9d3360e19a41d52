import Devices
import Glibc
import SimulatedDevices
import Testing

@testable import LinuxDevices

/// What only a kernel's own storage and clock do.
@Suite(.serialized, .enabled(if: VirtualBoard.isHere, VirtualBoard.comment)) struct BoardKernelTests {
    /// A file system in memory of so many bytes, on a folder, until the end.
    private struct Storage: ~Copyable {
        let folder: String

        init(on folder: String, bytes: Int) throws {
            self.folder = folder
            try #require(mount("tmpfs", folder, "tmpfs", 0, "size=\(bytes)") == 0)
        }

        deinit {
            umount(folder)
        }

        func make(readOnly: Bool) throws {
            let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
            try #require(mount(nil, folder, nil, flags, nil) == 0)
        }
    }

    private func board(_ paper: borrowing PaperBoard, _ loop: EventLoop) throws -> LinuxBoard {
        try LinuxBoard(loop: loop, clock: LinuxClock(loop: loop), stateFolder: paper.state)
    }

    @Test func `a storage that goes read-only is found out, and found well again`() async throws {
        let paper = try PaperBoard()
        let storage = try Storage(on: paper.state, bytes: 1_000_000)
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let board = try board(paper, loop)
        #expect(await board.health().storage.isWritable == true)
        try storage.make(readOnly: true)
        let health = await board.health()
        #expect(health.storage.isWritable == false && health.troubles.first == .storageRefuses)
        #expect(StorageProbe(folder: paper.state).isWritable() == false)
        try storage.make(readOnly: false)
        #expect(await board.health().storage.isWritable == true)
    }

    @Test func `a full storage is full, not broken`() async throws {
        let paper = try PaperBoard()
        let storage = try Storage(on: paper.state, bytes: 65_536)
        try paper.put(String(repeating: "x", count: 65_536), "state/filling")
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let health = await (try board(paper, loop)).health()
        #expect(health.storage.isWritable == nil && health.storage.freeBytes == 0)
        #expect(health.troubles.contains(.storageFull(freeBytes: 0)))
        #expect(storage.folder == paper.state)
    }

    @Test func `the board has a clock with a battery and memory`() async throws {
        let paper = try PaperBoard()
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let health = await (try board(paper, loop)).health()
        #expect(health.hasBatteryClock == (time(nil) >= LinuxClock.written))
        #expect(try #require(health.freeMemoryBytes) > 1_000_000)
    }
}
