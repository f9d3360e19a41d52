import Foundation
import Testing

@Suite struct `The modules` {
    /// Which module may import which, outside modules included. An arrow points down; nothing else may.
    static let arrows: [String: Set<String>] = [
        "Guide": [], "Intake": [],
        // A port's sending end is shared between threads.
        "Devices": ["Synchronization"],
        "Visit": ["Guide", "Intake"],
        "Settings": ["Foundation", "TOMLKit"],
        "Journal": ["Foundation", "Logging"],
        "Heap": ["CMalloc"],
        "QR": ["CQRencode", "Glibc"],
        "Sound": ["Guide", "Visit"],
        "Scene": ["CPango", "Glibc", "Guide", "Intake", "QR", "Synchronization", "Visit"],
        "Sealing": ["Crypto", "CryptoExtras", "Foundation", "Glibc", "Intake", "Musl"],
        "GuidePack": ["Crypto", "Foundation", "GRDB", "Guide", "Intake"],
        "GuidePress": ["CWordBreak", "Crypto", "Foundation", "Guide", "GuidePack", "Intake", "TOMLKit"],
        "Ledger": ["Crypto", "Foundation", "GRDB", "Intake", "Link"],
        "SimulatedDevices": ["Devices", "Glibc", "Synchronization"],
        "SoundPress": ["Foundation", "Guide"],
        "LinuxDevices": ["CALSA", "CDRM", "CEvdev", "CGpiod", "COpusfile", "CSystemd", "Devices", "Glibc", "Synchronization"],
        "Appliance": [
            "Devices", "Dispatch", "Foundation", "Guide", "GuidePack", "Heap", "Intake", "Ledger", "Link", "Logging", "Scene", "Sealing",
            "ServiceLifecycle", "Settings", "Sound", "Synchronization", "TOMLKit", "Visit",
        ],
        "Rehearsal": ["Appliance", "Devices", "Ledger", "Link", "Logging", "Scene", "Sealing", "SimulatedDevices", "Visit"],
        "kioskd": [
            "Appliance", "ArgumentParser", "Devices", "Foundation", "Guide", "GuidePack", "Heap", "HubConnection", "Journal", "Ledger", "Link",
            "LinuxDevices", "Logging", "Scene", "Sealing", "ServiceLifecycle", "Synchronization", "UnixSignals", "Visit",
        ],
        "kiosk-fault": [
            "Appliance", "ArgumentParser", "Devices", "Dispatch", "Foundation", "Guide", "GuidePack", "LinuxDevices", "Scene", "Visit",
        ],
        "kiosk-sim": [
            "Appliance", "ArgumentParser", "Devices", "Foundation", "Guide", "GuidePack", "GuidePress", "HubConnection", "Hummingbird",
            "Intake", "Ledger", "Link", "Logging", "Scene", "Sealing", "ServiceLifecycle", "SimulatedDevices", "Synchronization", "Visit",
        ],
        "Link": ["Intake"],
        "Reports": ["Intake"],
        "HubConnection": [
            "AsyncHTTPClient", "Crypto", "Devices", "Foundation", "GuidePack", "Intake", "Ledger", "Link", "Logging", "NIOCore",
            "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "NIOSSL", "Sealing", "ServiceLifecycle", "SwiftASN1", "Synchronization", "X509",
        ],
        // Neither HTTP nor SQL.
        "Hub": ["Crypto", "CryptoExtras", "Dispatch", "Foundation", "Guide", "Intake", "Link", "Reports", "Sealing", "Synchronization"],
        "HubSQLite": ["Foundation", "GRDB", "Guide", "Hub", "Intake", "Link", "Synchronization"],
        "HubPostgreSQL": ["CPQ", "Dispatch", "Foundation", "Glibc", "Guide", "Hub", "Intake", "Link", "Synchronization"],
        // Neither kiosks nor staff.
        "Doorway": ["HTTPTypes", "NIOCore", "NIOHTTPTypes"],
        "KioskDoor": [
            "Crypto", "Doorway", "Foundation", "Glibc", "Guide", "HTTPTypes", "Hub", "Hummingbird", "HummingbirdTLS", "Intake", "Link", "Logging", "Musl",
            "NIOCore", "NIOHTTPTypes", "NIOSSL", "Sealing", "ServiceLifecycle", "SwiftASN1", "Synchronization", "X509",
        ],
        "StaffDesk": [
            "AsyncHTTPClient", "Crypto", "Doorway", "Foundation", "Guide", "GuidePack", "Hub", "Hummingbird", "Intake", "Link", "Logging", "Mustache",
            "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "QR", "Reports", "Sealing", "ServiceLifecycle", "Synchronization",
        ],
        "kiosk-hub": [
            "ArgumentParser", "Foundation", "Glibc", "GuidePack", "Hub", "HubPostgreSQL", "HubSQLite", "Journal", "KioskDoor", "Link", "Logging",
            "Musl", "Sealing", "ServiceLifecycle", "Settings", "StaffDesk", "Synchronization", "UnixSignals",
        ],
        "kioskctl": [
            "Appliance", "ArgumentParser", "Devices", "Foundation", "Guide", "GuidePack", "GuidePress", "HubConnection", "Intake", "Ledger",
            "Link", "Logging", "Rehearsal", "Scene", "Sealing", "SimulatedDevices", "Sound", "SoundPress", "Visit",
        ],
    ]

