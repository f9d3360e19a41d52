extension PrinterSession {
    /// The system has taken so many bytes of ``output``.
    public mutating func sent(_ count: Int, at now: MonotonicTime) -> [Order] {
        let count = min(count, pending.count)
        guard count > 0 else { return [] }
        pending.removeFirst(count)
        if pendingIsJob { job?.send(count) }
        let start = max(now, cableFree)
        cableFree = start + (bytesPerSecond.map { Duration.seconds(Double(count) / Double($0)) } ?? .zero)
        guard pending.isEmpty else {
            if deadline != nil { deadline = cableFree + (step == .clearing ? Self.longestClearing : Self.longestStall) }
            return []
        }
        return outputDone(at: now)
    }

    /// Takes what came from the printer.
    public mutating func heard(_ bytes: some Sequence<UInt8>, at now: MonotonicTime) -> [Order] {
        var orders: [Order] = []
        for byte in bytes {
            guard step != .closed, let reply = decoder.receive(byte) else { continue }
            orders += take(reply, at: now)
        }
        return orders
    }

    /// Takes what the cable's own status says: evidence for when the printer is silent.
    public mutating func heard(portStatus: PrinterStatus) {
        self.portStatus = portStatus
    }

    /// Lets time pass; due at ``wake``, harmless at any other time.
    public mutating func tick(at now: MonotonicTime) -> [Order] {
        guard let deadline, deadline <= now else { return [] }
        self.deadline = nil
        switch step {
        case .closed: return []
        case .clearing: return stick(at: now)
        case .asking(let purpose): return silence(purpose, at: now)
        case .resting(let purpose): return askAgain(purpose, at: now)
        case .sending: return stop(silentStatus, at: now)
        case .pausing: return advance(at: now)
        case .settling: return beginRound(.end, at: now)
        case .idle: return beginRound(.look, at: now)
        }
    }

    // MARK: Sending

    private mutating func outputDone(at now: MonotonicTime) -> [Order] {
        switch step {
        case .clearing:
            isStuck = false
            return beginRound(.look, at: now)
        case .asking(let purpose):
            isStuck = false
            if let question = questions.first { decoder.asked(question) }
            deadline = cableFree + patience(purpose)
            return []
        case .sending: return advance(at: now)
        case .closed, .resting, .pausing, .settling, .idle: return []
        }
    }

    func patience(_ purpose: Purpose) -> Duration {
        purpose == .look ? profile.patience : max(profile.patience, Self.patienceWithinSlip)
    }

    /// The next step of the slip.
    mutating func advance(at now: MonotonicTime) -> [Order] {
        guard let next = job?.next() else { return rest(at: now) }
        switch next {
        case .send(let range):
            put(Array(job?.bytes[range] ?? []), isJob: true)
            return sending(at: now)
        case .remark(let bytes):
            put(bytes)
            return sending(at: now)
        case .pause(let time):
            step = .pausing
            deadline = max(now, cableFree) + time
        case .settle(let time):
            step = .settling
            deadline = max(now, cableFree) + time
        case .ask: return beginRound(.between, at: now)
        case .askAtEnd: return beginRound(.end, at: now)
        }
        return []
    }

    private mutating func sending(at now: MonotonicTime) -> [Order] {
        step = .sending
        deadline = max(now, cableFree) + Self.longestStall
        return []
    }

    /// Nothing to do until the next look.
    mutating func rest(at now: MonotonicTime) -> [Order] {
        step = .idle
        pending = []
        deadline = now + Self.betweenLooks
        return []
    }
}
