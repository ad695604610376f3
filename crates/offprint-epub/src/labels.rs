//! The few words that a book says by itself, and dates as people write them, in the edition's language.

use offprint_core::{DateTime, Direction, Language};

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Labels {
    /// The language that the words are in; `en` stands in for languages that are not here.
    pub(crate) language: &'static str,
    /// The heading of the contents.
    pub(crate) contents: &'static str,
    /// The heading of the page that says where the posts come from.
    pub(crate) sources: &'static str,
    /// What stands before the address of one post.
    pub(crate) source: &'static str,
    /// The title page, in the landmarks.
    pub(crate) title_page: &'static str,
    /// The cover, in the landmarks.
    pub(crate) cover: &'static str,
    /// Where the text begins, in the landmarks.
    pub(crate) text: &'static str,
    /// The name of the landmarks.
    pub(crate) landmarks: &'static str,
    /// The name of the list of pages.
    pub(crate) pages: &'static str,
    /// What stands above a section's references to posts of other sections.
    pub(crate) also: &'static str,
    /// The months as a date has them; none where dates are written in numbers.
    months: [&'static str; 12],
    /// A date: `{d}`, `{m}` (of `months`, else the number) and `{y}`.
    date: &'static str,
}

impl Labels {
    /// The words of this language, else the English ones.
    pub(crate) fn of(language: &Language) -> &'static Self {
        ALL.iter().find(|labels| labels.language == primary(language)).unwrap_or(&ALL[0])
    }

    /// The attributes that an element with these words needs where this language is spoken.
    pub(crate) fn attributes_within(&self, language: &Language) -> String {
        if primary(language) == self.language {
            return String::new();
        }
        let dir = if language.direction() == Direction::Rtl { " dir=\"ltr\"" } else { "" };
        format!(" lang=\"{0}\" xml:lang=\"{0}\"{dir}", self.language)
    }

    /// The day as people write it: `30 April 2025`.
    pub(crate) fn day(&self, date: &DateTime) -> String {
        let date = date.civil().date();
        let month = usize::try_from(date.month()).unwrap_or(1);
        let name = match self.months.get(month - 1) {
            Some(&name) if !name.is_empty() => name.to_owned(),
            _ => month.to_string(),
        };
        let filled = self.date.replace("{d}", &date.day().to_string());
        filled.replace("{m}", &name).replace("{y}", &date.year().to_string())
    }
}

/// The primary subtag, Hebrew by its newer name.
fn primary(language: &Language) -> &str {
    match language.primary() {
        "iw" => "he",
        primary => primary,
    }
}

const NO_MONTHS: [&str; 12] = [""; 12];

