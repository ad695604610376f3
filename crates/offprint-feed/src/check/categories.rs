//! Categories of Apple's directory of podcasts.

/// Since August 2019, each with its own.
const CURRENT: &[(&str, &str)] = &[
    ("Arts", "Books;Design;Fashion & Beauty;Food;Performing Arts;Visual Arts"),
    ("Business", "Careers;Entrepreneurship;Investing;Management;Marketing;Non-Profit"),
    ("Comedy", "Comedy Interviews;Improv;Stand-Up"),
    ("Education", "Courses;How To;Language Learning;Self-Improvement"),
    ("Fiction", "Comedy Fiction;Drama;Science Fiction"),
    ("Government", ""),
    ("History", ""),
    ("Health & Fitness", "Alternative Health;Fitness;Medicine;Mental Health;Nutrition;Sexuality"),
    ("Kids & Family", "Education for Kids;Parenting;Pets & Animals;Stories for Kids"),
    ("Leisure", "Animation & Manga;Automotive;Aviation;Crafts;Games;Hobbies;Home & Garden;Video Games"),
    ("Music", "Music Commentary;Music History;Music Interviews"),
    ("News", "Business News;Daily News;Entertainment News;News Commentary;Politics;Sports News;Tech News"),
    ("Religion & Spirituality", "Buddhism;Christianity;Hinduism;Islam;Judaism;Religion;Spirituality"),
    (
        "Science",
        "Astronomy;Chemistry;Earth Sciences;Life Sciences;Mathematics;Natural Sciences;Nature;Physics;Social Sciences",
    ),
    ("Society & Culture", "Documentary;Personal Journals;Philosophy;Places & Travel;Relationships"),
    (
        "Sports",
        "Baseball;Basketball;Cricket;Fantasy Sports;Football;Golf;Hockey;Rugby;Running;Soccer;Swimming;Tennis;\
         Volleyball;Wilderness;Wrestling",
    ),
    ("Technology", ""),
    ("True Crime", ""),
    ("TV & Film", "After Shows;Film History;Film Interviews;Film Reviews;TV Reviews"),
];

/// Main categories of before.
const FORMER: &str = "Arts & Entertainment;Audio Blogs;Family;Food;Games & Hobbies;Government & Organizations;Health;\
    International;Movies & Television;News & Politics;Politics;Public Radio;Science & Medicine;Sports & Recreation;\
    Talk Radio;Transportation;Travel";

/// Categories below others, of before.
const FORMER_BELOW: &str = "Amateur;Architecture;Australian;Automotive;Aviation;Belgian;Bicycles;Brazilian;Canadian;Chinese;\
    College & High School;Commuting;Computers;Developers;Diet & Nutrition;Dutch;Education Technology;Entertainment;Finance;\
    Fitness & Nutrition;French;Gadgets;Games;German;Hebrew;Higher Education;History;Information Technology;Italian;Japanese;\
    K-12;Language Courses;Literature;Local;Management & Marketing;National;New Age;News;Norwegian;Operating Systems;Other;\
    Other Games;Outdoor;Photography;Podcasting;Poetry;Polish;Portuguese;Professional;Regional;Relationships;Self-Help;\
    Shopping;Smart Phones;Software How-To;Spanish;Swedish;Tech News;Text/Speech;Training;Video Games";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Current,
    Former,
    Unknown,
}

/// Whether the directory has this category, below another or by itself.
pub(super) fn standing(name: &str, within: Option<&str>) -> Standing {
    let among = |list: &str| list.split(';').any(|known| known == name);
    let below = |main: &str| CURRENT.iter().find(|(known, _)| *known == main).map_or("", |(_, below)| *below);
    let (current, former) = match within {
        None => (CURRENT.iter().any(|(known, _)| *known == name), FORMER),
        Some(main) => (among(below(main)), FORMER_BELOW),
    };
    let anywhere = within.is_some() && CURRENT.iter().any(|(_, below)| among(below));
    match (current, among(former) || anywhere) {
        (true, _) => Standing::Current,
        (false, true) => Standing::Former,
        (false, false) => Standing::Unknown,
    }
}
