/// Puts the texts of many languages together so that they need little memory: their letters stand one after another in one
/// piece for each language, and the ids are kept once for all.
///
/// A table of strings for each language takes three times as much: most of it headers, spare places and ids said again.
public struct CatalogPacking {
    private var numbers: [TextID: Int] = [:]
    private var languages: [Letters] = []
    /// The last id that was added, and its number: texts that come id by id are looked up once for all languages.
    private var last: (id: TextID, number: Int)?
    /// Where the next language is looked for first: they come in the same order for each id.
    private var next = 0

    private struct Letters {
        let language: Language
        var bytes: [UInt8] = []
        /// By the number of the id.
        var places: [PackedTexts.Place] = []
        var count = 0

        mutating func add(_ string: some Collection<UInt8>, isDraft: Bool, at number: Int) {
            while places.count <= number { places.append(.missing) }
            places[number] = PackedTexts.Place(
                start: UInt32(bytes.count), length: UInt32(string.count), isDraft: isDraft)
            bytes.append(contentsOf: string)
            count += 1
        }
    }

    public init() {}

    /// `string` is UTF-8. An id is given at most once in a language; quickest id by id, each in the same order of languages.
    public mutating func add(_ string: some Collection<UInt8>, isDraft: Bool, as id: TextID, in language: Language) {
        let number = number(of: id)
        languages[place(of: language)].add(string, isDraft: isDraft, at: number)
    }

    /// What was added, by language.
    public var catalogs: [Language: Catalog] {
        languages.reduce(into: [:]) { catalogs, letters in
            catalogs[letters.language] = Catalog(language: letters.language, packed: packed(letters))
        }
    }

    /// `nil`: nothing was added in the language.
    func packed(_ language: Language) -> PackedTexts? { languages.first { $0.language == language }.map(packed) }

    private func packed(_ letters: Letters) -> PackedTexts {
        PackedTexts(numbers: numbers, places: letters.places.trimmed, bytes: letters.bytes.trimmed, count: letters.count)
    }

    private mutating func number(of id: TextID) -> Int {
        if let last, last.id == id { return last.number }
        let number = numbers[id] ?? numbers.count
        if number == numbers.count { numbers[id] = number }
        last = (id, number)
        return number
    }

    private mutating func place(of language: Language) -> Int {
        if next >= languages.count || languages[next].language != language {
            next = languages.firstIndex { $0.language == language } ?? languages.count
            if next == languages.count { languages.append(Letters(language: language)) }
        }
        defer { next = next + 1 < languages.count ? next + 1 : 0 }
        return next
    }
}

extension Array {
    /// The same without the room to grow into. An array made of another one, or of the whole of a slice, shares its memory.
    fileprivate var trimmed: [Element] { withUnsafeBufferPointer { Array($0) } }
}

/// The texts of one language in one piece of memory; each is made a string when it is asked for.
struct PackedTexts: Sendable {
    struct Place: Sendable {
        var start: UInt32
        private var lengthAndDraft: UInt32

        init(start: UInt32, length: UInt32, isDraft: Bool) {
            (self.start, lengthAndDraft) = (start, length << 1 | (isDraft ? 1 : 0))
        }

        private init() { (start, lengthAndDraft) = (.max, 0) }

        /// The language has no such text.
        static let missing = Place()

        var isMissing: Bool { start == .max }
        var isDraft: Bool { lengthAndDraft & 1 == 1 }
        var range: Range<Int> { Int(start)..<Int(start) + Int(lengthAndDraft >> 1) }
    }

    /// One table for all languages of a guide.
    let numbers: [TextID: Int]
    let places: [Place]
    let bytes: [UInt8]
    let count: Int

    var ids: [TextID] { numbers.keys.filter(has) }

    func has(_ id: TextID) -> Bool { place(id) != nil }

    subscript(id: TextID) -> Text? {
        place(id).map { Text(String(decoding: bytes[$0.range], as: UTF8.self), isDraft: $0.isDraft) }
    }

    var unpacked: [TextID: Text] {
        numbers.keys.reduce(into: [:]) { texts, id in texts[id] = self[id] }
    }

    private func place(_ id: TextID) -> Place? {
        guard let number = numbers[id], number < places.count, !places[number].isMissing else { return nil }
        return places[number]
    }
}
