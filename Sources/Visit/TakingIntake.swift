import Guide
import Intake

/// Talk to a counsellor: the notice, the questions, and the number at the end.
extension Turn {
    mutating func takeIntake(_ action: Action) {
        switch action {
        case .talk:
            session.isSafePath = false
            go(to: session.isUnderAge ? .underAge : model.machine.counsellors == .notToday ? .closed : .notice)
        case .talkThoughClosed: go(to: .notice)
        case .agree: agree()
        case .decline: goHome()
        case .choose(let question, let option): choose(option, of: question)
        case .next, .skip: forward(skipping: action == .skip)
        case .plan(let isWanted): isWanted ? go(to: .planQuestion(0)) : save()
        default: break
        }
    }

    var form: Form {
        handbook.form.filled(languages: guide.site.languages.map(\.tag), countries: guide.site.origins)
    }

    private mutating func agree() {
        guard session.page == .notice else { return }
        guard !session.isUnderAge else { return go(to: .underAge, remember: false) }
        guard model.machine.canSave else { return go(to: .notSaved) }
        guard session.isSafePath else { return go(to: .question(0)) }
        if let needs = form["needs"] { session.answers.choose("safety", of: needs) }
        save()
    }

    private mutating func choose(_ option: Question.Option.ID, of id: Question.ID) {
        guard let question = form[id], asked.contains(where: { $0.id == id }) else { return }
        session.answers.touch(option, of: question)
        session.answers.dropUnasked(in: form)
        // One tap answers a page that asks for one thing; "next" is for the others.
        if asked.count == 1, question.kind == .one, session.answers.contains(option, of: id) { forward(skipping: false) }
    }

    /// The questions on the page in sight.
    private var asked: [Question] {
        switch session.page {
        case .question(let index): questions(.request, at: index)
        case .planQuestion(let index): questions(.statistics, at: index)
        default: []
        }
    }

    private func questions(_ part: Form.Part, at index: Int) -> [Question] {
        let pages = form.pages(of: part, given: session.answers)
        return pages.indices.contains(index) ? pages[index].questions : []
    }

    private mutating func forward(skipping: Bool) {
        if skipping { for question in asked { session.answers.skip(question.id) } }
        switch session.page {
        case .question(let index):
            let next = index + 1
            questions(.request, at: next).isEmpty ? afterQuestions() : go(to: .question(next))
        case .planQuestion(let index):
            let next = index + 1
            questions(.statistics, at: next).isEmpty ? save() : go(to: .planQuestion(next))
        default: break
        }
    }

    private mutating func afterQuestions() {
        form.pages(of: .statistics, given: session.answers).isEmpty ? save() : go(to: .planOffer)
    }

    /// Going back must not lead into questions that were answered already: the trail ends here.
    mutating func save() {
        session.trail = []
        session.codeSince = nil
        go(to: .saving, remember: false)
        effects.append(.save(model.visit, session.answers, language))
    }

    mutating func answered(_ answer: Event.Answer, for visit: VisitNumber) {
        guard visit == model.visit else { return answeredTooLate(answer) }
        if session.page.isStaff {
            attend(answer)
            session.lastTouch = now
            return
        }
        switch answer {
        case .saved(let ticket): if session.page == .saving { issued(ticket) }
        case .couldNotSave: if session.page == .saving { go(to: .notSaved, remember: false) }
        case .printed(let kind):
            count(.slipPrinted)
            if session.page == .printing(kind) { go(to: .didItComeOut(kind), remember: false) }
        case .couldNotPrint(let kind): couldNotPrint(kind)
        case .lookedUp(let state): if session.entry.outcome == .looking { tell(state) }
        case .pin, .calibrated: break
        }
        session.lastTouch = now
    }

    /// A number that nobody has seen is taken back, as is a setting that nobody can confirm; whatever else comes too late is nobody's.
    private mutating func answeredTooLate(_ answer: Event.Answer) {
        switch answer {
        case .saved(let ticket): effects.append(.void(ticket.lookup))
        case .calibrated(true): effects.append(.dropCalibration)
        default: break
        }
    }

    private mutating func issued(_ ticket: Ticket) {
        session.ticket = ticket
        effects.append(.shown(ticket.lookup))
        countAnswers()
        session.codeSince = now
        go(to: .code, remember: false)
    }
}
