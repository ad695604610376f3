//! Small words that tell a language where the script and its letters leave it open.

/// Words that Hindi has in nearly every sentence.
const HINDI: &str = "है हैं में के की का को और से पर ने नहीं था थी थे यह वह कि एक हम";
/// Words of Nepali and Marathi that Hindi does not have.
const NOT_HINDI: &str = "छ छन् छैन थियो थिए र मा लाई पनि यो गर्न गर्ने भएको हुन्छ आहे आहेत आणि नाही हे";
/// Words that Arabic has in nearly every sentence.
const ARABIC: &str = "في من على إلى الى عن أن ان إن التي الذي هذا هذه ذلك كان كل مع لا ثم قال";
/// The Arabic article, alone and after the letters that are written together with it.
const ARTICLES: [&str; 6] = ["ال", "وال", "بال", "فال", "كال", "لل"];

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Words: vowel signs are part of them, of Devanagari also the virama, which is no letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '\u{93c}' | '\u{94d}' | '\u{200c}' | '\u{200d}');
    text.split(move |c: char| !is_part(c)).filter(|word| !word.is_empty())
}

/// How many words are frequent in Hindi, and how many are of Nepali or Marathi alone.
pub(super) fn of_hindi(text: &str) -> (usize, usize) {
    let (mut hindi, mut others) = (0, 0);
    for word in words(text) {
        hindi += usize::from(is_in(HINDI, word));
        // Nepali writes its plural together with the noun.
        others += usize::from(is_in(NOT_HINDI, word) || word.contains("हरू") || word.contains("हरु"));
    }
    (hindi, others)
}

/// Whether a tenth of the words are frequent in Arabic or have its article: other languages in its letters, such as
/// Malay, have both in quotations alone.
pub(super) fn are_arabic(text: &str) -> bool {
    let (mut all, mut found) = (0_usize, 0_usize);
    // Signs of short vowels, and the letter that only stretches a word.
    let plain: String = text.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}')).collect();
    for word in words(&plain) {
        all += 1;
        let has_article =
            word.chars().count() > 4 && ARTICLES.iter().any(|article| word.starts_with(article));
        found += usize::from(has_article || is_in(ARABIC, word));
    }
    found > 0 && found * 10 >= all
}
