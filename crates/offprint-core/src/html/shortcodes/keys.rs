//! The keys under which shortcodes keep words, links, pictures and films.

/// What words are, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Above,
    Title,
    Number,
    Below,
    Text,
    Label,
}

/// Keys whose values are words, whatever the shortcode.
pub(super) const WORDS: [(Rank, &[&str]); 4] = [
    (Rank::Title, &["title", "heading", "headline"]),
    (Rank::Below, &["subtitle", "sub_title", "subheading", "sub_heading", "subheadline"]),
    (Rank::Text, &["text", "content", "description", "caption"]),
    (
        Rank::Label,
        &["label", "button_text", "btn_text", "link_text", "linktext", "button_label", "btn_label"],
    ),
];
/// Keys whose values are words where they look like prose.
pub(super) const PROSE: [(Rank, &[&str]); 5] = [
    (Rank::Above, &["superheadline", "supertitle", "super_title", "text_above"]),
    (
        Rank::Title,
        &[
            "main_heading",
            "main_title",
            "h2",
            "h1",
            "h3",
            "primary_title",
            "counter_title",
            "question",
            "name_title",
        ],
    ),
    (Rank::Below, &["h4", "tagline", "subhead", "job_title", "company_name", "company", "subject", "cite"]),
    (
        Rank::Text,
        &[
            "desc",
            "message",
            "body",
            "quote",
            "answer",
            "call_text",
            "hover_title",
            "text_below",
            "info",
            "alert",
        ],
    ),
    (
        Rank::Label,
        &[
            "button_title",
            "btn_title",
            "button_one_text",
            "button_two_text",
            "cta_text",
            "more_text",
            "add_button_text",
            "hover_btn_title",
            "buttontext",
            "textdata",
            "button_1_text",
            "button_2_text",
        ],
    ),
];
/// Keys of people, in elements about people.
pub(super) const PEOPLE: [&str; 6] = ["name", "author", "position", "role", "job", "person"];
/// Keys of numbers, in elements that count.
pub(super) const NUMBERS: [&str; 14] = [
    "number",
    "counter_value",
    "value",
    "num_end",
    "end",
    "stop",
    "percent",
    "percentage",
    "counter",
    "count",
    "sum",
    "price",
    "amount",
    "label_value",
];
/// Keys of links.
pub(super) const LINKS: [&str; 23] = [
    "url",
    "link",
    "href",
    "button_url",
    "button_link",
    "btn_url",
    "btn_link",
    "btn_href",
    "link_url",
    "linkurl",
    "buttonlink",
    "button_href",
    "cta_url",
    "cta_link",
    "img_link",
    "img_link_url",
    "image_link",
    "button_one_url",
    "button_two_url",
    "more_link",
    "hover_btn_link",
    "custom_link",
    "permalink",
];
/// Keys of pictures.
pub(super) const PICTURES: [&str; 13] = [
    "image_url",
    "src",
    "image",
    "img",
    "custom_src",
    "img_url",
    "image_src",
    "imageurl",
    "photo",
    "picture",
    "portrait_url",
    "image_1_url",
    "media",
];
/// Keys of films.
pub(super) const VIDEOS: [&str; 13] = [
    "video_url",
    "link",
    "url",
    "src",
    "video",
    "video_link",
    "mp4",
    "video_mp4",
    "webm",
    "m4v",
    "id",
    "video_id",
    "href",
];
