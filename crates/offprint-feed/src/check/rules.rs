//! The table of rules.

use offprint_core::Severity;

/// A rule, under the validator's own name.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The validator's name of the message.
    pub name: &'static str,
    /// An error makes a feed invalid; a warning, hard to read for some; a note is a matter of taste.
    pub severity: Severity,
    /// What to do.
    pub hint: &'static str,
}

/// The rule of this name; the table holds every name that is asked for, as a test sees.
pub(super) fn named(name: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.name == name).unwrap_or(&RULES[0])
}

const fn error(name: &'static str, hint: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, hint }
}

const fn note(name: &'static str, hint: &'static str) -> Rule {
    Rule { name, severity: Severity::Note, hint }
}

const fn warning(name: &'static str, hint: &'static str) -> Rule {
    Rule { name, severity: Severity::Warning, hint }
}

/// All rules that are checked.
pub const RULES: &[Rule] = &[
    // The document.
    error(
        "SAXError",
        "make the document well-formed: escape `&` and `<`, close every element, leave out control characters",
    ),
    error("BadXmlVersion", "begin with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`"),
    note("ContainsSystemEntity", "leave the document type out"),
    error("DeprecatedDTD", "leave the document type out, or name `http://www.rssboard.org/rss-0.91.dtd`"),
    error("InvalidDoctype", "leave the document type out, or say `version=\"0.91\"`"),
    error("InvalidNamespace", "use `http://www.w3.org/2005/Atom` for Atom and no namespace for RSS"),
    error("MissingNamespace", "give the element its namespace"),
    error("ObsoleteNamespace", "write Atom 1.0: `http://www.w3.org/2005/Atom`"),
    error("NotInANamespace", "give it the namespace of its module"),
    error("MediaRssNamespace", "write `http://search.yahoo.com/mrss/`"),
    error("UndefinedElement", "leave it out, or give it its namespace"),
    error("InvalidRDF", "leave the text out, or say `rdf:parseType=\"Literal\"`"),
    error("UnexpectedText", "leave the text out: it is between elements"),
    error("DuplicateElement", "keep one"),
    error("MissingElement", "add it"),
    error("MissingTitle", "add it"),
    error("MissingLink", "add it"),
    error("MissingDescription", "add it"),
    error("MissingAttribute", "add it"),
    error("MissingHref", "add it"),
    error("UnexpectedAttribute", "leave it out, or correct its spelling: upper and lower case differ"),
    error("MisplacedMetadata", "put it before the entries"),
    warning("MissingSourceElement", "add it"),
    warning("UndeterminableVocabulary", "give the element a namespace, or leave it out"),
    warning("AvoidNamespacePrefix", "make it the default namespace"),
    warning("MisplacedItem", "put the items after the other elements of the channel"),
    note("MissingXmlDeclaration", "begin with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`"),
    note("MissingEncoding", "name the encoding in the XML declaration"),
    warning("NotUTF8", "write UTF-8"),
    warning("BadCharacters", "write the character that windows-1252 has there"),
    note("ObsoleteVersion", "write RSS 2.0 or Atom 1.0"),
    error("InvalidRSSVersion", "write RSS 2.0"),
    warning("UnknownNamespace", "check its spelling; few readers know it"),
    warning("ReservedPrefix", "use the prefix that is usual for this namespace"),
    // Values.
    error("InvalidFullLink", "give a whole address: `https://example.org/path`"),
    error("InvalidLink", "give a URL"),
    error("InvalidIRI", "give an IRI, or one relative to `xml:base`"),
    error("InvalidURIAttribute", "give a URL"),
    error("InvalidURLAttribute", "give a URL of the web: `https://example.org/file.mp3`"),
    error("InvalidUriChar", "percent-encode the character: a space is `%20`"),
    error("UriNotIri", "percent-encode the path, and write the host in Punycode"),
    error("UnexpectedWhitespace", "leave the white space out"),
    error("InvalidPermalink", "say `isPermaLink=\"false\"`"),
    warning("SchemeNotIANARegistered", "use `http:` or `https:`"),
    error("InvalidURN", "give `urn:`, a namespace and a name (RFC 8141)"),
    error("InvalidUUID", "give a UUID in its usual form (RFC 9562)"),
    error("InvalidTAG", "give `tag:`, a domain, a date and a name (RFC 4151)"),
    error("InvalidRFC2822Date", "write it as `Wed, 30 Apr 2025 12:11:12 -0600`"),
    error("IncorrectDOW", "leave the day of the week out, or correct it"),
    error("InvalidRFC3339Date", "write it as `2025-04-30T12:11:12-06:00`"),
    error("InvalidW3CDTFDate", "write it as `2025-04-30T12:11:12-06:00` or `2025-04-30`"),
    error("InvalidISO8601DateTime", "write it as `2025-04-30T12:11:12-06:00` or `2025-04-30`"),
    error("InvalidLanguage", "give a language of ISO 639: `en`, `pt-BR`"),
    error("InvalidIntegerAttribute", "give a number"),
    error("InvalidPositiveInteger", "give a number of at least 1"),
    error("InvalidNonNegativeInteger", "give a number of at least 0"),
    error("UseZeroForUnknown", "write `length=\"0\"`"),
    error("InvalidCommaSeparatedIntegers", "give numbers with commas between them"),
    error("InvalidDay", "give a day in English: `Monday`"),
    error("InvalidHour", "give an hour from 0 to 23"),
    error("EightDaysAWeek", "give each day once"),
    error("NotEnoughHoursInTheDay", "give each hour once"),
    warning("UseZeroForMidnight", "write 0"),
    error("InvalidUpdatePeriod", "write `hourly`, `daily`, `weekly`, `monthly` or `yearly`"),
    error("InvalidLatitude", "give degrees from -90 to 90"),
    error("InvalidLongitude", "give degrees from -180 to 180"),
    error("InvalidFormComponentName", "begin it with a letter"),
    error("InvalidBooleanAttribute", "write `true` or `false`"),
    error("InvalidMIMEAttribute", "give a media type: `audio/mpeg`"),
    error("InvalidMIMEType", "give a media type: `text/html`"),
    error("InvalidContact", "write `name@example.org (Name)`"),
    error("InvalidAddrSpec", "give a mail address alone: `name@example.org`"),
    warning("UnknownHost", "give the whole domain"),
    warning("ContainsEmail", "put the address in `email`"),
    warning("EmailFormat", "write `name@example.org (Name)`"),
    error("InvalidDuration", "write `HH:MM:SS`"),
    error("InvalidItunesEpisodeType", "write `full`, `trailer` or `bonus`"),
    error("InvalidItunesChannelType", "write `episodic` or `serial`"),
    error("InvalidItunesCategory", "choose one of Apple's categories"),
    error("TooLong", "shorten it"),
    warning("ObsoleteItunesCategory", "choose one of Apple's categories of today"),
    warning("InvalidKeywords", "put commas between the words"),
    error("InvalidYesNo", "write `yes`, `no`, `true`, `false` or `clean`"),
    error("InvalidWidth", "at most 144 pixels"),
    error("InvalidHeight", "at most 400 pixels"),
    error("InvalidTextType", "`text`, `html` or `xhtml`"),
    warning("ImplausibleDate", "check the clock that it came from"),
    warning("ProblematicalRFC822Date", "write the offset as a number and the year with four digits"),
    warning("NotBlank", "fill it, or leave it out"),
    warning("AttrNotBlank", "fill it, or leave it out"),
    warning("NonCanonicalURI", "write it in the canonical form of RFC 3986 §6"),
    warning("MissingRealName", "write `name@example.org (Name)`"),
    // Identity and links.
    error("InvalidHttpGUID", "give the post's address, or say `isPermaLink=\"false\"`"),
    error("DuplicateValue", "give each value once, and each item its own guid"),
    error("DuplicateIds", "give each entry its own id"),
    error("DuplicateAtomLink", "keep one alternate link of each type and language"),
    warning("AtomLinkNotEmpty", "put the URL in `href`"),
    error("MissingContentOrAlternate", "add a content, or a link with `rel=\"alternate\"`"),
    error("MissingSummary", "add a summary"),
    error("ItemMustContainTitleOrDescription", "add a title or a description"),
    error("FeedRelInCompleteFeed", "a complete feed has no pages: leave the link out"),
    error("CurrentNotSelfInCompleteFeed", "the current document of a complete feed is itself"),
    error("LinkPastEnd", "leave the link out: there is nothing"),
    error("NoThrWhen", "write `thr:updated`"),
    warning("SelfNotAtom", "write `type=\"application/atom+xml\"`"),
    warning("MissingSelf", "add `<link rel=\"self\" href=\"…\"/>`"),
    warning("MissingAtomSelfLink", "add `<atom:link rel=\"self\" href=\"…\" type=\"application/rss+xml\"/>`"),
    warning("SelfDoesntMatchLocation", "name the address that the feed is served from"),
    warning("RelativeSelf", "give the whole address"),
    warning("DuplicateEntries", "give each entry its own id"),
    warning("DuplicateUpdated", "tell moments as exactly as they are known"),
    warning("MissingGuid", "add a `guid`, so that readers know the item again"),
    warning("NotSufficientlyUnique", "give more than a small number"),
    warning("UnregisteredAtomLinkRel", "use a registered relation, or an address"),
    warning("ArchiveIncomplete", "link the archive's neighbours: `prev-archive`, `next-archive`"),
    warning("MissingCurrentInArchive", "link the current document: `rel=\"current\"`"),
    warning("FeedHistoryRelInEntry", "put the link on the feed"),
    // Text and markup.
    warning("ContainsHTML", "leave the markup out: readers differ in what they make of it here"),
    warning("ContainsUndeclaredHTML", "say `type=\"html\"`, or leave the markup out"),
    error("MissingXhtmlDiv", "put the text in `<div xmlns=\"http://www.w3.org/1999/xhtml\">`"),
    error("NotBase64", "encode it, or give the type of a text"),
    warning("MissingTypeAttr", "add `type`"),
    warning("HtmlFragment", "write the whole document, or `type=\"html\"`"),
    warning("NotInline", "write elements in place of escaped tags, or say `type=\"html\"`"),
    warning("NotHtml", "escape plain text as HTML, and use elements that readers know"),
    warning("SecurityRisk", "leave the element out: readers remove it"),
    warning("SecurityRiskAttr", "leave the attribute out: readers remove it"),
    warning("DangerousStyleAttr", "leave the style out: readers remove it"),
    warning("ContainsRelRef", "give the whole address: readers cannot resolve it"),
    warning("MissingTextualContent", "add a summary"),
    // RSS.
    warning("NeedDescriptionBeforeContent", "put `description` before `content:encoded`"),
    warning("DuplicateItemSemantics", "keep one of the two"),
    warning("DuplicateSemantics", "keep one of the two"),
    warning("DuplicateDescriptionSemantics", "keep one of the two"),
    warning("SlashDate", "add `lastBuildDate` to the channel"),
    warning("CommentRSS", "write `wfw:commentRss`"),
    warning("DuplicateEnclosure", "keep one: readers take the first or the last"),
    warning("ImageTitleDoesntMatch", "give the image the channel's title"),
    warning("ImageLinkDoesntMatch", "give the image the channel's link"),
    warning("ImageUrlFormat", "give a GIF, JPEG or PNG"),
    warning("AvoidTextInput", "leave it out: no reader shows it"),
    warning("MissingItunesElement", "add it, or podcast directories will not take the feed"),
    warning("MissingItunesEmail", "add `itunes:email` to the owner"),
    // JSON Feed.
    error("InvalidJSON", "make it valid JSON"),
    error("InvalidJsonFeedVersion", "write `https://jsonfeed.org/version/1.1`"),
    error("InvalidJsonValue", "give it the type that the specification names"),
    warning("DeprecatedJsonMember", "write the member of version 1.1"),
];
