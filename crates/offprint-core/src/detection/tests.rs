use super::*;
use crate::model::{Language, Sourced};

/// What is found when nothing is stated.
fn looked_at(content: &str) -> Facts {
    facts(&Texts { content, ..Texts::default() }, |_| true)
}

fn found(content: &str) -> (Option<&'static str>, Option<Direction>) {
    let facts = looked_at(content);
    (facts.language.map(Tag::as_str), facts.direction)
}

/// The language is this one or unknown, never another; long texts must be known, but for Danish, which is too near to
/// Norwegian.
#[track_caller]
fn check(expected: &str, text: &str) {
    let facts = looked_at(text);
    let found = facts.language.map(Tag::as_str);
    assert!(
        found == Some(expected) || (found.is_none() && (!facts.is_long || expected == "da")),
        "{expected}: {facts:?}"
    );
    let direction = Language::parse(expected).unwrap().direction();
    assert_eq!(facts.direction, Some(direction), "{expected}");
}

#[test]
fn languages_near_others_are_not_taken_for_them() {
    check(
        "da",
        "Om morgenen ligger havnen helt stille, og de første både kommer ind, inden bageren har åbnet. Min bedstefar \
         sagde altid, at man kunne høre på motoren, om fangsten havde været god. Nu er der kun tre både tilbage, men \
         lyden er den samme, og mågerne ved stadig godt, hvornår de skal møde op på kajen.",
    );
    check(
        "nb",
        "Om morgenen ligger havna helt stille, og de første båtene kommer inn før bakeren har åpnet. Bestefaren min sa \
         alltid at man kunne høre på motoren om fangsten hadde vært god. Nå er det bare tre båter igjen, men lyden er \
         den samme, og måkene vet fremdeles når de skal møte opp på kaia. Ingen av dem har noe annet sted å dra.",
    );
    check(
        "cs",
        "Ráno je přístav úplně tichý a první lodě připlouvají dřív, než pekař otevře. Můj dědeček vždycky říkal, že \
         podle motoru slyšíte, jestli byl úlovek dobrý. Dnes zbyly jen tři lodě, ale zvuk je pořád stejný a racci \
         dobře vědí, kdy mají přiletět na nábřeží a čekat na svůj díl ze sítí.",
    );
    check(
        "sk",
        "Ráno je prístav úplne tichý a prvé lode priplávajú skôr, než pekár otvorí. Môj starý otec vždy hovoril, že \
         podľa motora počujete, či bol úlovok dobrý. Dnes zostali len tri lode, ale zvuk je stále rovnaký a čajky \
         dobre vedia, kedy majú priletieť na nábrežie a čakať na svoj diel zo sietí.",
    );
    check(
        "ca",
        "Al matí el port està en silenci i les primeres barques arriben abans que el forner obri la porta. El meu avi \
         sempre deia que pel soroll del motor se sabia si la pesca havia estat bona. Ara només en queden tres, però el \
         so és el mateix i les gavines encara saben quan han de venir al moll a esperar la seva part.",
    );
    check(
        "fi",
        "Aamulla satama on aivan hiljainen, ja ensimmäiset veneet tulevat ennen kuin leipuri avaa ovensa. Isoisäni \
         sanoi aina, että moottorin äänestä kuulee, oliko saalis hyvä. Nykyään veneitä on jäljellä enää kolme, mutta \
         ääni on sama, ja lokit tietävät yhä, milloin laiturille pitää tulla odottamaan omaa osuuttaan verkoista, jotka \
         nostetaan kuivumaan vanhan vajan seinälle. Kukaan ei enää muista, milloin vaja rakennettiin.",
    );
    check(
        "tr",
        "Sabahları liman çok sessiz olur ve ilk tekneler fırıncı dükkânını açmadan önce gelir. Dedem, avın iyi geçip \
         geçmediğinin motorun sesinden anlaşıldığını söylerdi. Şimdi yalnızca üç tekne kaldı ama ses hâlâ aynı ve \
         martılar rıhtıma ne zaman gelmeleri gerektiğini çok iyi biliyorlar. Biz de pencereden bakıp onları sayıyoruz.",
    );
    check(
        "uk",
        "Вранці в порту зовсім тихо, і перші човни приходять ще до того, як відчиниться пекарня. Мій дідусь завжди \
         казав, що за звуком двигуна можна почути, чи був улов добрим. Тепер лишилося тільки три човни, але звук той \
         самий, і чайки досі знають, коли треба прилетіти на берег і чекати на свою частку з рибальських сіток.",
    );
    check(
        "bg",
        "Сутрин пристанището е съвсем тихо и първите лодки идват, преди хлебарят да отвори. Дядо ми винаги казваше, че \
         по звука на мотора се разбира дали уловът е бил добър. Сега са останали само три лодки, но звукът е същият и \
         чайките още знаят кога трябва да дойдат на кея и да чакат своя дял от мрежите на рибарите.",
    );
    check(
        "hu",
        "Reggelente csendes a kikötő, és az első csónakok még azelőtt megérkeznek, hogy a pék kinyitna. Nagyapám mindig \
         azt mondta, hogy a motor hangján hallani lehet, jó volt-e a fogás. Ma már csak három csónak maradt, de a hang \
         ugyanaz, és a sirályok most is tudják, mikor kell a rakpartra jönniük, hogy megkapják a részüket.",
    );
    check(
        "ro",
        "Dimineața portul este foarte liniștit, iar primele bărci vin înainte ca brutarul să deschidă. Bunicul meu \
         spunea mereu că după zgomotul motorului poți să știi dacă pescuitul a fost bun. Acum au mai rămas doar trei \
         bărci, dar sunetul este același, iar pescărușii știu încă foarte bine când trebuie să vină pe chei.",
    );
    check(
        "ur",
        "صبح کے وقت بندرگاہ بہت خاموش ہوتی ہے اور پہلی کشتیاں نانبائی کی دکان کھلنے سے پہلے آ جاتی ہیں۔ میرے دادا \
         ہمیشہ کہتے تھے کہ انجن کی آواز سے معلوم ہو جاتا ہے کہ شکار اچھا ہوا یا نہیں۔ اب صرف تین کشتیاں باقی ہیں مگر \
         آواز وہی ہے اور پرندے اب بھی جانتے ہیں کہ انہیں کب گھاٹ پر آنا ہے۔",
    );
    check(
        "vi",
        "Buổi sáng bến cảng rất yên tĩnh và những chiếc thuyền đầu tiên về trước khi tiệm bánh mở cửa. Ông tôi luôn nói \
         rằng nghe tiếng máy là biết chuyến đi có được nhiều cá hay không. Bây giờ chỉ còn ba chiếc thuyền, nhưng âm \
         thanh vẫn như cũ và lũ chim vẫn biết khi nào phải bay đến bến.",
    );
    check("ta", "காலையில் துறைமுகம் மிகவும் அமைதியாக இருக்கும், முதல் படகுகள் வருகின்றன.");
    check("ka", "დილით ნავსადგური ძალიან წყნარია და პირველი ნავები მოდიან.");
    check("bn", "সকালে বন্দর খুব শান্ত থাকে এবং প্রথম নৌকাগুলি আসে।");
    check("mr", "सकाळी बंदर खूप शांत असते आणि पहिल्या होड्या बेकरी उघडण्यापूर्वी येतात. माझे आजोबा नेहमी म्हणायचे.");
}

