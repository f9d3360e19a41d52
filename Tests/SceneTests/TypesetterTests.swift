import Guide
import Proofs
import Testing

@testable import Scene

@Suite struct TypesetterTests {
    @Test(arguments: ["en", "ar", "km", "my"])
    func `what was forgotten is shaped again, alike`(tag: String) throws {
        try BundledFonts.require()
        let typesetter = Typesetter()
        let phrase = Phrase("12 سلام မင်္ဂလာ សួស្តី welcome", Language(tag))
        let first = typesetter.shape(phrase, TextStyle(5), width: 30, scale: 6)
        #expect(typesetter.words == [phrase.string])
        typesetter.forget()
        #expect(typesetter.words.isEmpty)
        let again = typesetter.shape(phrase, TextStyle(5), width: 30, scale: 6)
        // What somebody still holds outlives the letters of the typesetter.
        #expect(first !== again && first.lineHeights == again.lineHeights && first.width == again.width)
        #expect(first.missingGlyphs == 0 && first.left(ofByte: 3) == again.left(ofByte: 3))
    }
}