    /// Only C, or only the description of a C library.
    static let withoutSwift: Set<String> = ["CALSA", "CDRM", "CEvdev", "CGpiod", "CMalloc", "COpusfile", "CPQ", "CPango", "CQRencode", "CSystemd", "CWordBreak"]

    @Test func `every module of the sources has its arrows here`() throws {
        let modules = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.appending(path: "Sources").path)
        #expect(Set(modules) == Set(Self.arrows.keys).union(Self.withoutSwift))
    }

    @Test func `every folder of tests is built`() throws {
        let package = try String(contentsOf: SourceTree.root.appending(path: "Package.swift"), encoding: .utf8)
        for folder in try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.appending(path: "Tests").path)
        where folder.hasSuffix("Tests") {
            #expect(package.contains("name: \"\(folder)\""), "Package.swift does not know \(folder)")
        }
    }

    @Test(arguments: arrows.keys.sorted()) func `imports nothing that its arrows do not name`(module: String) throws {
        let files = try SourceTree.files(in: ["Sources/\(module)"], ends: ["swift"])
        #expect(!files.isEmpty)
        for file in files {
            let strangers = SourceTree.imports(of: file).filter { !(Self.arrows[module] ?? []).contains($0) }
            #expect(strangers == [], "\(file.path)")
        }
    }

    @Test(arguments: ["Guide", "Intake", "Devices", "Reports", "Sound", "Visit"])
    func `a pure module knows no clock, no randomness and no file`(module: String) throws {
        let forbidden = [
            "Date()", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "FileHandle", "FileManager", "Task {", "Task.sleep",
            "DispatchQueue", "print(", "ProcessInfo",
        ]
        for file in try SourceTree.files(in: ["Sources/\(module)"], ends: ["swift"]) {
            for word in forbidden {
                for line in file.lines(with: word) {
                    let code = SourceTree.code(of: line.text)
                    // `func print(` and `case print(` are the trade's word for paper.
                    let isOwn = word == "print(" && code.contains(/(func|case|\.|Effect\.)\s*print\(/)
                    if !isOwn, code.contains(word) { Issue.record("\(file.path):\(line.number) uses \(word)") }
                }
            }
        }
    }

    @Test func `the product never links what only rehearses it`() throws {
        for module in [
            "Appliance", "Scene", "Visit", "Ledger", "Sealing", "GuidePack", "LinuxDevices", "kioskd", "kiosk-fault",
        ] {
            for file in try SourceTree.files(in: ["Sources/\(module)"], ends: ["swift"]) {
                let imports = Set(SourceTree.imports(of: file))
                #expect(imports.isDisjoint(with: ["SimulatedDevices", "Rehearsal", "GuidePress", "Testing", "XCTest"]), "\(file.path)")
            }
        }
    }
}
