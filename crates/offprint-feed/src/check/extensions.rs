//! Elements of modules: where they belong, how often, and what they hold.

use super::{
    atom, atom_text,
    document::{Document, child, is, qualified, text},
    links,
    namespaces::{
        ADMIN, AGGREGATION, ANNOTATE, APP, ATOM, BLOG_CHANNEL, CC, CHANGED_PAGE, COMMENT_API, CONTENT,
        CREATIVE_COMMONS, DC, DCTERMS, EVENT, GEO, GEOURL, HISTORY, ICBM, RDF, RSS_11, SLASH, SYNDICATION,
        THREADING, TRACKBACK,
    },
    rss_item,
    uri::{Form, Letters},
    values,
};
use roxmltree::Node;

/// Where an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A channel, a feed of Atom.
    Channel,
    /// An item, an entry of Atom.
    Item,
    /// A part of a channel: an image, a text input.
    Part,
}

#[derive(Debug, Clone, Copy)]
enum Holds {
    Anything,
    Text,
    Plain,
    Html,
    Link,
    /// A URI in `rdf:resource`; in RSS 2.0 and Atom, also as text.
    Resource,
    W3cDate,
    IsoDate,
    Rfc3339,
    Number(i64),
    Numbers,
    Language,
    Latitude,
    Longitude,
    Period,
}

