import Devices
import Foundation
@testable import LinuxDevices
import Testing

@Suite struct NetworkTests {
    private static let head4 = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"

    private func table(ipv4: String = "", ipv6: String = "") throws -> (URL, RouteTable) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "routes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try (Self.head4 + ipv4).write(to: folder.appending(path: "route"), atomically: false, encoding: .utf8)
        try ipv6.write(to: folder.appending(path: "ipv6_route"), atomically: false, encoding: .utf8)
        return (folder, RouteTable(proc: folder.path))
    }

    @Test(arguments: [
        ("eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n", true),
        ("eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n", false),
        ("eth0\t00000000\t0100A8C0\t0002\t0\t0\t100\t00000000\t0\t0\t0\n", false),
        ("*\t00000000\t00000000\t0201\t0\t0\t100\t00000000\t0\t0\t0\n", false),
        ("eth0\t00000000", false), ("", false),
    ])
    func `a default route that is up is a way out, a refusal is none`(line: String, isOut: Bool) throws {
        let (folder, table) = try table(ipv4: line)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(table.hasWayOut == isOut)
    }

    @Test(arguments: [("eth0", "00000003", true), ("lo", "00000001", false), ("eth0", "00200200", false)])
    func `the same holds for IPv6, where the loop back stands in the table too`(link: String, flags: String, isOut: Bool) throws {
        let nowhere = String(repeating: "0", count: 32)
        let line = "\(nowhere) 00 \(nowhere) 00 fe800000000000000000000000000001 00000400 00000001 00000000 \(flags) \(link)\n"
        let (folder, table) = try table(ipv6: line)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(table.hasWayOut == isOut)
    }

    @Test func `a board without tables has no way out`() {
        #expect(!RouteTable(proc: "/nowhere").hasWayOut)
    }

    @Test func `who listens is told at once how it is`() async throws {
        let (folder, _) = try table(ipv4: "eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let network = LinuxNetwork(loop: loop, proc: folder.path)
        await network.start()
        for await isUp in network.isUp {
            #expect(isUp)
            break
        }
    }
}
