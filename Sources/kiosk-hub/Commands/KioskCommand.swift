import ArgumentParser
import Foundation
import Hub
import KioskDoor
import Link

/// The book of kiosks.
struct KioskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk", abstract: "Keeps the book of kiosks.",
        subcommands: [Add.self, List.self, Revoke.self, Move.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a code with which one kiosk enrols, once, within four days.",
            discussion: """
                At the kiosk: kioskctl enroll --hub ADDRESS --code CODE. A newer code replaces an older one of the same kiosk. \
                A kiosk whose board was exchanged gets a new code under its old name.
                """)

        @Option(help: "The id of the site that it stands at, as in Kiosk/Sites.") var site: String
        @Option(help: "Which guides it gets: \(Words.channels).") var channel: GuideChannel = .all
        @Argument(help: "Its name: 1 to 40 lower-case letters, digits and hyphens, such as amman-airport-2.") var name: KioskID
        @OptionGroup var settings: SettingsArgument

        func validate() throws {
            guard (1...64).contains(site.utf8.count), site.utf8.allSatisfy(Words.isPlain) else {
                throw ValidationError("--site: allowed are 1 to 64 lower-case letters, digits, points and hyphens")
            }
        }

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                let secret = EnrolmentSecret()
                do {
                    try await house.store.offer(secret.offer(to: name, site: site, channel: channel, at: HubHouse.now()))
                } catch HubStoreError.inUse {
                    throw HubEnding(.dataWrong, "\(name) was taken out of service for good; give the kiosk another name")
                }
                try await house.note("kiosk.added", of: "kiosk:\(name)")
                print(try secret.code(for: house.authority).text)
                await house.store.close()
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints every kiosk: name, site, channel, state, last contact.")

        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                for kiosk in try await house.store.kiosks() { print(Words.line(for: kiosk)) }
                await house.store.close()
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a kiosk out of service for good: it was stolen, or scrapped.",
            discussion: "None of its certificates is taken any more. What it delivered before stays.")

        @Argument(help: "Its name.") var name: KioskID
        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                try await Words.named(name) { try await house.store.revoke(name) }
                try await house.note("kiosk.revoked", of: "kiosk:\(name)")
                await house.store.close()
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Moves a kiosk to another channel of guides.")

        @Option(help: "Which guides it gets: \(Words.channels).") var channel: GuideChannel
        @Argument(help: "Its name.") var name: KioskID
        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                try await Words.named(name) { try await house.store.move(name, to: channel) }
                try await house.note("kiosk.moved", of: "kiosk:\(name)")
                await house.store.close()
            }
        }
    }
}

/// How the book of kiosks is written and read.
private enum Words {
    static let channels = GuideChannel.allCases.map(\.rawValue).joined(separator: ", ")

    static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }

    static func line(for kiosk: Kiosk) -> String {
        let state = kiosk.isRevoked ? "revoked" : kiosk.enrolledOn.map { "enrolled \($0)" } ?? "not enrolled"
        let contact = kiosk.lastContact.map { "last contact \($0.day)" } ?? "no contact"
        return [kiosk.id.text, kiosk.site, kiosk.channel.rawValue, state, contact].joined(separator: "\t")
    }

    static func named(_ name: KioskID, _ change: () async throws -> Void) async throws {
        do { try await change() } catch HubStoreError.notFound {
            throw HubEnding(.dataWrong, "there is no kiosk \(name); kiosk-hub kiosk list names them all")
        }
    }
}

extension KioskID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension GuideChannel: ExpressibleByArgument {}
