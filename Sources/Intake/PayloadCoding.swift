extension Payload {
    /// The payload as bytes, filled up with zeros to one size.
    ///
    /// Answers that are only counted, and answers to questions that are no longer asked, are left out.
    ///
    /// - Throws: ``PayloadError`` if an answer does not belong to the form or the size is too small.
    public func encode(form: Form, padded size: Int = Payload.size) throws(PayloadError) -> [UInt8] {
        guard (1...65_535).contains(form.version) else { throw .otherForm(version: form.version, expected: 1) }
        guard Payload.isTag(language) else { throw .badLanguage }
        var bytes: [UInt8] = [Payload.version, UInt8(form.version >> 8), UInt8(form.version & 0xFF)]
        bytes += week.map { [UInt8($0.year - 2000), UInt8($0.week)] } ?? [0, 0]
        bytes.append(UInt8(language.utf8.count))
        bytes += language.utf8
        let answered = form.questions
            .filter { $0.isSealed && $0.optionsFrom == .form && form.isAsked($0, given: answers) }
            .filter { !answers[$0.id].isEmpty }
            .sorted { $0.number < $1.number }
        bytes.append(UInt8(clamping: answered.count))
        for question in answered {
            bytes += [UInt8(clamping: question.number), UInt8(clamping: answers[question.id].count)]
            bytes += try numbers(of: answers[question.id], in: question)
        }
        guard bytes.count <= size else { throw .tooLong(found: bytes.count, most: size) }
        return bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    private func numbers(
        of chosen: [Question.Option.ID], in question: Question
    ) throws(PayloadError) -> [UInt8] {
        guard chosen.count <= question.limit else { throw .badChoice }
        var numbers: [UInt8] = []
        for id in chosen {
            guard let option = question[id] else { throw .unknownOption }
            numbers.append(UInt8(clamping: option.number))
        }
        return numbers
    }

    /// Which form the bytes must be read with.
    ///
    /// - Throws: ``PayloadError`` if these are not the first bytes of a payload.
    public static func formVersion(of bytes: [UInt8]) throws(PayloadError) -> Int {
        guard bytes.count >= 3 else { throw .endsTooSoon }
        guard bytes[0] == version else { throw .unknownVersion(bytes[0]) }
        return Int(bytes[1]) << 8 | Int(bytes[2])
    }

    /// Reads what ``encode(form:padded:)`` wrote, and nothing else: whatever is unknown, repeated, out of order or left
    /// over is refused.
    ///
    /// - Throws: ``PayloadError``, which never says what was answered.
    public static func decode(
        _ bytes: [UInt8], form: Form, padded size: Int = Payload.size
    ) throws(PayloadError) -> Payload {
        guard bytes.count == size else { throw .wrongSize(found: bytes.count, expected: size) }
        let formVersion = try formVersion(of: bytes)
        guard formVersion == form.version else { throw .otherForm(version: form.version, expected: formVersion) }
        var reader = PayloadReader(bytes: bytes[3...])
        let week = try reader.week()
        let language = try reader.language()
        let answers = try reader.answers(form)
        guard reader.bytes.allSatisfy({ $0 == 0 }) else { throw .badPadding }
        for question in form.questions where !answers[question.id].isEmpty {
            guard form.isAsked(question, given: answers) else { throw .unknownQuestion }
        }
        return Payload(week: week, language: language, answers: answers)
    }
}

/// Takes a payload apart from its front.
private struct PayloadReader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() throws(PayloadError) -> UInt8 {
        guard let byte = bytes.popFirst() else { throw .endsTooSoon }
        return byte
    }

    mutating func bytes(_ count: Int) throws(PayloadError) -> ArraySlice<UInt8> {
        guard bytes.count >= count else { throw .endsTooSoon }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    mutating func week() throws(PayloadError) -> ISOWeek? {
        let (year, week) = (try byte(), try byte())
        if year == 0, week == 0 { return nil }
        guard let known = ISOWeek(year: 2000 + Int(year), week: Int(week)) else { throw .badWeek }
        return known
    }

    mutating func language() throws(PayloadError) -> String {
        let count = Int(try byte())
        guard Payload.languageLengths.contains(count) else { throw .badLanguage }
        let language = String(decoding: try bytes(count), as: UTF8.self)
        guard Payload.isTag(language) else { throw .badLanguage }
        return language
    }

    mutating func answers(_ form: Form) throws(PayloadError) -> Answers {
        var answers = Answers()
        var last = 0
        for _ in 0..<(try byte()) {
            let number = Int(try byte())
            guard number > last else { throw .badOrder }
            last = number
            guard
                let question = form.questions.first(where: {
                    $0.number == number && $0.isSealed && $0.optionsFrom == .form
                })
            else { throw .unknownQuestion }
            try choose(in: question, of: &answers)
        }
        return answers
    }

    private mutating func choose(in question: Question, of answers: inout Answers) throws(PayloadError) {
        let count = Int(try byte())
        guard count >= 1, count <= question.limit else { throw .badChoice }
        for number in try bytes(count) {
            guard let option = question.options.first(where: { $0.number == Int(number) }) else { throw .unknownOption }
            guard !answers.contains(option.id, of: question.id) else { throw .badChoice }
            answers.choose(option.id, of: question)
        }
    }
}