#[test]
fn a_language_that_cannot_be_detected_is_no_other() {
    let unknown = [
        // Basque, Icelandic, Kazakh, Albanian, Welsh, Galician, Afrikaans, Swahili, Nynorsk.
        "Goizean portua oso isil dago eta lehen txalupak okina ireki baino lehen iristen dira. Nire aitonak beti esaten \
         zuen motorraren hotsagatik jakiten zela arrantza ona izan zen ala ez. Orain hiru txalupa baino ez dira geratzen, \
         baina hotsa bera da, eta kaioek oraindik badakite noiz etorri behar duten kaira.",
        "Á morgnana er höfnin alveg hljóð og fyrstu bátarnir koma inn áður en bakarinn opnar. Afi minn sagði alltaf að \
         það heyrðist á vélinni hvort aflinn hefði verið góður. Nú eru aðeins þrír bátar eftir en hljóðið er það sama og \
         mávarnir vita enn hvenær þeir eiga að koma á bryggjuna og bíða eftir sínu.",
        "Таңертең айлақ өте тыныш болады және алғашқы қайықтар наубайхана ашылғанға дейін келеді. Атам әрқашан мотордың \
         дауысынан аулаудың жақсы болғанын білуге болады дейтін. Қазір үш қайық қана қалды, бірақ дыбысы сол баяғы.",
        "Në mëngjes porti është shumë i qetë dhe varkat e para vijnë para se të hapet furra. Gjyshi im thoshte gjithmonë \
         se nga zhurma e motorit kuptohej nëse gjuetia kishte qenë e mirë. Tani kanë mbetur vetëm tri varka, por zëri \
         është po ai dhe pulëbardhat e dinë ende kur duhet të vijnë në kalatë.",
        "Yn y bore mae'r harbwr yn dawel iawn ac mae'r cychod cyntaf yn dod i mewn cyn i'r pobydd agor. Roedd fy nhaid \
         bob amser yn dweud bod modd clywed o sŵn yr injan a oedd yr helfa wedi bod yn dda. Nawr dim ond tri chwch sydd \
         ar ôl, ond mae'r sŵn yr un fath ac mae'r gwylanod yn gwybod pryd i ddod.",
        "Pola mañá o porto está moi tranquilo e as primeiras barcas chegan antes de que o panadeiro abra a porta. O meu \
         avó dicía sempre que polo ruído do motor se sabía se a pesca fora boa. Agora só quedan tres barcas, mais o son é \
         o mesmo e as gaivotas aínda saben cando teñen que vir ao peirao coa súa fame, unha detrás doutra.",
        "Soggens is die hawe baie stil en die eerste bote kom in voordat die bakker oopmaak. My oupa het altyd gesê dat \
         'n mens aan die enjin kan hoor of die vangs goed was. Nou is daar net drie bote oor, maar die geluid het nie \
         verander nie en die meeue weet nog steeds wanneer hulle by die kaai moet wees.",
        "Asubuhi bandari huwa kimya sana na mashua za kwanza hufika kabla mwokaji hajafungua duka lake. Babu yangu alisema \
         kila mara kwamba kwa sauti ya injini unaweza kujua kama samaki walikuwa wengi. Sasa zimebaki mashua tatu tu, \
         lakini sauti ni ile ile na ndege bado wanajua wakati wa kuja kwenye gati.",
        "Om morgonen er hamna heilt stille, og dei fyrste båtane kjem inn før bakaren har opna. Bestefaren min sa alltid \
         at ein kunne høyre på motoren om fangsten hadde vore god. No er det berre tre båtar att, men lyden er den same, \
         og måsane veit framleis når dei skal møte opp på kaia. Ingen av dei har ikkje andre stader å fare til.",
    ];
    for text in unknown {
        assert_eq!(found(text).0, None, "{text}");
    }
}

