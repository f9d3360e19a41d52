import Guide

/// Words on a page before the language is known: a text by its id, or something that is the same in every language.
public indirect enum Words: Hashable, Sendable {
    /// A text of the catalogue; `{name}` in it is replaced by the argument of that name.
    case text(TextID, [String: Words] = [:])
    /// A phone number, a code, a date: Latin digits, isolated from the direction of the text around it.
    case digits(String)
    /// A name that is not translated: a site, a book.
    case name(String)
    /// A text in a fixed language, whatever the visitor chose: an autonym, a sentence to show to staff.
    case foreign(TextID, Language)
    /// The name of a language in itself.
    case autonym(Language)
    /// The greeting of a language in itself.
    case greeting(Language)
    /// Several, in one line, with a separator that needs no translation.
    case list([Words])
    /// The first, and what it stands for after a colon: a label and its value.
    case labelled(Words, Words)

    public static func ui(_ name: String, _ arguments: [String: Words] = [:]) -> Words {
        .text(TextID("ui.\(name)"), arguments)
    }

    public static func count(_ number: Int) -> Words { .digits(String(number)) }
}
