//! Namespaces that the validator knows, and the prefix that is usual for each.

pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const ATOM_03: &str = "http://purl.org/atom/ns#";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const DCTERMS: &str = "http://purl.org/dc/terms/";
pub(super) const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";
pub(super) const THREADING: &str = "http://purl.org/syndication/thread/1.0";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub(super) const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RSS_090: &str = "http://my.netscape.com/rdf/simple/0.9/";
pub(super) const RSS_10: &str = "http://purl.org/rss/1.0/";
pub(super) const RSS_11: &str = "http://purl.org/net/rss1.1#";
pub(super) const SLASH: &str = "http://purl.org/rss/1.0/modules/slash/";
pub(super) const SYNDICATION: &str = "http://purl.org/rss/1.0/modules/syndication/";
pub(super) const ADMIN: &str = "http://webns.net/mvcb/";
pub(super) const BLOG_CHANNEL: &str = "http://backend.userland.com/blogChannelModule";
pub(super) const CC: &str = "http://web.resource.org/cc/";
pub(super) const CREATIVE_COMMONS: &str = "http://backend.userland.com/creativeCommonsRssModule";
pub(super) const TRACKBACK: &str = "http://madskills.com/public/xml/rss/module/trackback/";
pub(super) const COMMENT_API: &str = "http://wellformedweb.org/CommentAPI/";
pub(super) const GEO: &str = "http://www.w3.org/2003/01/geo/wgs84_pos#";
pub(super) const GEOURL: &str = "http://geourl.org/rss/module/";
pub(super) const ICBM: &str = "http://postneo.com/icbm";
pub(super) const EVENT: &str = "http://purl.org/rss/1.0/modules/event/";
pub(super) const AGGREGATION: &str = "http://purl.org/rss/1.0/modules/aggregation/";
pub(super) const ANNOTATE: &str = "http://purl.org/rss/1.0/modules/annotate/";
pub(super) const CHANGED_PAGE: &str = "http://my.theinfo.org/changed/1.0/rss/";
pub(super) const APP: &str = "http://www.w3.org/2007/app";
pub(super) const MEDIA: &str = "http://search.yahoo.com/mrss/";

pub(super) const KNOWN: &[(&str, &str)] = &[
    ("access", "http://www.bloglines.com/about/specs/fac-1.0"),
    ("admin", ADMIN),
    ("ag", AGGREGATION),
    ("annotate", ANNOTATE),
    ("app", APP),
    ("atom", ATOM),
    ("audio", "http://media.tangent.org/rss/1.0/"),
    ("blogChannel", BLOG_CHANNEL),
    ("cc", CC),
    ("cf", "http://www.microsoft.com/schemas/rss/core/2005"),
    ("company", "http://purl.org/rss/1.0/modules/company"),
    ("content", CONTENT),
    ("conversationsNetwork", "http://conversationsnetwork.org/rssNamespace-1.0/"),
    ("cp", CHANGED_PAGE),
    ("creativeCommons", CREATIVE_COMMONS),
    ("dc", DC),
    ("dcterms", DCTERMS),
    ("email", "http://purl.org/rss/1.0/modules/email/"),
    ("ev", EVENT),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("fh", HISTORY),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("g", "http://base.google.com/ns/1.0"),
    ("geo", GEO),
    ("geourl", GEOURL),
    ("georss", "http://www.georss.org/georss"),
    ("gml", "http://www.opengis.net/gml"),
    ("icbm", ICBM),
    ("image", "http://purl.org/rss/1.0/modules/image/"),
    ("indexing", "urn:atom-extension:indexing"),
    ("itunes", ITUNES),
    ("l", "http://purl.org/rss/1.0/modules/link/"),
    ("mathml", MATHML),
    ("media", MEDIA),
    ("openid", "http://openid.net/xmlns/1.0"),
    ("opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ("opensearch10", "http://a9.com/-/spec/opensearchrss/1.0/"),
    ("opml", "http://www.opml.org/spec2"),
    ("rdf", RDF),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("ref", "http://purl.org/rss/1.0/modules/reference/"),
    ("reqv", "http://purl.org/rss/1.0/modules/richequiv/"),
    ("rss090", RSS_090),
    ("rss091", "http://purl.org/rss/1.0/modules/rss091#"),
    ("rss1", RSS_10),
    ("rss11", RSS_11),
    ("search", "http://purl.org/rss/1.0/modules/search/"),
    ("slash", SLASH),
    ("soap", "http://schemas.xmlsoap.org/soap/envelope/"),
    ("ss", "http://purl.org/rss/1.0/modules/servicestatus/"),
    ("str", "http://hacks.benhammersley.com/rss/streaming/"),
    ("sub", "http://purl.org/rss/1.0/modules/subscription/"),
    ("svg", SVG),
    ("sx", "http://feedsync.org/2007/feedsync"),
    ("sy", SYNDICATION),
    ("taxo", "http://purl.org/rss/1.0/modules/taxonomy/"),
    ("thr", THREADING),
    ("thr", "http://purl.org/rss/1.0/modules/threading/"),
    ("trackback", TRACKBACK),
    ("wfw", COMMENT_API),
    ("wiki", "http://purl.org/rss/1.0/modules/wiki/"),
    ("wiki", "http://www.usemod.com/cgi-bin/mb.pl?ModWiki"),
    ("xhtml", XHTML),
    ("xlink", "http://www.w3.org/1999/xlink"),
];

/// The usual prefix of a namespace.
pub(super) fn usual_prefix(namespace: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(_, known)| *known == namespace).map(|(prefix, _)| *prefix)
}
