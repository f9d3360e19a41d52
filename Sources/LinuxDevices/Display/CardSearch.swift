import CDRM
import Devices
import Glibc

/// Looks for the card and the socket of the kiosk's panel.
///
/// Asking a panel can take a while, so this runs off the loop.
struct CardSearch: Sendable {
    let panel: Panel
    let options: DisplayOptions
    /// The card that is open already; it is asked first and kept open, so that no other picture comes on the glass.
    let known: Card?
    /// Whether panels themselves are asked, or only the kernel what it knows of them.
    let isProbing: Bool

    /// What was found.
    enum Outcome: Sendable {
        /// A panel that can be driven.
        case found(PanelSocket)
        /// None; the card, if any, stays open.
        case nothing(DisplayStatus, keeping: Card?)
    }

    /// Asks one card after the other.
    @concurrent func run() async -> Outcome {
        var outcome = Outcome.nothing(.noCard, keeping: nil)
        for path in paths {
            let result = examine(path)
            if case .found = result { return result }
            outcome = outcome.preferring(result)
        }
        return outcome
    }

    private var paths: [String] {
        let all = options.card.map { [$0] } ?? Card.all()
        guard let known, all.contains(known.path) else { return all }
        return [known.path] + all.filter { $0 != known.path }
    }

    private func examine(_ path: String) -> Outcome {
        do throws(SystemFailure) {
            let card = try path == known?.path ? refreshed(path) : Card(opening: path, drawing: options.drawing)
            return try examine(card)
        } catch {
            return .nothing(error.number == ENOENT ? .noCard : .refused(doing: error.doing, number: error.number), keeping: nil)
        }
    }

    /// The card that is open already, or the one that took its place when that one was pulled.
    private func refreshed(_ path: String) throws(SystemFailure) -> Card {
        // One that answers nothing any more was pulled: it is opened anew.
        if let known, let parts = try? known.parts(), !parts.connectors.isEmpty { return known }
        return try Card(opening: path, drawing: options.drawing)
    }

    private func examine(_ card: Card) throws(SystemFailure) -> Outcome {
        let parts = try card.parts()
        let isOurs = card.takeOver()
        let connectors = parts.connectors.compactMap { Connector($0, of: card, probing: isProbing) }
        let wanted = connectors.filter { options.connector == nil || $0.name == options.connector }
        guard !wanted.isEmpty else {
            let status = options.connector.map { DisplayStatus.noConnector(wanted: $0, present: connectors.map(\.name)) }
            return .nothing(status ?? .noCard, keeping: nil)
        }
        let connected = wanted.filter(\.isConnected)
        guard let first = connected.first else { return .nothing(.unplugged, keeping: isOurs ? card : nil) }
        guard isOurs else { return .nothing(.inUse(card: card.path), keeping: nil) }
        let sockets = connected.compactMap { PanelSocket(card, $0, of: connectors, scanouts: parts.scanouts, for: self) }
        guard let best = sockets.first(where: \.isExact) ?? sockets.first else {
            return .nothing(.noModes(connector: first.name), keeping: card)
        }
        return .found(best)
    }
}

extension CardSearch.Outcome {
    /// Of two cards without a panel the one that is nearer to having one.
    fileprivate func preferring(_ other: CardSearch.Outcome) -> CardSearch.Outcome {
        guard case .nothing(let mine, let myCard) = self, case .nothing(let theirs, let theirCard) = other else {
            return self
        }
        return theirs.nearness > mine.nearness
            ? .nothing(theirs, keeping: theirCard ?? myCard) : .nothing(mine, keeping: myCard ?? theirCard)
    }
}

extension DisplayStatus {
    fileprivate var nearness: Int {
        switch self {
        case .noCard, .starting, .finished: 0
        case .refused: 1
        case .noConnector: 2
        case .unplugged: 3
        case .noModes: 4
        case .inUse: 5
        case .connected: 6
        }
    }
}

/// A socket with a panel, and how the panel is to be driven.
struct PanelSocket: Sendable {
    let card: Card
    let connector: Connector
    /// The kernel's number of the scanout, and its place in the card's list.
    let scanout: (id: UInt32, index: Int)
    let mode: DisplayMode
    let timing: drmModeModeInfo
    let isExact: Bool

    /// Nil when the panel has no mode, or nothing can drive it.
    fileprivate init?(
        _ card: Card, _ connector: Connector, of all: [Connector], scanouts: [UInt32], for search: CardSearch
    ) {
        guard let best = DisplayMode.best(of: connector.modes, for: search.panel, turn: search.options.turn) else { return nil }
        let possible = connector.possibleScanouts.filter { scanouts.indices.contains($0) }
        let busy = Set(all.filter { $0.id != connector.id }.map(\.scanout))
        // The one that drives it now: the picture of the boot splash stays until ours comes.
        let index =
            possible.first { scanouts[$0] == connector.scanout } ?? possible.first { !busy.contains(scanouts[$0]) }
            ?? possible.first
        guard let index else { return nil }
        self.card = card
        self.connector = connector
        scanout = (scanouts[index], index)
        mode = connector.modes[best]
        timing = connector.timings[best]
        isExact = mode.isExact(for: search.panel, turn: search.options.turn)
    }
}