#[test]
fn what_tells_too_little_is_unknown() {
    for text in ["", "12 345 — 67", "https://a.example/b", "OK", "Lorem bees", "aé bc"] {
        assert_eq!(found(text).0, None, "{text}");
    }
    let half = "The harbour is quiet in the morning and the boats come in. Утром в порту тихо, и лодки приходят \
                раньше всех.";
    assert_eq!(found(half).0, None);
}

#[test]
fn paragraphs_vote_on_the_direction_by_their_first_letters() {
    assert_eq!(found("<p>123 – שלום</p><p>«שלום»</p><p>Hello, hello</p>").1, Some(Direction::Rtl));
    assert_eq!(found("<p>Hello שלום שלום שלום שלום</p><p>Again, שלום שלום שלום</p>").1, Some(Direction::Rtl));
    assert_eq!(found("<p>one</p><p>two</p><p>שלום</p>").1, Some(Direction::Ltr));
    assert_eq!(found("<p>1, 2, 3</p>").1, None);
}

#[test]
fn most_paragraphs_one_way_and_most_letters_the_other_leave_the_language_open() {
    let english =
        "The harbour is quiet in the morning and the first boats come in before the baker opens. ".repeat(4);
    let (language, direction) = found(&format!("<p>שלום</p><p>בוקר טוב</p><p>{english}</p>"));
    assert_eq!((language, direction), (None, Some(Direction::Rtl)));
}

