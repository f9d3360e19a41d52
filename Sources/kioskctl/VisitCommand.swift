import Appliance
import ArgumentParser
import Devices
import Foundation
import Ledger
import Logging
import Rehearsal
import Scene
import Sealing
import SimulatedDevices
import Visit

/// `kioskctl visit`: a scripted visit on simulated devices, told in JSON lines.
struct VisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "Walk through the kiosk by a script and tell what happened, a JSON object a line.",
        discussion: """
            A script has one step a line: `touch CONTROL`, `find CONTROL` (turns pages first), `press BUTTON`, \
            `wait SECONDS`, `fault DEVICE NAME`, `clear DEVICE`, `headset in`, `headset out`; # begins a remark.
            """)

    @OptionGroup var source: HandbookArguments
    @Option(help: "The script.") var script: String
    @Option(help: "The panel.") var panel = Panel.tenInch

    func run() async throws {
        do {
            guard let text = try? String(contentsOfFile: script, encoding: .utf8) else {
                throw ValidationError("\(script) cannot be read as UTF-8 text.")
            }
            let steps = try VisitScript.steps(of: text, file: script)
            let rehearsal = Rehearsal(
                handbook: try source.handbook(), look: try source.look(), board: SimulatedBoard(panel: panel),
                ledger: try Ledger(at: .memory), mrcKey: try MRCPrivateKey().publicKey,
                logger: Logger(label: "visit") { _ in SwiftLogNoOpLogHandler() })
            await rehearsal.start()
            print(try await rehearsal.told(after: "start"))
            for step in steps {
                do { try await step.take(in: rehearsal) } catch {
                    throw ScriptError(file: script, line: step.line, problem: "\(error)")
                }
                print(try await rehearsal.told(after: step.text))
            }
            await rehearsal.stop()
        } catch let error as ValidationError {
            throw error
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode.failure
        }
    }
}

/// What was wrong with a script, and where.
struct ScriptError: Error, CustomStringConvertible {
    var file: String
    var line: Int
    var problem: String

    var description: String { "\(file):\(line): \(problem)" }
}

/// The steps of a script.
struct VisitScript {
    struct Step {
        enum Deed {
            case touch(ControlID), find(ControlID), press(HardwareButton), wait(Duration)
            case fault(String, String), clear(String), headset(Bool)
        }
        var deed: Deed
        var text: String
        var line: Int
    }

    static func steps(of text: String, file: String) throws(ScriptError) -> [Step] {
        var steps: [Step] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            guard !words.isEmpty else { continue }
            guard let deed = deed(words) else {
                throw ScriptError(
                    file: file, line: index + 1,
                    problem: "\"\(line)\" is no step; allowed are touch, find, press, wait, fault, clear, headset in, headset out")
            }
            steps.append(Step(deed: deed, text: words.joined(separator: " "), line: index + 1))
        }
        return steps
    }

    private static func deed(_ words: [String]) -> Step.Deed? {
        switch (words.first, words.count) {
        case ("touch", 2): .touch(ControlID(words[1]))
        case ("find", 2): .find(ControlID(words[1]))
        case ("press", 2): HardwareButton(rawValue: words[1]).map { .press($0) }
        case ("wait", 2): Double(words[1]).flatMap { (0...86_400).contains($0) ? .wait(.seconds($0)) : nil }
        case ("fault", 3): .fault(words[1], words[2])
        case ("clear", 2): .clear(words[1])
        case ("headset", 2): words[1] == "in" ? .headset(true) : words[1] == "out" ? .headset(false) : nil
        default: nil
        }
    }
}

extension VisitScript.Step {
    func take(in rehearsal: Rehearsal) async throws {
        switch deed {
        case .touch(let id): try await rehearsal.touch(id)
        case .find(let id): try await rehearsal.find(id)
        case .press(let button): await rehearsal.press(button)
        case .wait(let span): await rehearsal.wait(span)
        case .fault(let device, let fault): try rehearsal.board.apply(device: device, fault: fault)
        case .clear(let device): try rehearsal.board.clear(device: device)
        case .headset(let isIn): rehearsal.board.speaker.hasHeadset = isIn
        }
        await rehearsal.settle()
    }
}

extension Rehearsal {
    private struct Told: Encodable {
        var step: String
        var page: String
        var part: Int
        var parts: Int
        var language: String
        var controls: [String]
        var slips: Int
    }

    /// What a visitor would see now. Never the number, never an answer.
    func told(after step: String) async throws -> String {
        let scene = await kiosk.scene
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let told = Told(
            step: step, page: scene.page, part: scene.part, parts: scene.parts, language: scene.language.tag,
            controls: scene.controls.map(\.id.name), slips: board.printer.slips.count)
        return String(decoding: try encoder.encode(told), as: UTF8.self)
    }
}
