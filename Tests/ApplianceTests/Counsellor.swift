import Devices
import Guide
import Intake
import Ledger
import Proofs
import Scene
import Sealing
import Testing
import Visit

/// What the people of the centre see of a house, and what a test needs to compare.
extension House {
    /// Switches the kiosk on for one test, and off again whatever happens.
    func open(_ visit: () async throws -> Void) async throws {
        await rehearsal.start()
        do { try await visit() } catch {
            await rehearsal.stop()
            throw error
        }
        await rehearsal.stop()
    }

    /// Waits in real time, as long as a busy machine may need, for something that the kiosk does by itself.
    func comes(_ what: String, _ isThere: (Scene) -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if isThere(await scene) { return await rehearsal.settle() }
            await Task.yield()
        }
        throw FixtureError("\(what) did not come; the page is \(await page).")
    }

    /// The form as it is asked here.
    var form: Form {
        handbook.form.filled(languages: handbook.guide.site.languages.map(\.tag), countries: handbook.guide.site.origins)
    }

    /// What a counsellor reads who has the code.
    func opened(_ record: SealedRecord, _ code: Code) throws -> Payload {
        try Payload.decode(record.open(code: code, with: key), form: form)
    }

    /// The record that waits to be delivered under a number.
    func record(of code: Code) async throws -> SealedRecord? {
        let lookup = try lookup(of: code)
        for item in try await ledger.outboxBatch(limit: 100, at: .zero) where item.lookup == lookup {
            if case .deliver(let record, _) = item.kind { return record }
        }
        return nil
    }

    /// Today at the site.
    var today: GuideDate {
        let site = handbook.guide.site
        return GuideDate(dayNumber: Int(board.clock.wall.secondsSince1970 + Int64(site.minutesAheadOfUTC) * 60) / 86_400)
    }

    /// The last day on which a number of today is good, as it stands on the slip.
    var goodUntil: GuideDate { GuideDate(dayNumber: today.dayNumber + handbook.guide.site.retentionDays) }

    /// A slip as it must look, dot for dot.
    func drawn(_ text: SlipText, _ language: Language) throws -> SlipBitmap {
        let guide = handbook.guide
        let image = SlipLayout(
            guide: guide, look: try HandbookFixture.look, typesetter: Typesetter(), paperWidth: guide.site.slipWidth
        ).image(of: text, in: language, today: today)
        return try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows)
    }
}

extension Scene {
    /// Every word that stands on the glass.
    var words: [String] {
        elements.compactMap { if case .text(let run) = $0 { run.phrase.string } else { nil } }
    }
}
