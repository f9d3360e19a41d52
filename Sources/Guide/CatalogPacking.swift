/// Puts the texts of many languages together so that they need little memory: their letters stand one after another in one
/// piece for each language, and the ids are kept once for all.
///
/// A table of strings for each language takes three times as much: most of it headers, spare places and ids said again.
public struct CatalogPacking {
    private var numbers: [TextID: Int] = [:]
    private var languages: [Language: Letters] = [:]

    private struct Letters {
        var bytes: [UInt8] = []
        /// By the number of the id.
        var places: [PackedTexts.Place] = []
        var count = 0

        mutating func add(_ text: Text, at number: Int) {
            while places.count <= number { places.append(.missing) }
            let start = bytes.count
            bytes.append(contentsOf: text.string.utf8)
            places[number] = PackedTexts.Place(start: UInt32(start), length: UInt32(bytes.count - start), isDraft: text.isDraft)
            count += 1
        }
    }

    public init() {}

    /// An id is given at most once in a language.
    public mutating func add(_ text: Text, as id: TextID, in language: Language) {
        let number = numbers[id] ?? numbers.count
        if number == numbers.count { numbers[id] = number }
        languages[language, default: Letters()].add(text, at: number)
    }

    /// What was added, by language.
    public var catalogs: [Language: Catalog] {
        languages.keys.reduce(into: [:]) { catalogs, language in
            catalogs[language] = packed(language).map { Catalog(language: language, packed: $0) }
        }
    }

    /// `nil`: nothing was added in the language.
    func packed(_ language: Language) -> PackedTexts? {
        languages[language].map {
            PackedTexts(numbers: numbers, places: $0.places.trimmed, bytes: $0.bytes.trimmed, count: $0.count)
        }
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
