import ArgumentParser
import Foundation
import GuidePack
import Hub
import Link

/// The channels of guides.
struct GuideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "Keeps the channels of guides.", subcommands: [Publish.self, List.self])

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies a signed pack and puts it on a channel for its site.",
            discussion: """
                A pack that is not signed by a key of the settings (keys.guide), was altered, or is older than what the channel has, \
                is refused.
                """)

        @Option(help: "test, canary or all: which kiosks get it.") var channel: GuideChannel
        @Argument(help: "The folder of the pack, as kioskctl guide pack made it.") var folder: String
        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                let pack = try SignedPack(
                    URL(fileURLWithPath: folder, isDirectory: true), trust: try GuideKeys.read(house.settings))
                let guide = pack.guide(on: channel, by: "kiosk-hub", at: HubHouse.now())
                if let older = try await house.store.objection(to: pack.version, for: guide.site, on: channel) {
                    throw HubEnding(.dataWrong, "The pack is refused. \(older)")
                }
                try await house.store.publish(guide, parts: pack.parts)
                try await house.note("guide.published", of: "\(guide.site) \(guide.version) \(channel.rawValue)")
                print("\(guide.site) \(guide.version) is on the channel \(channel.rawValue)")
                await house.store.close()
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints which guide is on which channel.")

        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                for guide in try await house.store.guides() {
                    print([guide.site, guide.channel.rawValue, guide.version, "\(guide.publishedAt.day)"].joined(separator: "\t"))
                }
                await house.store.close()
            }
        }
    }
}