#[test]
fn japanese_and_korean_with_many_latin_names_are_themselves() {
    assert_eq!(found("MediaWikiとWordPressのREST APIを使って投稿を取得する方法を説明します。").0, Some("ja"));
    assert_eq!(
        found("워드프레스의 REST API로 글을 가져오는 방법을 설명합니다. WordPress plugin").0,
        Some("ko")
    );
}

#[test]
fn kana_that_chinese_quotes_are_not_japanese() {
    let about_food = "今天我们介绍日本料理「すき焼き」和「しゃぶしゃぶ」。这两种料理都使用牛肉和蔬菜,在日本非常受欢迎。\
                      很多游客到东京旅游的时候都会去品尝这些美食。";
    assert_eq!(found(about_food).0, Some("zh-Hans"));
    // All of it is said.
    assert_eq!(found("「今日は港がとても静かですね」「はい、船はもう三隻しかありません」").0, Some("ja"));
}

#[test]
fn japanese_without_kana_is_not_chinese() {
    let names =
        "日本国憲法第九条。国際平和。戦争放棄。東京都新宿区西新宿。株式会社。電話番号。営業時間午前九時。";
    assert_eq!(found(names).0, None);
    assert_eq!(found("這個港口早上很安靜").0, Some("zh-Hant"));
    assert_eq!(found("这个港口早上很安静，我们都喜欢来这里看船。").0, Some("zh-Hans"));
}

#[test]
fn nepali_is_not_hindi() {
    let nepali = "बिहान बन्दरगाह धेरै शान्त हुन्छ र पहिलो डुङ्गाहरू बेकरी खुल्नुअघि नै आइपुग्छन्। मेरो हजुरबुबा सधैं \
                  भन्नुहुन्थ्यो कि इन्जिनको आवाजबाट माछा राम्रो परेको छ कि छैन भन्ने थाहा हुन्छ।";
    assert!(matches!(found(nepali).0, None | Some("ne")), "{:?}", found(nepali));
    assert_eq!(found("सुबह बंदरगाह बहुत शांत होता है और पहली नावें बेकरी के खुलने से पहले आ जाती हैं।").0, Some("hi"));
}

#[test]
fn malay_in_arabic_letters_is_not_arabic() {
    let malay = "سموا مانسي دلاهيركن بيبس دان سام راتا دري سݢي كمولياءن دان حق. مريك دكورنياكن عقل دان هاتي";
    assert_eq!(found(malay).0, None);
    assert_eq!(found("الميناء هادئ جدا في الصباح وتصل القوارب الأولى قبل أن يفتح الخباز").0, Some("ar"));
}

