extension String {
    /// What a text says without how it is set: its letters, marks and digits, with the marks of placeholders.
    ///
    /// Two texts with the same essence differ in spaces, capitals or punctuation only, so that a translation of the one is a
    /// translation of the other. A question and a statement differ.
    var essence: String {
        String(lowercased().filter { $0.isLetter || $0.isNumber || "{}?%+".contains($0) })
    }
}