type Element = (&'static str, Holds);

/// A module: where its elements belong, those that an element has once, and those that it has many times.
struct Module {
    namespace: &'static str,
    places: &'static [Place],
    once: &'static [Element],
    many: &'static [Element],
}

const EVERYWHERE: &[Place] = &[Place::Channel, Place::Item, Place::Part];
const CHANNEL: &[Place] = &[Place::Channel];
const ITEM: &[Place] = &[Place::Item];

use Holds::{
    Anything, Html, IsoDate, Language, Latitude, Link, Longitude, Number, Numbers, Period, Plain, Resource,
    Rfc3339, Text, W3cDate,
};

const MODULES: &[Module] = &[
    Module {
        namespace: DC,
        places: EVERYWHERE,
        once: &[
            ("title", Text),
            ("description", Text),
            ("type", Text),
            ("format", Text),
            ("source", Text),
            ("language", Language),
            ("rights", Plain),
            ("date", W3cDate),
        ],
        many: &[
            ("creator", Text),
            ("subject", Text),
            ("publisher", Text),
            ("contributor", Text),
            ("identifier", Text),
            ("relation", Text),
            ("coverage", Text),
        ],
    },
    Module {
        namespace: DCTERMS,
        places: EVERYWHERE,
        once: &[("created", W3cDate), ("issued", W3cDate), ("modified", W3cDate), ("extent", Number(1))],
        many: &[
            ("title", Anything),
            ("abstract", Anything),
            ("accessRights", Anything),
            ("accrualMethod", Anything),
            ("accrualPeriodicity", Anything),
            ("accrualPolicy", Anything),
            ("alternative", Anything),
            ("audience", Anything),
            ("available", Anything),
            ("bibliographicCitation", Anything),
            ("conformsTo", Resource),
            ("dateAccepted", Anything),
            ("dateCopyrighted", Anything),
            ("dateSubmitted", Anything),
            ("educationLevel", Anything),
            ("hasFormat", Resource),
            ("hasPart", Resource),
            ("hasVersion", Resource),
            ("instructionalMethod", Anything),
            ("isFormatOf", Resource),
            ("isPartOf", Resource),
            ("isReferencedBy", Resource),
            ("isReplacedBy", Resource),
            ("isRequiredBy", Resource),
            ("isVersionOf", Resource),
            ("license", Anything),
            ("mediator", Anything),
            ("provenance", Anything),
            ("references", Resource),
            ("replaces", Resource),
            ("requires", Resource),
            ("rightsHolder", Anything),
            ("spatial", Anything),
            ("tableOfContents", Resource),
            ("temporal", Anything),
            ("valid", Anything),
        ],
    },
    Module {
        namespace: SYNDICATION,
        places: CHANNEL,
        once: &[("updatePeriod", Period), ("updateFrequency", Number(1)), ("updateBase", W3cDate)],
        many: &[],
    },
    Module {
        namespace: SLASH,
        places: ITEM,
        once: &[("comments", Number(0)), ("hit_parade", Numbers), ("hit-parade", Numbers)],
        many: &[("section", Text), ("department", Text)],
    },
    Module {
        namespace: COMMENT_API,
        places: ITEM,
        once: &[("comment", Link), ("commentRss", Link), ("commentRSS", Link)],
        many: &[],
    },
    Module { namespace: TRACKBACK, places: ITEM, once: &[("ping", Resource)], many: &[("about", Resource)] },
    Module {
        namespace: ADMIN,
        places: CHANNEL,
        once: &[("generatorAgent", Resource), ("errorReportsTo", Resource)],
        many: &[],
    },
    Module {
        namespace: BLOG_CHANNEL,
        places: CHANNEL,
        once: &[("blogRoll", Link), ("mySubscriptions", Link), ("blink", Link), ("changes", Link)],
        many: &[],
    },
    Module { namespace: CREATIVE_COMMONS, places: EVERYWHERE, once: &[], many: &[("license", Link)] },
    Module {
        namespace: GEO,
        places: EVERYWHERE,
        once: &[],
        many: &[("lat", Latitude), ("long", Longitude), ("alt", Anything), ("Point", Anything)],
    },
    Module {
        namespace: GEOURL,
        places: EVERYWHERE,
        once: &[],
        many: &[("latitude", Latitude), ("longitude", Longitude)],
    },
    Module {
        namespace: ICBM,
        places: EVERYWHERE,
        once: &[],
        many: &[("latitude", Latitude), ("longitude", Longitude)],
    },
    Module {
        namespace: EVENT,
        places: ITEM,
        once: &[("startdate", IsoDate), ("enddate", IsoDate), ("type", Text)],
        many: &[("location", Anything), ("organizer", Anything)],
    },
    Module {
        namespace: AGGREGATION,
        places: ITEM,
        once: &[("source", Text), ("sourceURL", Link), ("timestamp", IsoDate)],
        many: &[],
    },
    Module { namespace: ANNOTATE, places: ITEM, once: &[("reference", Resource)], many: &[] },
    Module { namespace: CHANGED_PAGE, places: CHANNEL, once: &[], many: &[("server", Resource)] },
    Module {
        namespace: HISTORY,
        places: CHANNEL,
        once: &[],
        many: &[("archive", Anything), ("complete", Anything)],
    },
    Module {
        namespace: THREADING,
        places: EVERYWHERE,
        once: &[("total", Number(0))],
        many: &[("in-reply-to", Anything)],
    },
    Module { namespace: CONTENT, places: ITEM, once: &[("encoded", Html), ("items", Anything)], many: &[] },
    Module {
        namespace: APP,
        places: EVERYWHERE,
        once: &[("edited", Rfc3339), ("control", Anything), ("collection", Anything)],
        many: &[],
    },
];

/// Checks an element of a module.
pub(super) fn element(document: &mut Document<'_, '_>, node: Node<'_, '_>, place: Place) {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    if namespace == ATOM {
        return atom_in_rss(document, node, place);
    }
    let Some(module) = MODULES.iter().find(|module| module.namespace == namespace) else { return };
    // Qualified elements of Dublin Core (`dc:date.created`) hold what the unqualified do.
    let full = node.tag_name().name();
    let name = if namespace == DC { full.split('.').next().unwrap_or(full) } else { full };
    let of_name = |(known, _): &&Element| *known == name;
    let single = module.once.iter().find(of_name);
    let Some((_, holds)) =
        single.or_else(|| module.many.iter().find(of_name)).filter(|_| module.places.contains(&place))
    else {
        // RDF takes any property of any vocabulary.
        if !in_rdf(node) {
            document.undefined(node);
        }
        return;
    };
    if single.is_some() && node.prev_siblings().skip(1).any(|other| is(other, Some(namespace), full)) {
        document.say("DuplicateElement", node, &format!("`{}` is there more than once", qualified(node)));
    }
    if full == "commentRSS" {
        document.say("CommentRSS", node, "the element is `wfw:commentRss`");
    }
    value(document, node, *holds);
}

/// Whether the document is RSS 1.0 or 1.1.
fn in_rdf(node: Node<'_, '_>) -> bool {
    node.document().root_element().tag_name().namespace().is_some_and(|root| matches!(root, RDF | RSS_11))
}

fn value(document: &mut Document<'_, '_>, node: Node<'_, '_>, holds: Holds) {
    // In RDF, an element may hold a description in place of its text.
    let rdf = in_rdf(node);
    let text_node = text(node);
    let value = text_node.trim();
    let mut fault = |rule: &str, what: &str| {
        document.say(rule, node, &format!("`{}` is not {what}: `{value}`", qualified(node)));
    };
    match holds {
        Anything => {}
        Text if rdf => {}
        Text => document.leaf(node),
        Plain => document.plain(node, value, "ContainsHTML"),
        Html => rss_item::html(document, node),
        Link => document.full_link(node),
        Resource => match node.attribute((RDF, "resource")) {
            Some(resource) => {
                document.uri(
                    node,
                    resource,
                    (Form::Reference, Letters::Ascii, "InvalidLink"),
                    "`rdf:resource`",
                );
            }
            None if rdf || value.is_empty() => {
                let message = format!("`{}` has no `rdf:resource`", qualified(node));
                document.say("MissingAttribute", node, &message);
            }
            None => document.full_link(node),
        },
        W3cDate if !values::is_w3c_date(value, false) => {
            fault("InvalidW3CDTFDate", "a date of the W3C's note");
        }
        IsoDate if !values::is_w3c_date(value, true) => fault("InvalidISO8601DateTime", "a date of ISO 8601"),
        W3cDate | IsoDate => {}
        Rfc3339 => document.rfc3339(node),
        Number(0) => document.number(node, 0, "InvalidNonNegativeInteger"),
        Number(least) => document.number(node, least, "InvalidPositiveInteger"),
        Numbers => {
            let number =
                |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|b| b.is_ascii_digit());
            if !value.split(',').all(number) {
                fault("InvalidCommaSeparatedIntegers", "a list of numbers");
            }
        }
        Language => document.language(node),
        Latitude | Longitude => {
            let (most, rule, what) = match holds {
                Latitude => (90.0, "InvalidLatitude", "a latitude"),
                _ => (180.0, "InvalidLongitude", "a longitude"),
            };
            if !value.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most) {
                fault(rule, what);
            }
        }
        Period => {
            if !matches!(value, "hourly" | "daily" | "weekly" | "monthly" | "yearly") {
                fault("InvalidUpdatePeriod", "`hourly`, `daily`, `weekly`, `monthly` or `yearly`");
            }
        }
    }
}

/// Elements of Atom in RSS hold what they hold in Atom.
fn atom_in_rss(document: &mut Document<'_, '_>, node: Node<'_, '_>, place: Place) {
    match (node.tag_name().name(), place) {
        ("link", _) => links::link(document, node),
        ("content", Place::Item) => atom_text::content(document, node),
        (name @ ("published" | "summary"), Place::Item)
        | (name @ ("icon" | "logo" | "generator" | "subtitle"), Place::Channel)
        | (name @ ("author" | "category" | "contributor" | "id" | "title" | "rights" | "updated"), _) => {
            atom::common(document, node, name);
        }
        _ => document.undefined(node),
    }
}

/// A license of each of the two modules.
pub(super) fn licenses(document: &mut Document<'_, '_>, parent: Node<'_, '_>, rule: &str) {
    if let (Some(_), Some(twin)) =
        (child(parent, Some(CREATIVE_COMMONS), "license"), child(parent, Some(CC), "license"))
    {
        document.say(rule, twin, "`creativeCommons:license` and `cc:license` say the same");
    }
}
