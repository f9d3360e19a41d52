import Guide

/// The languages in which a synthesiser is fit to be listened to until a person has read the texts, and its voice for each.
///
/// Judged by the sounds that espeak-ng 1.51 writes down, not yet by native listeners. Left out: Arabic and Urdu, whose vowels are
/// not written; Thai, Burmese and Shan, which it mangles; Khmer, Lao and Filipino, which it lacks; Chinese, which it reads
/// from pinyin only; Swahili and Amharic, which nobody has judged.
public enum DraftVoice {
    /// By language, the name of the voice.
    public static let all: [Language: String] = [
        "en": "en", "bn": "bn", "hi": "hi", "ne": "ne", "ta": "ta", "si": "si", "vi": "vi", "id": "id", "ms": "ms",
    ].reduce(into: [:]) { $0[Language($1.key)] = $1.value }
}
