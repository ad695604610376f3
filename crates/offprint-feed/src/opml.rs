//! OPML 2.0: a list of feeds that readers can subscribe to at once.

use crate::{feed::Channel, text::line, xml::Xml};
use offprint_core::{DateTime, EditionInfo};

/// A list in the making.
pub(crate) struct List {
    xml: Xml,
}

impl List {
    pub(crate) fn new(edition: &EditionInfo, date: Option<DateTime>) -> Self {
        let mut xml = Xml::document();
        xml.open("opml", &[("version", "2.0")]);
        xml.open("head", &[]);
        xml.element("title", &[], &line(&edition.title).unwrap_or_else(|| "Feeds".to_owned()));
        if let Some(date) = date {
            xml.element("dateModified", &[], &date.rfc822());
        }
        if let Some(publisher) = edition.publisher.as_deref().and_then(line) {
            xml.element("ownerName", &[], &publisher);
        }
        xml.element("docs", &[], "http://opml.org/spec2.opml");
        xml.close("head");
        xml.open("body", &[]);
        Self { xml }
    }

    pub(crate) fn add(&mut self, channel: &Channel) {
        let title = channel.title.as_str();
        // Without an address there is only the file, beside the list.
        let own = channel.links.own.as_deref().unwrap_or(&channel.path);
        // The type is `rss` for every feed (OPML 2.0, "Subscription lists").
        let mut attributes = vec![("type", "rss"), ("text", title), ("title", title), ("xmlUrl", own)];
        attributes.extend(channel.home.as_deref().map(|home| ("htmlUrl", home)));
        self.xml.empty("outline", &attributes);
    }

    pub(crate) fn finish(mut self) -> String {
        self.xml.close("body");
        self.xml.close("opml");
        self.xml.finish()
    }
}
