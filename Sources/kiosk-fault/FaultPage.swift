import Appliance
import Devices
import Foundation
import Guide
import GuidePack
import LinuxDevices
import Scene
import Visit

/// The page of a kiosk that does not serve.
struct FaultPage {
    let message: Message
    private let configuration: Configuration
    /// What is wrong with the settings, where, and what is allowed; nil: nothing, or nobody knows.
    private let flaw: String?

    /// What there is to say.
    enum Message: Equatable {
        /// The kiosk does not work.
        case fault(FaultCode)
        /// The board is being switched off, and its plug may be pulled.
        case safeToSwitchOff
    }

    /// Reads the settings as far as they can be read: wrong ones may be the very reason for the page.
    ///
    /// - Parameter note: what `kioskd` said about them, for what can only be seen when it starts.
    init(_ message: Message, settings: URL, note: String? = nil) {
        self.message = message
        var seen: String?
        do throws(ConfigurationError) { configuration = try Configuration.read(settings) } catch {
            configuration = Configuration.salvaged(from: settings)
            seen = SettingsNote.plain(error.sentence)
        }
        flaw = message == .fault(.settings) ? seen ?? note : nil
    }

    /// The screen, as the settings name it; without settings the usual one.
    var panel: Panel { configuration.panel }

    /// How the screen is found and turned.
    var options: DisplayOptions { configuration.screen }

    /// What a technician does: with wrong settings, which they are.
    private func whatToDo(_ fault: FaultCode) -> String { flaw ?? fault.whatToDo }

    /// The page in one style; nil where that style lacks a file that it needs.
    func frame(_ style: FaultStyle) -> Frame? {
        switch style {
        case .guide: pageOfGuide()
        case .english: pageInEnglish()
        case .sign: sign
        }
    }

    /// A fault's sign, which needs nothing; there is none for switching off.
    var sign: Frame? {
        guard case .fault(let fault) = message else { return nil }
        return DrawnSign.frame(of: fault.rawValue, width: panel.widthPixels, height: panel.heightPixels)
    }

    /// The message for the technician.
    var status: String {
        switch message {
        case .fault(let fault): "Fault \(fault.rawValue): \(whatToDo(fault))"
        case .safeToSwitchOff: "The board may be switched off."
        }
    }

    // MARK: In the site's languages

    private func pageOfGuide() -> Frame? {
        guard let look, let pack = pack(configuration) else { return nil }
        var model = Model()
        // What stands below for staff is in English, as the codes' table is.
        model.session.language = .english
        switch message {
        case .fault(let fault): model.machine.outOfOrder = why(fault, configuration.staffPhone, pack.guide)
        case .safeToSwitchOff: model.machine.halt = .powerOff
        }
        let handbook = Handbook(guide: pack.guide, form: pack.form)
        return draw(content(of: model, handbook), guide: pack.guide, look: look)
    }

    /// An older guide has no words around the number; it then stands for itself.
    private func why(_ fault: FaultCode, _ phone: String?, _ guide: Guide) -> OutOfOrder {
        let hasWords = guide.text("ui.broken.phone", in: .english) != nil
        let whatToDo = [hasWords ? nil : phone, whatToDo(fault)].compactMap(\.self).joined(separator: " · ")
        return OutOfOrder(code: fault.rawValue, whatToDo: whatToDo, staffPhone: hasWords ? phone ?? "" : "")
    }

    /// The guide, if it opens; that it does not is often the very fault, and has its code.
    private func pack(_ configuration: Configuration) -> Pack? {
        guard let trust = try? TrustedKey(contentsOf: configuration.keys.guide) else { return nil }
        return try? Pack.open(configuration.folders.guide, trust: trust, kiosk: .thisKiosk)
    }

    // MARK: In English

    private func pageInEnglish() -> Frame? {
        guard let look else { return nil }
        let (name, picture, sentence) =
            switch message {
            case .fault: ("out-of-order", "out-of-order", FaultPage.broken)
            case .safeToSwitchOff: ("safe-to-switch-off", "check", FaultPage.safe)
            }
        let content = Content(
            name, kind: .placard, title: .list([]),
            items: [.picture(picture), .lead(.name(sentence))] + notesInEnglish.map { .note(.name($0)) })
        return draw(content, guide: .nothing, look: look)
    }

    private var notesInEnglish: [String] {
        guard case .fault(let fault) = message else { return [] }
        let phone = configuration.staffPhone
        return ["Staff code: \(fault.rawValue)", phone.map { "Staff, call: \($0)" }, whatToDo(fault)].compactMap(\.self)
    }

    /// `ui.broken.lead` and `ui.stopping.safe` of `Kiosk/Strings/en.toml`, for a kiosk that has no guide.
    static let broken = "Something does not work. Please go to the desk. We are sorry."
    static let safe = "You can switch this machine off now."

    // MARK: Drawing

    private var look: Look? {
        // A damaged theme leaves the sign.
        try? LookReader.read(configuration.folders.theme)
    }

    /// Nil when letters or the picture are missing: a page of empty boxes helps nobody.
    private func draw(_ content: Content, guide: Guide, look: Look) -> Frame? {
        guard Fonts.areThere else { return nil }
        let typesetter = Typesetter()
        let layout = Layout(guide: guide, look: look, glass: Glass(panel), typesetter: typesetter)
        let scene = layout.scene(of: content, Reading(language: .english))
        guard !scene.faults.contains(where: \.isMissing) else { return nil }
        let canvas = Canvas(widthPixels: panel.widthPixels, heightPixels: panel.heightPixels)
        guard Painter(look: look, typesetter: typesetter).paint(scene, over: nil, on: canvas) != nil else { return nil }
        return canvas.withPixels { pixels in
            guard pixels.count == canvas.stridePixels * panel.heightPixels else { return nil }
            return Frame(
                width: panel.widthPixels, height: panel.heightPixels, stride: canvas.stridePixels, pixels: Array(pixels))
        }
    }
}

extension LayoutFault {
    /// Whether something is not there at all; words that found no room are still to be read.
    fileprivate var isMissing: Bool {
        switch self {
        case .missingGlyphs, .missingIcon, .missingText: true
        case .doesNotFit: false
        }
    }
}

extension Guide {
    /// A guide that tells nothing: for words that are no texts of a guide.
    fileprivate static let nothing = Guide(
        version: "", builtOn: GuideDate(dayNumber: 0),
        site: Site(
            id: "", profile: .outreach, country: "", name: "", neutralName: "", languages: [.english], origins: [], stages: [],
            keyContacts: [], helpContacts: [], childContacts: [], rights: [], hours: [], signOff: "", slipWidth: 80))
}
