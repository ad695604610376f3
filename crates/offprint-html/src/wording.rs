//! The few words that a fragment says of its own.

use offprint_core::Language;

/// What stands for a picture of which nothing is known but that it is one, in this language; English where the word is
/// not known.
pub fn picture_label(language: &Language) -> &'static str {
    match language.primary() {
        "ar" => "صورة",
        "bg" | "ru" => "Изображение",
        "bn" => "ছবি",
        "ca" => "Imatge",
        "cs" => "Obrázek",
        "da" => "Billede",
        "de" => "Bild",
        "el" => "Εικόνα",
        "es" => "Imagen",
        "et" => "Pilt",
        "eu" => "Irudia",
        "fa" | "ur" => "تصویر",
        "fi" => "Kuva",
        "fr" => "Image",
        "gl" => "Imaxe",
        "he" | "iw" => "תמונה",
        "hi" => "चित्र",
        "hr" | "sl" => "Slika",
        "hu" => "Kép",
        "id" | "ms" => "Gambar",
        "it" => "Immagine",
        "ja" => "画像",
        "ko" => "그림",
        "lt" => "Paveikslėlis",
        "lv" => "Attēls",
        "nb" | "nn" | "no" => "Bilde",
        "nl" => "Afbeelding",
        "pl" => "Obraz",
        "pt" => "Imagem",
        "ro" => "Imagine",
        "sk" => "Obrázok",
        "sr" => "Слика",
        "sv" => "Bild",
        "ta" => "படம்",
        "th" => "ภาพ",
        "tr" => "Görsel",
        "uk" => "Зображення",
        "vi" => "Hình",
        "zh" => "图片",
        _ => "Picture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_the_languages() {
        let label = |tag: &str| picture_label(&Language::parse(tag).unwrap());
        assert_eq!(["en-GB", "de-AT", "fr", "xx"].map(label), ["Picture", "Bild", "Image", "Picture"]);
    }
}
