import Devices
import Glibc

/// The printer's cable: found, served, lost and found again.
extension LinuxPrinter {
    /// How often a printer that is not there is looked for.
    private static let betweenSearches = Duration.seconds(2)
    /// A printer of the network is called less and less often, up to this.
    private static let longestBetweenCalls = Duration.seconds(30)
    /// A printer that sends empty packets all the time is read from so often.
    private static let breath = Duration.milliseconds(100)
    /// What is shouted has left by then: ten bytes at 9,600 baud.
    private static let shoutTime = Duration.milliseconds(50)
    /// How much is written in one turn of the loop, so that answers come to their turn.
    private static let writesPerTurn = 16

    /// Opens the printer if it is there, and looks again later if it is not.
    func find() {
        guard port == nil else { return }
        search?.cancel()
        search = nil
        do {
            guard let found = try open() else { return searchLater() }
            failure = nil
            try take(found)
        } catch {
            failure = error
            searchLater()
        }
    }

    private func open() throws(SystemFailure) -> PrinterPort? {
        switch connection {
        case .usb(let place): try PrinterPort.openUsb(place)
        case .serial(let line): try PrinterPort.openSerial(line)
        case .network(let address, let port): try PrinterPort.openNetwork(address, port)
        }
    }

    private func take(_ found: PrinterPort) throws(SystemFailure) {
        try attend(found)
        if !found.isConnecting { act { $0.opened(at: $1) } }
    }

    private func attend(_ found: PrinterPort) throws(SystemFailure) {
        isReading = true
        let watch = try loop.watch(found.descriptor, for: found.isConnecting ? .writable : .readable) {
            [weak self] ready in self?.assumeIsolated { $0.serve(ready) }
        }
        port = found
        self.watch = watch
    }

    private func searchLater() {
        var delay = LinuxPrinter.betweenSearches
        if case .network = connection {
            failures += 1
            delay = min(.seconds(1 << min(failures, 5)), LinuxPrinter.longestBetweenCalls)
        }
        search = loop.after(delay) { [weak self] in self?.assumeIsolated { $0.find() } }
    }

    /// Closes the cable without a word to the session.
    func drop() {
        watch?.cancel()
        watch = nil
        breather?.cancel()
        breather = nil
        isShouting = false
        port = nil
    }

    private func lose() {
        drop()
        searchLater()
        act { $0.closed(at: $1) }
    }

    // MARK: Serving

    private func serve(_ ready: Readiness) {
        guard let port else { return }
        if port.isConnecting { return finishConnecting(port) }
        if ready.contains(.readable) { read() }
        // A cable that is gone can be told by nothing else.
        if self.port != nil, !ready.isDisjoint(with: [.hungUp, .failed]), !ready.contains(.readable) { return lose() }
        if ready.contains(.writable) { pump() }
    }

    private func finishConnecting(_ port: PrinterPort) {
        let number = port.connected()
        guard number == 0 else {
            failure = SystemFailure(doing: "connect to the printer", number: number)
            return lose()
        }
        failures = 0
        // A session that gave up a slip on the earlier connection goes on clearing on this one.
        act { $0.opened(at: $1) }
    }

    private func read() {
        guard let port else { return }
        switch port.read() {
        case .bytes(let bytes): act { $0.heard(bytes, at: $1) }
        case .nothing: break
        case .empty: takeBreath()
        case .deaf: isReading = false
        case .gone: lose()
        }
    }

    private func takeBreath() {
        isReading = false
        pump()
        breather = loop.after(LinuxPrinter.breath) { [weak self] in
            self?.assumeIsolated { printer in
                printer.isReading = true
                printer.pump()
            }
        }
    }

    /// Writes what there is room for, and asks to be told when there is more.
    func pump() {
        defer { setAlarm() }
        guard let port, !port.isConnecting else { return }
        var orders: [PrinterSession.Order] = []
        writing: for _ in 0..<LinuxPrinter.writesPerTurn where !session.output.isEmpty && !isShouting {
            switch port.write(session.output) {
            case .took(let count): orders += session.sent(count, at: loop.now)
            case .full: break writing
            case .gone: return lose()
            }
        }
        let wantsRoom = !session.output.isEmpty && !isShouting
        do {
            try watch?.change(to: [isReading ? .readable : [], wantsRoom ? .writable : []])
        } catch {
            failure = error
            return lose()
        }
        if !orders.isEmpty { act { _, _ in orders } }
    }

    // MARK: Taking back

    /// What the system has taken and not sent is taken back; these bytes are sent past everything that waits.
    func dropUnsent(shouting bytes: [UInt8]) {
        guard let port, !port.isConnecting else { return }
        switch port.kind {
        case .serial(let line): shout(bytes, on: line, port)
        case .usb: if !port.isReadyToWrite { reopen() }
        case .network: if !port.isAcknowledged { reconnect(port) }
        }
    }

    private func shout(_ bytes: [UInt8], on line: SerialLine, _ port: PrinterPort) {
        guard port.shout(bytes, on: line) else { return }
        isShouting = true
        breather = loop.after(LinuxPrinter.shoutTime) { [weak self] in
            self?.assumeIsolated { printer in
                printer.port?.restoreFlow()
                printer.isShouting = false
                printer.pump()
            }
        }
    }

    /// A request that hangs in the driver ends when the node is closed.
    private func reopen() {
        drop()
        do {
            guard let found = try open() else { return }
            if heedsUsbReset { found.resetUsb() }
            try attend(found)
        } catch {
            failure = error
        }
        if port == nil { lose() }
    }

    private func reconnect(_ port: PrinterPort) {
        port.endAtOnce()
        drop()
        do {
            let found = try open()
            if let found { try attend(found) }
        } catch {
            failure = error
        }
        if self.port == nil { lose() }
    }
}
