import Appliance
import Foundation
import Guide
import GuidePress
import Scene
import Visit

/// The real guide of each sample site and the real look, read once per process.
public enum HandbookFixture {
    /// The root of the repository: four folders above this file.
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    /// The two sample sites that between them have every kind of page, by the names of their files.
    public static let siteNames = ["amman-airport", "kuala-lumpur-lobby"]

    /// The other sample sites, which bring other countries and languages.
    public static let otherSiteNames = [
        "battambang-job-centre", "mae-sot-centre", "quezon-city-centre", "savannakhet-union-centre", "singapore-centre",
        "thanh-hoa-centre", "tulungagung-union-centre",
    ]

    /// The day that the guides are built on; today for every page in the tests.
    public static let builtOn = GuideDate("2026-11-22") ?? GuideDate(dayNumber: 20_779)

    public static var airport: Handbook { get throws(FixtureError) { try handbook("amman-airport") } }
    public static var lobby: Handbook { get throws(FixtureError) { try handbook("kuala-lumpur-lobby") } }

    /// - Throws: ``FixtureError`` if the guide of the site cannot be made.
    public static func handbook(_ site: String) throws(FixtureError) -> Handbook {
        guard let handbook = try shelf.get()[site] else { throw FixtureError("There is no site \(site).") }
        return handbook
    }

    /// - Throws: ``FixtureError`` if `Kiosk/Theme` cannot be read.
    public static var look: Look { get throws(FixtureError) { try theme.get() } }

    private static let shelf: Result<[String: Handbook], FixtureError> = {
        let (manuscript, _) = Manuscript.read(root.appending(path: "Kiosk"))
        var handbooks: [String: Handbook] = [:]
        for site in siteNames + otherSiteNames {
            do {
                let edition = try Edition(of: manuscript, site: site, builtOn: builtOn)
                handbooks[site] = Handbook(
                    guide: edition.guide, form: edition.form, staff: Gallery.sampleStaff,
                    voices: Set(edition.guide.site.languages + [.english]))
            } catch {
                return .failure(FixtureError("\(site): \(error)"))
            }
        }
        return .success(handbooks)
    }()

    private static let theme: Result<Look, FixtureError> = {
        do { return .success(try LookReader.read(root.appending(path: "Kiosk/Theme"))) } catch {
            return .failure(FixtureError("\(error)"))
        }
    }()
}

/// Why the tests cannot begin.
public struct FixtureError: Error, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