/// English first: it stands in for the rest.
static ALL: [Labels; 17] = [
    Labels {
        language: "en",
        contents: "Contents",
        sources: "Sources",
        source: "Source:",
        title_page: "Title page",
        cover: "Cover",
        text: "Beginning of the text",
        landmarks: "Landmarks",
        pages: "Pages",
        also: "See also",
        months: [
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
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "de",
        contents: "Inhalt",
        sources: "Quellen",
        source: "Quelle:",
        title_page: "Titelseite",
        cover: "Umschlag",
        text: "Textbeginn",
        landmarks: "Orientierungspunkte",
        pages: "Seiten",
        also: "Siehe auch",
        months: [
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
        ],
        date: "{d}. {m} {y}",
    },
    Labels {
        language: "fr",
        contents: "Table des matières",
        sources: "Sources",
        source: "Source\u{a0}:",
        title_page: "Page de titre",
        cover: "Couverture",
        text: "Début du texte",
        landmarks: "Repères",
        pages: "Pages",
        also: "Voir aussi",
        months: [
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
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "es",
        contents: "Índice",
        sources: "Fuentes",
        source: "Fuente:",
        title_page: "Portada",
        cover: "Cubierta",
        text: "Comienzo del texto",
        landmarks: "Puntos de referencia",
        pages: "Páginas",
        also: "Véase también",
        months: [
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
        ],
        date: "{d} de {m} de {y}",
    },
    Labels {
        language: "it",
        contents: "Indice",
        sources: "Fonti",
        source: "Fonte:",
        title_page: "Frontespizio",
        cover: "Copertina",
        text: "Inizio del testo",
        landmarks: "Punti di riferimento",
        pages: "Pagine",
        also: "Vedi anche",
        months: [
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
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "pt",
        contents: "Índice",
        sources: "Fontes",
        source: "Fonte:",
        title_page: "Folha de rosto",
        cover: "Capa",
        text: "Início do texto",
        landmarks: "Pontos de referência",
        pages: "Páginas",
        also: "Ver também",
        months: [
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
        ],
        date: "{d} de {m} de {y}",
    },
    Labels {
        language: "nl",
        contents: "Inhoud",
        sources: "Bronnen",
        source: "Bron:",
        title_page: "Titelpagina",
        cover: "Omslag",
        text: "Begin van de tekst",
        landmarks: "Oriëntatiepunten",
        pages: "Pagina’s",
        also: "Zie ook",
        months: [
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
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "sv",
        contents: "Innehåll",
        sources: "Källor",
        source: "Källa:",
        title_page: "Titelsida",
        cover: "Omslag",
        text: "Textens början",
        landmarks: "Landmärken",
        pages: "Sidor",
        also: "Se även",
        months: [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "pl",
        contents: "Spis treści",
        sources: "Źródła",
        source: "Źródło:",
        title_page: "Strona tytułowa",
        cover: "Okładka",
        text: "Początek tekstu",
        landmarks: "Punkty orientacyjne",
        pages: "Strony",
        also: "Zobacz też",
        months: [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "ru",
        contents: "Содержание",
        sources: "Источники",
        source: "Источник:",
        title_page: "Титульный лист",
        cover: "Обложка",
        text: "Начало текста",
        landmarks: "Ориентиры",
        pages: "Страницы",
        also: "См. также",
        months: [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "tr",
        contents: "İçindekiler",
        sources: "Kaynaklar",
        source: "Kaynak:",
        title_page: "Başlık sayfası",
        cover: "Kapak",
        text: "Metnin başı",
        landmarks: "Yer işaretleri",
        pages: "Sayfalar",
        also: "Ayrıca bakınız",
        months: [
            "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
            "Kasım", "Aralık",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "ar",
        contents: "المحتويات",
        sources: "المصادر",
        source: "المصدر:",
        title_page: "صفحة العنوان",
        cover: "الغلاف",
        text: "بداية النص",
        landmarks: "المعالم",
        pages: "الصفحات",
        also: "انظر أيضًا",
        months: [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "he",
        contents: "תוכן העניינים",
        sources: "מקורות",
        source: "מקור:",
        title_page: "עמוד השער",
        cover: "כריכה",
        text: "תחילת הטקסט",
        landmarks: "ציוני דרך",
        pages: "עמודים",
        also: "ראו גם",
        months: [
            "בינואר",
            "בפברואר",
            "במרץ",
            "באפריל",
            "במאי",
            "ביוני",
            "ביולי",
            "באוגוסט",
            "בספטמבר",
            "באוקטובר",
            "בנובמבר",
            "בדצמבר",
        ],
        date: "{d} {m} {y}",
    },
    Labels {
        language: "fa",
        contents: "فهرست",
        sources: "منابع",
        source: "منبع:",
        title_page: "صفحهٔ عنوان",
        cover: "جلد",
        text: "آغاز متن",
        landmarks: "نشانه‌ها",
        pages: "صفحه‌ها",
        also: "همچنین ببینید",
        months: NO_MONTHS,
        date: "{y}/{m}/{d}",
    },
    Labels {
        language: "ja",
        contents: "目次",
        sources: "出典",
        source: "出典：",
        title_page: "扉",
        cover: "表紙",
        text: "本文",
        landmarks: "ランドマーク",
        pages: "ページ",
        also: "関連記事",
        months: NO_MONTHS,
        date: "{y}年{m}月{d}日",
    },
    Labels {
        language: "zh",
        contents: "目录",
        sources: "出处",
        source: "出处：",
        title_page: "书名页",
        cover: "封面",
        text: "正文",
        landmarks: "导航",
        pages: "页码",
        also: "另见",
        months: NO_MONTHS,
        date: "{y}年{m}月{d}日",
    },
    Labels {
        language: "ko",
        contents: "차례",
        sources: "출처",
        source: "출처:",
        title_page: "속표지",
        cover: "표지",
        text: "본문",
        landmarks: "랜드마크",
        pages: "쪽",
        also: "함께 보기",
        months: NO_MONTHS,
        date: "{y}년 {m}월 {d}일",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(tag: &str) -> String {
        let language = Language::parse(tag).unwrap();
        Labels::of(&language).day(&DateTime::parse("2025-03-05T23:59:00-06:00").unwrap())
    }

    #[test]
    fn days_of_the_sites_calendar() {
        assert_eq!(day("en-GB"), "5 March 2025");
        assert_eq!(day("de"), "5. März 2025");
        assert_eq!(day("ja"), "2025年3月5日");
        assert_eq!(day("sw"), "5 March 2025");
    }

    #[test]
    fn stand_in_words_say_their_language() {
        let attributes = |tag| {
            let language = Language::parse(tag).unwrap();
            Labels::of(&language).attributes_within(&language)
        };
        assert_eq!(attributes("fr-CA"), "");
        assert_eq!(attributes("sw"), " lang=\"en\" xml:lang=\"en\"");
        assert_eq!(attributes("ur"), " lang=\"en\" xml:lang=\"en\" dir=\"ltr\"");
    }
}
