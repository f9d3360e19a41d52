/// The place where a kiosk stands: what it shows first, in which languages, and who runs it.
public struct Site: Hashable, Sendable {
    public typealias ID = String

    public var id: ID
    public var profile: SiteProfile
    /// ISO 3166-1 alpha-2: whose law and numbers apply.
    public var country: String
    /// Name as visitors know the place.
    public var name: String
    /// Name for the slip; empty: the slip names nobody.
    public var neutralName: String
    /// In the order of their buttons.
    public var languages: [Language]
    /// Home countries offered by the optional question, in order.
    public var origins: [String]
    public var stages: [Stage]
    /// The entries of "keep these numbers".
    public var keyContacts: [Service.ID]
    public var helpContacts: [Service.ID]
    public var childContacts: [Service.ID]
    /// The articles of "three rights".
    public var rights: [Article.ID]
    /// Opening hours of the counsellors; empty: ask at the desk.
    public var hours: [Service.Hours]
    /// Who approved what the site shows; empty: nobody, a sample.
    public var signOff: String
    /// Width of the slip's paper in millimetres: 80 or 58.
    public var slipWidth: Int
    /// Answers are kept this long. Default: 90.
    public var retentionDays: Int
    /// Minutes that local time is ahead of UTC.
    public var minutesAheadOfUTC: Int

    public init(
        id: ID, profile: SiteProfile, country: String, name: String, neutralName: String, languages: [Language],
        origins: [String], stages: [Stage], keyContacts: [Service.ID], helpContacts: [Service.ID],
        childContacts: [Service.ID], rights: [Article.ID], hours: [Service.Hours], signOff: String, slipWidth: Int,
        retentionDays: Int = 90, minutesAheadOfUTC: Int = 0
    ) {
        self.id = id
        self.profile = profile
        self.country = country
        self.name = name
        self.neutralName = neutralName
        self.languages = languages
        self.origins = origins
        self.stages = stages
        self.keyContacts = keyContacts
        self.helpContacts = helpContacts
        self.childContacts = childContacts
        self.rights = rights
        self.hours = hours
        self.signOff = signOff
        self.slipWidth = slipWidth
        self.retentionDays = retentionDays
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }

    /// Whether no centre has approved what it shows.
    public var isSample: Bool { signOff.isEmpty }
}