#[test]
fn short_texts_of_neighbours_are_unknown() {
    let unknown = [
        // West Frisian, Kurmanji, Haitian, Sardinian, Hindi and Russian in Latin letters, Asturian.
        "Moarns is it yn de haven tige stil en de earste boaten komme binnen foardat de bakker iepen giet. Myn pake sei \
         altyd dat men oan it lûd fan de motor hearre koe oft de fangst goed west hie.",
        "Sibehê bender pir bêdeng e û keştiyên pêşîn berî ku nanpêj dikanê veke tên. Bapîrê min her tim digot ku ji dengê \
         motorê tê zanîn ka nêçîr baş bû an na. Niha tenê sê keştî mane, lê deng her ew deng e.",
        "Nan maten pò a trankil anpil epi premye bato yo rive anvan boulanje a louvri pòt li. Granpapa m te toujou di ou \
         te ka konnen nan bri motè a si lapèch la te bon. Kounye a se twa bato sèlman ki rete.",
        "A mangianu su portu est tranchillu meda e sas primas barcas arribant innantis chi su panateri aberat sa butega. \
         Su jaju meu naraiat semper chi dae su sonu de su motore si podiat ischire si sa pisca fiat istada bona.",
        "Subah bandargah bahut shant hota hai aur pehli naaven bakery ke khulne se pehle aa jaati hain. Mere dada hamesha \
         kehte the ki engine ki awaaz se pata chalta hai ki machhli achhi mili ya nahin.",
        "Utrom v portu sovsem tikho, i pervye lodki prikhodyat ran'she, chem otkroetsya pekarnya. Moy dedushka vsegda \
         govoril, chto po zvuku motora slyshno, byl li ulov khoroshim. Teper' ostalos' tol'ko tri lodki, no zvuk tot zhe.",
        "Pela mañana'l puertu ta mui tranquilu y les primeres barques lleguen enantes de que'l panaderu abra la puerta. \
         El mio güelu siempre dicía que pol ruíu del motor sabíase si la pesca fuera bona. Agora namái queden tres, y el \
         soníu ye'l mesmu.",
    ];
    for text in unknown {
        assert_eq!(found(text).0, None, "{text}");
    }
}

fn resolved(by_post: &str, by_site: &str, edition: &str, content: &str) -> (String, bool, Option<Direction>) {
    let stated = Stated { by_post: Language::parse(by_post), by_site: Language::parse(by_site) };
    let facts = facts(&Texts { content, ..Texts::default() }, |script| stated.is_missing(script));
    let (Sourced { value, derived }, direction) = resolve(&stated, Language::parse(edition).as_ref(), &facts);
    (value.as_str().to_owned(), derived, direction)
}

const HEBREW: &str = "בבוקר הנמל שקט מאוד והסירות הראשונות מגיעות לפני שהאופה פותח את החנות שלו ברחוב הראשי";
const ENGLISH: &str = "The harbour is quiet in the morning and the first boats come in before the baker opens his shop. My \
    grandfather used to say that you could hear from the engine whether the catch had been good. Only three boats are \
    left now, but the sound has not changed, and the gulls still know when to be there.";

#[test]
fn a_post_is_believed_but_its_letters_run_as_they_do() {
    assert_eq!(resolved("he", "en", "fr", HEBREW), ("he".into(), false, None));
    assert_eq!(resolved("en", "", "", HEBREW), ("en".into(), false, Some(Direction::Rtl)));
    assert_eq!(resolved("ar", "", "", ENGLISH), ("ar".into(), false, Some(Direction::Ltr)));
}

#[test]
fn a_site_is_believed_where_the_script_allows() {
    assert_eq!(resolved("", "de-AT", "", ENGLISH), ("de-AT".into(), false, None));
    assert_eq!(resolved("", "en-US", "", HEBREW), ("he".into(), true, None));
    assert_eq!(resolved("", "he-IL", "", ENGLISH), ("en".into(), true, None));
    assert_eq!(resolved("", "sr", "", ENGLISH), ("sr".into(), false, None));
}

#[test]
fn what_the_user_states_of_the_edition_stands_in_for_what_cannot_be_detected() {
    assert_eq!(resolved("", "", "es", "Hola"), ("es".into(), false, None));
    assert_eq!(resolved("", "", "es", HEBREW), ("he".into(), true, None));
    assert_eq!(resolved("", "", "es", ENGLISH), ("en".into(), true, None));
    assert_eq!(resolved("", "", "en-GB", ENGLISH), ("en-GB".into(), false, None));
    assert_eq!(resolved("", "", "he", "Hello"), ("und".into(), true, None));
    assert_eq!(resolved("", "", "", "Hola"), ("und".into(), true, None));
    assert_eq!(resolved("", "", "zh", "這個港口早上很安靜").0, "zh-Hant");
}
