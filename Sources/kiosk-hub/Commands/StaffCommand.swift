import ArgumentParser
import Foundation
import Hub
import StaffDesk

/// The people at the desk.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Keeps the people at the desk.", subcommands: [Add.self, List.self, Reset.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds somebody, and prints the password for their first sign-in.",
            discussion: "At the first sign-in they connect an authenticator and choose their own password.")

        @Option(help: "counsellor, coordinator or technician: what they may do.") var role: Role
        @Option(help: "What colleagues call them. Default: the sign-in name.") var name: String?
        @Option(help: "A language that they counsel in, by its tag, such as my; can be given more than once.") var language: [String] = []
        @Flag(help: "A woman: visitors may ask for one.") var woman = false
        @Argument(help: "Their sign-in name: 2 to 32 lower-case letters, digits, dots and hyphens.") var id: String
        @OptionGroup var settings: SettingsArgument

        func validate() throws {
            guard StaffMember.isID(id) else {
                throw ValidationError("a sign-in name has 2 to 32 lower-case letters, digits, dots and hyphens, and begins with a letter")
            }
            guard name.map({ (1...60).contains($0.count) }) != false else { throw ValidationError("--name has 1 to 60 characters") }
            guard language.allSatisfy({ (2...16).contains($0.utf8.count) }) else {
                throw ValidationError("--language is a tag of 2 to 16 characters, such as my or zh-Hans")
            }
        }

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                guard try await house.store.member(id) == nil else {
                    throw HubEnding(.dataWrong, "\(id) is there already; kiosk-hub staff reset gives a new first password")
                }
                let (password, hash) = try StaffCommand.newPassword()
                try await house.store.keep(
                    StaffMember(
                        id: id, name: name ?? id, role: role, languages: language, isWoman: woman, passwordHash: hash),
                    replacing: nil)
                try await house.note("staff.added", of: id)
                print(password)
                await house.store.close()
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints everybody: sign-in name, name, role, languages, state.")

        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                for member in try await house.store.staff() {
                    let state = !member.isActive ? "not here now" : member.sealedTOTPSecret == nil ? "not set up" : "set up"
                    print([member.id, member.name, member.role.rawValue, member.languages.joined(separator: " "), state].joined(separator: "\t"))
                }
                await house.store.close()
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives somebody a new first password: they lost theirs, or their telephone.",
            discussion: "All their sessions end, and their authenticator is forgotten.")

        @Argument(help: "Their sign-in name.") var id: String
        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                let house = try await HubHouse(settings)
                guard let before = try await house.store.member(id) else {
                    throw HubEnding(.dataWrong, "there is nobody \(id); kiosk-hub staff list names them all")
                }
                let (password, hash) = try StaffCommand.newPassword()
                var member = before
                (member.passwordHash, member.sealedTOTPSecret) = (hash, nil)
                (member.failures, member.lockedUntil, member.isActive) = (0, nil, true)
                try await house.store.keep(member, replacing: before)
                try await house.store.endSessions(of: id)
                try await house.note("staff.reset", of: id)
                print(password)
                await house.store.close()
            }
        }
    }

    private static func newPassword() throws -> (password: String, hash: String) {
        let password = FirstPassword.make()
        var random = SystemRandomNumberGenerator()
        guard let hash = PasswordHash(hashing: password, random: &random) else {
            throw HubEnding(.systemRefused, "there is no memory to hash a password")
        }
        return (password, hash.text)
    }
}

extension Role: ExpressibleByArgument {}
