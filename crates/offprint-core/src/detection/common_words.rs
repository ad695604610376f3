//! Whether a text has the commonest words of the language that its trigrams point to.
//!
//! `whatlang` must choose one of its languages, and is as sure of Basque, which it does not know, as of Indonesian.

/// So many words in a hundred are among the commonest ones, at least; in most languages they are more than twenty.
const LEAST_PERCENT: usize = 5;
/// Texts of fewer words need more of them: a neighbour has some in common.
const SHORT: usize = 80;
const LEAST_PERCENT_OF_SHORT: usize = 10;
/// So many different ones a short text has, at least.
const LEAST_DIFFERENT: usize = 3;

/// A language, its commonest words, and words of neighbours that it does not have itself.
type Words = (&'static str, &'static str, &'static str);

static WORDS: [Words; 32] = [
    ("en", "the of and to a in is that it was for on with as he you", ""),
    ("de", "der die und in den das nicht von zu mit ist ein eine sich auf dem", "isch nöd ass dat ik"),
    ("fr", "de la le et les des en un une que à est dans il qui ne", "lo dins nan"),
    (
        "es",
        "de la que el en y a los se un una no con por las del",
        "unha nunha coa moi ye nun tamién dende col mui que'l ye'l pol nan sas",
    ),
    ("pt", "de que o a e do da em um uma os não se no na para com", "unha nunha coa moi su sa sos sas chi"),
    ("it", "di che e la il un una per è non in le si da del con", "lu u sas sos"),
    (
        "nl",
        "de het een en van in is dat niet te op die er zijn met voor",
        "nie 'n ŉ ek my it fan yn yo nan ak pou",
    ),
    ("ca", "de la i el que a els un una en les per amb no es del", "lo dins mui que'l ye'l"),
    ("da", "og i det at en den er som på de til med af ikke jeg et", "av hva noen mye etter ikkje it fan yn"),
    (
        "nb",
        "og i det er på som en å til av ikke for med at den de",
        "af hvad nogle efter ikkje eg frå ein it fan yn",
    ),
    ("sv", "och i att det som en på är av för den med inte till ett de", "og ikke"),
    ("fi", "ja on ei että se oli hän mutta kun niin ovat tai myös joka ole enää", "ning või"),
    ("et", "ja on ei et ta oli see kui ka mis aga siis või oma ning pole", "että"),
    ("lv", "un ir ka no uz ar bet tas par kas es viņš tikai pie arī nav", ""),
    ("lt", "ir kad į iš su bet tai yra jis kaip ne buvo per ant jau tik", ""),
    ("pl", "i w się na nie z do to że jest jak co ale o po tak", "je"),
    ("cs", "a se v na je že to s z do i o ale jak si by", "sa ako"),
    ("sk", "a sa v na je že to s z do aj o ale ako si by", "se jak"),
    ("sl", "je in se v na da so za ne ki z pa bi po ali kot", ""),
    ("hr", "i je u se na da su za ne od što kao s ali bi iz", "v chto eto kak"),
    ("hu", "a az és hogy nem is egy de meg ez van csak azt már ki volt", ""),
    ("ro", "și şi de la a în nu cu pe că o un se din este mai care", "sas chi yo"),
    ("tr", "ve bir bu da de ne için o çok ama gibi daha mi ile kadar her", "üçün û ji li ku"),
    ("vi", "là và của có không một những cho được trong người các với đã khi rằng", ""),
    (
        "id",
        "yang dan di ini itu dengan untuk tidak dari dalam akan pada ke juga adalah saya",
        "hai mein aur se nahin",
    ),
    ("la", "et in est non ad ut cum quod sed qui ex aut si de ab sunt", "su sas sos chi"),
    ("ru", "и в не на что с он как по это но из за к у то", ""),
    ("uk", "і в не на що з він як та це до у за але й те", ""),
    ("be", "і ў не на што з ён як але да гэта у за быў па яго", ""),
    ("bg", "и на да се в не за от е че с са по като но до", ""),
    ("sr", "и у је се да на су за не од са као што али из би", ""),
    ("mk", "и на да се во не за од е дека со што ќе но како ги", ""),
];

/// Whether enough words of the text are this language's, and none of its neighbours'.
pub(super) fn agree(tag: &str, text: &str) -> bool {
    let Some((_, common, foreign)) = WORDS.iter().find(|(known, ..)| *known == tag) else { return false };
    let is_in = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    let text = text.to_lowercase();
    let (mut all, mut found, mut others) = (0, 0, 0);
    let mut different = Vec::new();
    for word in text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()) {
        all += 1;
        if is_in(common, word) {
            found += 1;
            if !different.contains(&word) {
                different.push(word);
            }
        }
        others += usize::from(!foreign.is_empty() && is_in(foreign, word));
    }
    let is_enough = if all < SHORT {
        different.len() >= LEAST_DIFFERENT && found * 100 >= all * LEAST_PERCENT_OF_SHORT
    } else {
        found > 0 && found * 100 >= all * LEAST_PERCENT
    };
    // A foreign word may be quoted.
    is_enough && others * 100 <= all
}
