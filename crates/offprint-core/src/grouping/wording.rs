//! What sections are called that have no name of their own.

use crate::model::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Wording {
    language: &'static str,
    /// A month and its year, `{m}` and `{y}`: as CLDR's `yMMMM` has it.
    pattern: &'static str,
    /// The months as they stand alone; none where they are numbered.
    months: [&'static str; 12],
    /// The section of the posts that belong to no other.
    pub(super) others: &'static str,
    posts: &'static str,
    pages: &'static str,
}

impl Wording {
    /// The words of this language, else the English ones.
    pub(super) fn of(language: &Language) -> &'static Self {
        let primary = match language.primary() {
            "iw" => "he",
            primary => primary,
        };
        ALL.iter().find(|wording| wording.language == primary).unwrap_or(&ALL[0])
    }

    /// `May 2025`.
    pub(super) fn month(&self, year: i16, month: i8) -> String {
        let name = self.month_name(month);
        self.pattern.replace("{m}", &name).replace("{y}", &year.to_string())
    }

    /// `May`
    pub(super) fn month_name(&self, month: i8) -> String {
        let name = usize::try_from(month).ok().and_then(|month| self.months.get(month.wrapping_sub(1)));
        name.filter(|name| !name.is_empty()).map_or_else(|| month.to_string(), ToString::to_string)
    }

    /// The posts of a type: those that every WordPress has by name, others by their own made readable.
    pub(super) fn kind(&self, kind: &str) -> String {
        match kind {
            "post" => self.posts.to_owned(),
            "page" => self.pages.to_owned(),
            other => {
                let words = other.replace(['-', '_'], " ");
                let mut letters = words.trim().chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
            }
        }
    }
}

const NUMBERED: [&str; 12] = [""; 12];

macro_rules! wordings {
    ($($language:literal: $pattern:literal, $months:expr, $others:literal, $posts:literal, $pages:literal;)*) => {
        [$(Wording {
            language: $language,
            pattern: $pattern,
            months: $months,
            others: $others,
            posts: $posts,
            pages: $pages,
        }),*]
    };
}

/// English first: it stands in for the rest.
#[rustfmt::skip]
static ALL: [Wording; 17] = wordings! {
    "en": "{m} {y}", ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        "Other posts", "Posts", "Pages";
    "de": "{m} {y}", ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        "Weitere Beiträge", "Beiträge", "Seiten";
    "fr": "{m} {y}", ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        "Autres articles", "Articles", "Pages";
    "es": "{m} de {y}", ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        "Otras entradas", "Entradas", "Páginas";
    "it": "{m} {y}", ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        "Altri articoli", "Articoli", "Pagine";
    "pt": "{m} de {y}", ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
        "Outros posts", "Posts", "Páginas";
    "nl": "{m} {y}", ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        "Overige berichten", "Berichten", "Pagina’s";
    "sv": "{m} {y}", ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
        "Övriga inlägg", "Inlägg", "Sidor";
    "pl": "{m} {y}", ["styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"],
        "Pozostałe wpisy", "Wpisy", "Strony";
    "ru": "{m} {y} г.", ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"],
        "Другие записи", "Записи", "Страницы";
    "tr": "{m} {y}", ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"],
        "Diğer yazılar", "Yazılar", "Sayfalar";
    "ar": "{m} {y}", ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        "مقالات أخرى", "المقالات", "الصفحات";
    "he": "{m} {y}", ["ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"],
        "פוסטים נוספים", "פוסטים", "עמודים";
    "fa": "{m} {y}", ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
        "نوشته‌های دیگر", "نوشته‌ها", "برگه‌ها";
    "ja": "{y}年{m}月", NUMBERED, "その他の投稿", "投稿", "固定ページ";
    "zh": "{y}年{m}月", NUMBERED, "其他文章", "文章", "页面";
    "ko": "{y}년 {m}월", NUMBERED, "기타 글", "글", "페이지";
};
