/// All texts of one language.
public struct Catalog: Sendable {
    public let language: Language
    private var storage: Storage

    private enum Storage: Sendable {
        /// While a guide is being made.
        case loose([TextID: Text])
        /// As a kiosk keeps it.
        case packed(PackedTexts)
    }

    public init(language: Language, texts: [TextID: Text] = [:]) {
        (self.language, storage) = (language, .loose(texts))
    }

    init(language: Language, packed: PackedTexts) {
        (self.language, storage) = (language, .packed(packed))
    }

    public var count: Int {
        switch storage {
        case .loose(let texts): texts.count
        case .packed(let texts): texts.count
        }
    }

    public var ids: [TextID] {
        switch storage {
        case .loose(let texts): Array(texts.keys)
        case .packed(let texts): texts.ids
        }
    }

    /// Whether there is a text, without reading it.
    public func has(_ id: TextID) -> Bool {
        switch storage {
        case .loose(let texts): texts[id] != nil
        case .packed(let texts): texts.has(id)
        }
    }

    /// Changing a text of a packed catalog unpacks all of it.
    public subscript(id: TextID) -> Text? {
        get {
            switch storage {
            case .loose(let texts): texts[id]
            case .packed(let texts): texts[id]
            }
        }
        set {
            if case .packed(let texts) = storage { storage = .loose(texts.unpacked) }
            guard case .loose(var texts) = storage else { return }
            storage = .loose([:])  // so that the table is changed where it lies
            texts[id] = newValue
            storage = .loose(texts)
        }
    }
}

extension Catalog: Equatable {
    /// The same texts in the same language, however they are kept.
    public static func == (a: Catalog, b: Catalog) -> Bool {
        a.language == b.language && a.count == b.count && a.ids.allSatisfy { a[$0] == b[$0] }
    }
}
