import Devices
import Guide
import Intake
import Proofs
import Scene
import SimulatedDevices
import Sound
import Testing
import Visit

/// A visitor who sees nothing: has a headset and the keys, and goes by what is heard.
struct BlindVisitor {
    let house: House
    let language: Language

    /// What was heard last.
    var heard: SimulatedSpeaker.Caption? { house.board.speaker.captions.last }

    func plugIn() async {
        await house.rehearsal.plug(true)
    }

    func press(_ button: HardwareButton) async {
        await house.rehearsal.press(button)
    }

    /// Goes on with "down" until the words are heard, asking for more where the page goes on, and selects.
    func choose(_ words: Words) async throws {
        let wanted = spoken(words)
        let more = spoken(.ui("nav.next_page"))
        for _ in 0..<12 {
            if try await find(wanted) { return await press(.select) }
            guard try await find(more) else { break }
            await press(.select)
        }
        throw FixtureError("Nobody said \"\(wanted)\"; last was \"\(heard?.words.text ?? "nothing")\".")
    }

    func choose(_ id: String) async throws { try await choose(.ui(id)) }

    /// An answer of a question of the form.
    func answer(_ question: Question.ID, _ option: Question.Option.ID) async throws {
        let asked = try #require(house.handbook.form[question])
        let answer = try #require(asked.options.first { $0.id == option })
        try await choose(.text(TextID(asked.text(of: answer))))
    }

    /// Round all controls in sight until the last one, which says "12 of 12", was heard twice.
    private func find(_ words: String) async throws -> Bool {
        var ends = 0
        for _ in 0..<80 {
            await press(.down)
            let said = try #require(heard).words.text
            if said.split(separator: "\n").first.map(String.init) == words { return true }
            if isLast(said) { ends += 1 }
            if ends == 2 { return false }
        }
        return false
    }

    private func isLast(_ said: String) -> Bool {
        let numbers = (said.split(separator: "\n").last ?? "").split { !$0.isNumber && $0 != " " }.map { $0.filter(\.isNumber) }
        let places = numbers.filter { !$0.isEmpty }
        return places.count == 2 && places[0] == places[1]
    }

    private func spoken(_ words: Words) -> String {
        let narrator = Narrator(guide: house.handbook.guide, language: language, voices: house.handbook.voices)
        return narrator.control([words], isSelected: false, place: 1, of: 1).pieces.prefix { $0 != .pause }
            .compactMap(\.recording?.text).joined(separator: " ")
    }
}
