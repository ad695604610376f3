//! The few words that the pages say of their own, in the reader's language.

use offprint_core::DateTime;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// Above the list of posts.
    pub(crate) contents: &'static str,
    /// Above notes that could not stand at the foot of their page.
    pub(crate) notes: &'static str,
    pub(crate) audio: &'static str,
    pub(crate) video: &'static str,
    pub(crate) file: &'static str,
    /// Before the address of a picture that is not at hand.
    pub(crate) picture: &'static str,
    months: Option<[&'static str; 12]>,
    /// Quotation marks.
    pub(crate) quotes: (&'static str, &'static str),
}

const ENGLISH: Words = Words {
    contents: "Contents",
    notes: "Notes",
    audio: "Audio",
    video: "Video",
    file: "File",
    picture: "Picture",
    months: Some([
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]),
    quotes: ("\u{201c}", "\u{201d}"),
};

/// The words for a language tag; English for a language that is not here.
pub(crate) fn words(language: &str) -> Words {
    let latin = |contents, notes, audio, video, file, picture, months, quotes| Words {
        contents,
        notes,
        audio,
        video,
        file,
        picture,
        months: Some(months),
        quotes,
    };
    let other = |contents, notes, audio, video, file, picture, quotes| Words {
        contents,
        notes,
        audio,
        video,
        file,
        picture,
        months: None,
        quotes,
    };
    match language.split('-').next().unwrap_or_default() {
        "de" => latin(
            "Inhalt",
            "Anmerkungen",
            "Audio",
            "Video",
            "Datei",
            "Bild",
            GERMAN,
            ("\u{201e}", "\u{201c}"),
        ),
        "fr" => {
            latin("Sommaire", "Notes", "Audio", "Vidéo", "Fichier", "Image", FRENCH, ("«\u{a0}", "\u{a0}»"))
        }
        "es" => latin("Índice", "Notas", "Audio", "Vídeo", "Archivo", "Imagen", SPANISH, ("«", "»")),
        "it" => latin("Indice", "Note", "Audio", "Video", "File", "Immagine", ITALIAN, ("«", "»")),
        "pt" => latin(
            "Sumário",
            "Notas",
            "Áudio",
            "Vídeo",
            "Ficheiro",
            "Imagem",
            PORTUGUESE,
            ("\u{201c}", "\u{201d}"),
        ),
        "nl" => {
            latin("Inhoud", "Noten", "Audio", "Video", "Bestand", "Beeld", DUTCH, ("\u{2018}", "\u{2019}"))
        }
        "pl" => {
            other("Spis treści", "Przypisy", "Dźwięk", "Wideo", "Plik", "Obraz", ("\u{201e}", "\u{201d}"))
        }
        "ru" => other("Содержание", "Примечания", "Аудио", "Видео", "Файл", "Изображение", ("«", "»")),
        "uk" => other("Зміст", "Примітки", "Аудіо", "Відео", "Файл", "Зображення", ("«", "»")),
        "el" => other("Περιεχόμενα", "Σημειώσεις", "Ήχος", "Βίντεο", "Αρχείο", "Εικόνα", ("«", "»")),
        "tr" => other("İçindekiler", "Notlar", "Ses", "Video", "Dosya", "Görsel", ("\u{201c}", "\u{201d}")),
        "ja" => other("目次", "注", "音声", "動画", "ファイル", "画像", ("「", "」")),
        "zh" => other("目录", "注释", "音频", "视频", "文件", "图片", ("\u{201c}", "\u{201d}")),
        "ko" => other("차례", "주", "오디오", "동영상", "파일", "그림", ("\u{201c}", "\u{201d}")),
        "ar" => other("المحتويات", "الحواشي", "صوت", "فيديو", "ملف", "صورة", ("«", "»")),
        "he" => other("תוכן העניינים", "הערות", "שמע", "וידאו", "קובץ", "תמונה", ("\u{201d}", "\u{201d}")),
        "fa" => other("فهرست", "یادداشت‌ها", "صدا", "ویدیو", "پرونده", "تصویر", ("«", "»")),
        "hi" => other("विषय-सूची", "टिप्पणियाँ", "ऑडियो", "वीडियो", "फ़ाइल", "चित्र", ("\u{201c}", "\u{201d}")),
        "th" => other("สารบัญ", "หมายเหตุ", "เสียง", "วิดีโอ", "ไฟล์", "ภาพ", ("\u{201c}", "\u{201d}")),
        "vi" => other("Mục lục", "Chú thích", "Âm thanh", "Video", "Tệp", "Hình", ("\u{201c}", "\u{201d}")),
        _ => ENGLISH,
    }
}

/// Above the list of where the posts came from.
pub(crate) fn sources(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "de" => "Quellen",
        "es" => "Fuentes",
        "it" => "Fonti",
        "pt" => "Fontes",
        "nl" => "Bronnen",
        "pl" => "Źródła",
        "ru" => "Источники",
        "uk" => "Джерела",
        "el" => "Πηγές",
        "tr" => "Kaynaklar",
        "ja" => "出典",
        "zh" => "出处",
        "ko" => "출처",
        "ar" => "المصادر",
        "he" => "מקורות",
        "fa" => "منابع",
        "hi" => "स्रोत",
        "th" => "แหล่งที่มา",
        "vi" => "Nguồn",
        _ => "Sources",
    }
}

const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const ITALIAN: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const PORTUGUESE: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A date as people of this language write it; ISO 8601 where that is not known.
pub(crate) fn date(date: &DateTime, language: &str) -> String {
    let civil = date.civil();
    let (year, month, day) = (civil.year(), civil.month(), civil.day());
    let primary = language.split('-').next().unwrap_or_default();
    match (primary, words(language).months) {
        ("ja" | "zh", _) => format!("{year}年{month}月{day}日"),
        ("ko", _) => format!("{year}년 {month}월 {day}일"),
        (_, None) => date.date(),
        ("en", Some(months)) if language == "en-US" => {
            format!("{} {day}, {year}", name(&months, month))
        }
        ("de", Some(months)) => format!("{day}. {} {year}", name(&months, month)),
        ("es" | "pt", Some(months)) => format!("{day} de {} de {year}", name(&months, month)),
        (other, Some(months)) if other == "en" || months != ENGLISH.months.unwrap_or(months) => {
            format!("{day} {} {year}", name(&months, month))
        }
        _ => date.date(),
    }
}

fn name(months: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| months.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_their_readers_do() {
        let day = DateTime::parse("2025-04-30").unwrap();
        assert_eq!(date(&day, "en"), "30 April 2025");
        assert_eq!(date(&day, "en-US"), "April 30, 2025");
        assert_eq!(date(&day, "de-AT"), "30. April 2025");
        assert_eq!(date(&day, "ja"), "2025年4月30日");
        assert_eq!(date(&day, "ru"), "2025-04-30");
        assert_eq!(date(&day, "sw"), "2025-04-30");
    }
}
