/// How a fault page is drawn: the best way first, each later one leaning on less.
enum FaultStyle: Int, CaseIterable {
    /// In all languages of the site, from its signed guide.
    case guide
    /// In English, for want of a guide or of settings.
    case english
    /// A sign and the code, drawn dot by dot: needs no file at all.
    case sign

    /// The next plainer one; a sign is as plain as can be.
    var plainer: FaultStyle { FaultStyle(rawValue: rawValue + 1) ?? .sign }
}
