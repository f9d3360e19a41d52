import Appliance
import ArgumentParser
import Foundation

/// `kioskctl doctor --siting`: asks an installer for what was measured, and says what is out of range.
struct SitingQuestions {
    /// Answers given on the command line, `NAME=VALUE` each.
    var given: [String]
    var json: Bool

    /// - Throws: ``Refusal`` for an answer that is none.
    func ask() throws -> SitingSurvey {
        var survey = SitingSurvey()
        do throws(SitingProblem) {
            for pair in given { try survey.note(pair: pair) }
        } catch {
            throw Refusal(64, "\(error)")
        }
        guard isatty(STDIN_FILENO) != 0, !json else { return survey }
        print("Leave empty what you cannot measure. Kiosk/SITING.md has the drawing.")
        for measure in SitingMeasure.allCases where survey.measured[measure] == nil { ask(measure, &survey) }
        return survey
    }

    /// Asks until there is an answer, or none.
    private func ask(_ measure: SitingMeasure, _ survey: inout SitingSurvey) {
        while true {
            print("\(measure.question) [\(measure.unit.symbol)]: ", terminator: "")
            guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else { return }
            do throws(SitingProblem) { return try survey.note(line, for: measure) } catch { print("  \(error)") }
        }
    }

    /// Prints the findings, what is out of range first.
    ///
    /// - Returns: whether nothing is out of range and nothing was left out.
    func tell(_ survey: SitingSurvey) throws -> Bool {
        let findings = survey.findings
        if json {
            try tellJSON(findings, survey)
        } else {
            for verdict in [SitingSurvey.Finding.Verdict.outOfRange, .notMeasured, .fits] {
                for finding in findings where finding.verdict == verdict { print(line(finding, survey)) }
            }
        }
        return findings.allSatisfy { $0.verdict == .fits }
    }

    private func line(_ finding: SitingSurvey.Finding, _ survey: SitingSurvey) -> String {
        let measure = finding.measure
        let head = "\(finding.verdict.rawValue): \(measure.question)"
        let said = survey.measured[measure].map { "\(words($0, measure)); " } ?? ""
        let body = "    \(said)allowed: \(finding.allowed) (\(measure.source))"
        return finding.verdict == .outOfRange ? "\(head)\n\(body)\n    \(measure.remedy)" : "\(head)\n\(body)"
    }

    private func words(_ value: Double, _ measure: SitingMeasure) -> String {
        measure.unit == .yesOrNo ? (value == 1 ? "yes" : "no") : "\(SitingSurvey.text(value)) \(measure.unit.symbol)"
    }

    private func tellJSON(_ findings: [SitingSurvey.Finding], _ survey: SitingSurvey) throws {
        struct Line: Encodable {
            var measure, verdict, allowed, unit, source, remedy: String
            var value: Double?
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let lines = findings.map {
            Line(
                measure: $0.measure.rawValue, verdict: $0.verdict.rawValue, allowed: $0.allowed, unit: $0.measure.unit.symbol,
                source: $0.measure.source, remedy: $0.measure.remedy, value: survey.measured[$0.measure])
        }
        FileHandle.standardOutput.write(try encoder.encode(lines) + Data("\n".utf8))
    }
}
