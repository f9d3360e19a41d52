// swift-tools-version: 6.2
import PackageDescription

#if compiler(>=6.3)
let icuNames: [CSetting] = []
#else
// Before 6.3 the toolchain's FoundationICU exports ICU's names without the prefix.
let icuNames: [CSetting] = ["open", "next", "close"].map { .define("swift_ubrk_\($0)", to: "ubrk_\($0)") }
#endif

/// The modules of the kiosk, from the bottom up. An arrow may only point down this list
/// (`--explicit-target-dependency-import-check error` and the tidy tests hold it to that).
let package = Package(
    name: "mrc-kiosk",
    products: [
        .executable(name: "kioskd", targets: ["kioskd"]),
        .executable(name: "kiosk-fault", targets: ["kiosk-fault"]),
        .executable(name: "kiosk-sim", targets: ["kiosk-sim"]),
        .executable(name: "kioskctl", targets: ["kioskctl"]),
        .executable(name: "kiosk-hub", targets: ["kiosk-hub"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.29.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries, one target each.
        .systemLibrary(
            name: "CPango", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev", "libfontconfig-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "CWordBreak", cSettings: icuNames, linkerSettings: [.linkedLibrary("_FoundationICU")]),

        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CDRM", pkgConfig: "libdrm", providers: [.apt(["libdrm-dev"])]),
        .systemLibrary(name: "CEvdev", pkgConfig: "libevdev", providers: [.apt(["libevdev-dev"])]),
        .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .systemLibrary(name: "COpusfile", pkgConfig: "opusfile", providers: [.apt(["libopusfile-dev"])]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev", "libudev-dev"])]),
        // A target with code: libgpiod 1.6 and 2.x differ, and only this shim knows.
        .target(name: "CGpiod", linkerSettings: [.linkedLibrary("gpiod")]),

        // Pure: no I/O, no clock, no randomness, no Foundation.
        .target(name: "Guide"),
        .target(name: "Intake"),
        .target(name: "Devices"),
        .target(name: "Visit", dependencies: ["Guide", "Intake"]),
        // What is said of a page, and what has to be recorded for that.
        .target(name: "Sound", dependencies: ["Guide", "Visit"]),
        // What kiosk and hub say to each other: neither side may have words of its own for it.
        .target(name: "Link", dependencies: ["Intake"]),
        // What may leave the hub as a figure, and what is hidden.
        .target(name: "Reports", dependencies: ["Intake"]),

        // Each touches one thing of the world.
        .target(name: "Settings", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")]),
        .target(name: "Journal", dependencies: [.product(name: "Logging", package: "swift-log")]),
        // The one place that draws QR symbols, for slips and for the desk, which has no glass.
        .target(name: "QR", dependencies: ["CQRencode"]),
        .target(name: "Heap", dependencies: ["CMalloc"]),
        .target(name: "Scene", dependencies: ["Visit", "Guide", "Intake", "CPango", "QR"]),
        .target(
            name: "Sealing",
            dependencies: [
                "Intake", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        .target(
            name: "GuidePack",
            dependencies: [
                "Guide", "Intake", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "GuidePress",
            dependencies: [
                "Guide", "GuidePack", "Intake", "CWordBreak", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        // Recordings and drafts made into clips, with programs that no kiosk has.
        .target(name: "SoundPress", dependencies: ["Guide"]),
        .target(
            name: "Ledger",
            dependencies: [
                "Intake", "Link", .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(name: "SimulatedDevices", dependencies: ["Devices"]),
        .target(name: "LinuxDevices", dependencies: ["Devices", "CALSA", "CDRM", "CEvdev", "CGpiod", "COpusfile", "CSystemd"]),
        .target(
            name: "Appliance",
            dependencies: [
                "Devices", "Guide", "GuidePack", "Heap", "Intake", "Ledger", "Link", "Scene", "Sealing", "Settings", "Sound", "Visit",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),

        // The kiosk's way to the hub: the only module of the device that opens a connection.
        .target(
            name: "HubConnection",
            dependencies: [
                "Devices", "GuidePack", "Intake", "Ledger", "Link", "Sealing",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),

        // The hub. `Hub` knows neither HTTP nor SQL; the stores know no HTTP, the doors no SQL.
        .target(
            name: "Hub",
            dependencies: [
                "Guide", "Intake", "Link", "Reports", "Sealing", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], exclude: ["README.md"]),
        .target(
            name: "HubSQLite",
            dependencies: ["Guide", "Hub", "Intake", "Link", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "HubPostgreSQL", dependencies: ["CPQ", "Guide", "Hub", "Intake", "Link"]),
        // What both doors of the hub ask of a connection; it knows neither kiosks nor staff.
        .target(
            name: "Doorway",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]),
        .target(
            name: "KioskDoor",
            dependencies: [
                "Doorway", "Guide", "Hub", "Intake", "Link", "Sealing",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ], resources: [.embedInCode("Resources")]),
        .target(
            name: "StaffDesk",
            dependencies: [
                "Doorway", "Guide", "GuidePack", "Hub", "Intake", "Link", "QR", "Reports", "Sealing",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], resources: [.embedInCode("Resources")]),

        // A kiosk on simulated devices, walked through step by step; never linked into the device.
        .target(
            name: "Rehearsal",
            dependencies: [
                "Appliance", "Devices", "Ledger", "Link", "Scene", "Sealing", "SimulatedDevices", "Visit",
                .product(name: "Logging", package: "swift-log"),
            ]),

        // A main each.
        .executableTarget(
            name: "kioskd",
            dependencies: [
                "Appliance", "Devices", "GuidePack", "Heap", "HubConnection", "Journal", "Ledger", "LinuxDevices", "Link", "Scene", "Sealing",
                "Visit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "kiosk-fault",
            dependencies: [
                "Appliance", "Devices", "Guide", "GuidePack", "LinuxDevices", "Scene", "Visit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "kiosk-sim",
            dependencies: [
                "Appliance", "Devices", "Guide", "GuidePack", "GuidePress", "HubConnection", "Intake", "Ledger", "Link", "Scene",
                "Sealing", "SimulatedDevices", "Visit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], exclude: ["README.md"], resources: [.embedInCode("Resources")]),
        .executableTarget(
            name: "kioskctl",
            dependencies: [
                "Appliance", "Devices", "Guide", "GuidePack", "GuidePress", "HubConnection", "Intake", "Ledger", "Link", "Rehearsal",
                "Scene", "Sealing", "SimulatedDevices", "Sound", "SoundPress", "Visit",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .executableTarget(
            name: "kiosk-hub",
            dependencies: [
                "GuidePack", "Hub", "HubPostgreSQL", "HubSQLite", "Journal", "KioskDoor", "Link", "Sealing", "Settings", "StaffDesk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),

        // The proofs.
        .executableTarget(
            name: "kiosk-bench",
            dependencies: [
                "Appliance", "CEvdev", "Devices", "Guide", "GuidePack", "Heap", "Hub", "HubSQLite", "Intake", "Ledger", "Link", "LinuxDevices",
                "Rehearsal", "Reports", "Scene", "Sealing", "SimulatedDevices", "SoundPress", "Visit",
                .product(name: "Logging", package: "swift-log"),
            ], path: "Tests/Support/Bench"),
        .testTarget(name: "GuideTests", dependencies: ["Guide"]),
        .testTarget(name: "GuidePackTests", dependencies: ["Guide", "GuidePack", "Intake"]),
        .testTarget(
            name: "GuidePressTests", dependencies: ["Guide", "GuidePack", "GuidePress", "Intake"], exclude: ["Fixtures"]),
        .testTarget(name: "IntakeTests", dependencies: ["Intake", "SimulatedDevices"]),
        .testTarget(
            name: "HubConnectionTests",
            dependencies: [
                "Devices", "Guide", "GuidePack", "Hub", "HubConnection", "HubSQLite", "Intake", "KioskDoor", "Ledger", "Link",
                "Sealing", "SimulatedDevices", "kiosk-hub", "kiosk-sync",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "kiosk-sync",
            dependencies: [
                "HubConnection", "Intake", "Ledger", "Link", "Sealing", "SimulatedDevices", .product(name: "Logging", package: "swift-log"),
            ], path: "Tests/Support/KioskSync"),
        .testTarget(name: "LinkTests", dependencies: ["Intake", "Link", "SimulatedDevices"]),
        .testTarget(name: "DevicesTests", dependencies: ["Devices", "SimulatedDevices"], exclude: ["Corpus"]),
        .testTarget(
            name: "LinuxDevicesTests",
            dependencies: ["CDRM", "CEvdev", "Devices", "LinuxDevices", "SimulatedDevices", "SoundPress", "paper-twin"]),
        .executableTarget(name: "paper-twin", dependencies: ["Devices", "SimulatedDevices"], path: "Tests/Support/PaperTwin"),
        .testTarget(name: "SimulatedDevicesTests", dependencies: ["Devices", "SimulatedDevices"]),
        .testTarget(
            name: "SealingTests",
            dependencies: [
                "Sealing", "Intake", "SimulatedDevices", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        .executableTarget(name: "ledger-crash", dependencies: ["Ledger", "Intake"], path: "Tests/Support/LedgerCrash"),
        .executableTarget(name: "ledger-probe", dependencies: ["Ledger", "Intake", "Sealing"], path: "Tests/Support/LedgerProbe"),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Ledger", "Intake", "Link", "Sealing", "SimulatedDevices", "ledger-crash",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(name: "Proofs", dependencies: ["Appliance", "Guide", "GuidePress", "Scene", "Visit"], path: "Tests/Support/Proofs"),
        .testTarget(name: "VisitTests", dependencies: ["Guide", "Intake", "Proofs", "SimulatedDevices", "Visit"]),
        .testTarget(name: "SoundPressTests", dependencies: ["SoundPress"]),
        .testTarget(name: "SoundTests", dependencies: ["Guide", "Intake", "Proofs", "Sound", "Visit"]),
        .testTarget(
            name: "SceneTests",
            dependencies: [
                "Appliance", "CPango", "Devices", "Guide", "Intake", "Proofs", "Scene", "Sealing", "SimulatedDevices", "Visit",
            ], exclude: ["Goldens"]),
        .testTarget(
            name: "ApplianceTests",
            dependencies: [
                "Appliance", "Devices", "Guide", "Intake", "Ledger", "Proofs", "Rehearsal", "Scene", "Sealing", "Settings", "SimulatedDevices",
                "Sound",
                "Visit", "kiosk-sim", .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "KioskSimTests",
            dependencies: [
                "Appliance", "Devices", "SimulatedDevices", "kiosk-sim", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "KioskFaultTests", dependencies: ["Appliance", "Devices", "LinuxDevices", "kiosk-fault"]),
        .testTarget(
            name: "KioskctlTests", dependencies: ["Appliance", "Devices", "Proofs", "Sealing", "SimulatedDevices", "kioskctl"]),
        .testTarget(
            name: "KioskDoorTests",
            dependencies: [
                "GuidePack", "Hub", "HubSQLite", "Intake", "KioskDoor", "Link", "Sealing",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .testTarget(
            name: "KioskHubTests",
            dependencies: [
                "Hub", "HubSQLite", "KioskDoor", "Link", "Sealing", "Settings", "kiosk-hub", .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "ReportsTests", dependencies: ["Intake", "Reports", "SimulatedDevices"], exclude: ["Goldens"]),
        .testTarget(
            name: "HubTests",
            dependencies: [
                "Guide", "Hub", "HubSQLite", "Intake", "Link", "Sealing", "SimulatedDevices",
            ]),
        .testTarget(
            name: "StaffDeskTests",
            dependencies: [
                "Guide", "GuidePack", "Hub", "HubSQLite", "Intake", "Link", "Reports", "Sealing", "SimulatedDevices", "StaffDesk",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]),
        .target(name: "RealPostgreSQL", path: "Tests/Support/RealPostgreSQL"),
        .executableTarget(
            name: "kiosk-hub-bench",
            dependencies: [
                "Hub", "HubPostgreSQL", "HubSQLite", "Intake", "KioskDoor", "Link", "RealPostgreSQL", "Sealing", "SimulatedDevices",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "X509", package: "swift-certificates"),
            ], path: "Tests/Support/HubBench"),
        .executableTarget(
            name: "hub-crash", dependencies: ["Hub", "HubPostgreSQL", "HubSQLite", "Intake", "Link"], path: "Tests/Support/HubCrash"),
        .testTarget(
            name: "HubStoreTests",
            dependencies: [
                "Guide", "Hub", "HubPostgreSQL", "HubSQLite", "Intake", "Link", "RealPostgreSQL", "hub-crash",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6]
)
