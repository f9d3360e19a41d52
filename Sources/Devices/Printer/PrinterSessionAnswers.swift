extension PrinterSession {
    // MARK: Asking

    mutating func beginRound(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        tries = 0
        return ask(round(purpose), for: purpose, at: now)
    }

    private mutating func ask(_ round: [PrinterQuestion], for purpose: Purpose, at now: MonotonicTime) -> [Order] {
        questions = round
        heard = []
        return askNext(purpose, at: now)
    }

    /// Within a slip one question does, unless the printer's buffer has to be waited for.
    private func round(_ purpose: Purpose) -> [PrinterQuestion] {
        let inOrder: [PrinterQuestion] = profile.questions.contains(.inOrder) ? [.inOrder] : []
        switch purpose {
        case .look: return everything.isEmpty ? inOrder : everything
        case .between: return isPaced && !inOrder.isEmpty || everything.isEmpty ? inOrder : [.realTime(.printer)]
        case .end: return inOrder + everything
        }
    }

    private var everything: [PrinterQuestion] {
        profile.questions.contains(.realTime) ? StatusRequest.allCases.map { .realTime($0) } : []
    }

    private mutating func askNext(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        step = .asking(purpose)
        guard let question = questions.first else { return mute(purpose, at: now) }
        put(question.bytes)
        deadline = max(now, cableFree) + Self.longestStall
        return []
    }

    mutating func askAgain(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        ask(round(purpose), for: purpose, at: now)
    }

    // MARK: Hearing

    mutating func take(_ reply: PrinterReply, at now: MonotonicTime) -> [Order] {
        switch reply {
        case .stray: return []
        case .rubbish: return doubt(at: now)
        // One that never tells by itself is no printer, or another one.
        case .told where !profile.questions.contains(.automatic): return doubt(at: now)
        case .told(let told):
            // As long as it takes nothing, what it says of itself is only half of the truth.
            let status = isStuck ? told.subtracting(.ready).union(.unknown) : told
            let news = learn(status)
            return isPrinting && !status.canPrint ? news + stop(status, at: now) : news
        case .answer(_, let status):
            guard case .asking(let purpose) = step, pending.isEmpty else { return [] }
            if status.contains(.unknown) { return doubt(at: now) }
            portStatus = []
            heard.formUnion(status)
            questions.removeFirst()
            return questions.isEmpty ? endRound(purpose, at: now) : askNext(purpose, at: now)
        }
    }

    /// Whether some of a slip may be on the paper.
    private var isPrinting: Bool { job.map { $0.sent > 0 } ?? false }

    private mutating func endRound(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        let status = heard.judged
        deadline = nil
        switch purpose {
        case .look: return endLook(status, at: now)
        case .between:
            job?.confirm()
            if status.canPrint { return advance(at: now) }
            // Only one question was asked: the others tell why.
            if round(.between) == [.realTime(.printer)], heard == .offline, tries == 0 {
                tries = 1
                return ask(everything, for: .between, at: now)
            }
            return learn(status) + stop(status, at: now)
        case .end:
            job?.confirm()
            let news = learn(status)
            guard status.canPrint else { return news + stop(status, at: now) }
            job = nil
            return news + [.finished(nil)] + rest(at: now)
        }
    }

    /// An answer tells that what was sent before the question has arrived, and so that a torso is cleared.
    private mutating func endLook(_ status: PrinterStatus, at now: MonotonicTime) -> [Order] {
        var orders = learn(status) + answered()
        if !status.contains(.unknown) {
            torso = nil
            mayHoldTorso = false
        }
        if isClearing { orders.append(.cleared) }
        isClearing = false
        guard job != nil else { return orders + rest(at: now) }
        guard status.canPrint, torso == nil else {
            job = nil
            return orders + [.finished(.notReady(status))] + rest(at: now)
        }
        return orders + advance(at: now)
    }

    // MARK: Silence

    mutating func doubt(at now: MonotonicTime) -> [Order] {
        switch step {
        case .asking(let purpose) where pending.isEmpty: return retry(purpose, at: now)
        case .idle:
            // Asked again soon; a printer that talks rubbish all the time is not asked more often for it.
            deadline = min(deadline ?? now + Self.rest, now + Self.rest)
            return learn(.unknown)
        default: return []
        }
    }

    mutating func silence(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        guard pending.isEmpty else { return purpose == .look ? stick(at: now) : stop(silentStatus, at: now) }
        // Within a slip the patience was long enough for any printer.
        return purpose == .look ? retry(purpose, at: now) : mute(purpose, at: now)
    }

    private mutating func retry(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        tries += 1
        guard tries < Self.mostTries else { return mute(purpose, at: now) }
        decoder.giveUp()
        step = .resting(purpose)
        deadline = now + Self.rest
        return []
    }

    /// It did not answer, or not in its language.
    private mutating func mute(_ purpose: Purpose, at now: MonotonicTime) -> [Order] {
        decoder.giveUp()
        questions = []
        let status = silentStatus
        return purpose == .look ? endLook(status, at: now) : learn(status) + stop(status, at: now)
    }

    var silentStatus: PrinterStatus {
        let status = portStatus.union(.unknown)
        return profile.quirks.isSilentOffline ? status.union(.offline) : status
    }

    /// What waits for the cable goes on waiting, but nobody else does.
    mutating func stick(at now: MonotonicTime) -> [Order] {
        isStuck = true
        deadline = nil
        let failed = job
        job = nil
        let news = learn(silentStatus) + answered() + (isClearing ? [.cleared] : [])
        return news + (failed == nil ? [] : [.finished(.notReady(status))])
    }

    // MARK: Giving up

    /// The slip is void: what is left of it must not come out with the next paper.
    mutating func stop(_ status: PrinterStatus, at now: MonotonicTime) -> [Order] {
        guard let failed = job else { return rest(at: now) }
        job = nil
        guard let rest = failed.torso else {
            return learn(status) + [.finished(.notReady(status))] + self.rest(at: now)
        }
        torso = rest
        return learn(status) + [.finished(.stopped(status))] + clear(at: now)
    }

    mutating func clear(at now: MonotonicTime) -> [Order] {
        guard let torso else { return rest(at: now) }
        decoder.giveUp()
        put(forgetting(torso))
        step = .clearing
        isClearing = true
        cableFree = now
        deadline = now + Self.longestClearing
        return [.dropUnsent(shout: profile.clearing.request)]
    }
}
