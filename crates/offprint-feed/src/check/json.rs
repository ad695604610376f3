//! JSON Feed 1.0 and 1.1, by its specification: the W3C's validator does not read it.

use super::{CheckOptions, Finding, markup, rules, values};
use serde_json::{Map, Value};
use std::collections::HashSet;

struct Checker<'a> {
    options: &'a CheckOptions<'a>,
    findings: Vec<Finding>,
}

pub(super) fn check(bytes: &[u8], options: &CheckOptions<'_>) -> Vec<Finding> {
    let mut checker = Checker { options, findings: Vec::new() };
    match serde_json::from_slice::<Map<String, Value>>(bytes) {
        Ok(feed) => checker.feed(&feed),
        Err(error) => {
            let place = |number: usize| u32::try_from(number).unwrap_or(0);
            checker.findings.push(Finding {
                rule: rules::named("InvalidJSON"),
                line: place(error.line()),
                column: place(error.column()),
                message: format!("no JSON object: {error}"),
            });
        }
    }
    checker.findings
}

impl Checker<'_> {
    fn say(&mut self, rule: &str, pointer: &str, message: &str) {
        let message = format!("`{pointer}`: {message}");
        self.findings.push(Finding { rule: rules::named(rule), line: 0, column: 0, message });
    }

    fn feed(&mut self, feed: &Map<String, Value>) {
        let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
        if !matches!(version, "https://jsonfeed.org/version/1.1" | "https://jsonfeed.org/version/1") {
            self.say("InvalidJsonFeedVersion", "/version", &format!("no version of JSON Feed: `{version}`"));
        }
        if self.text(feed, "", "title").is_none() {
            self.say("MissingElement", "/title", "the feed has no title");
        }
        for name in ["home_page_url", "feed_url", "next_url", "icon", "favicon"] {
            self.address(feed, "", name);
        }
        match (feed.get("feed_url").and_then(Value::as_str), self.options.location) {
            (None, _) => {
                self.say("MissingSelf", "/feed_url", "the feed does not say its own address");
            }
            (Some(own), Some(location)) if own != location => {
                let message = format!("the feed calls itself `{own}`, and is served from `{location}`");
                self.say("SelfDoesntMatchLocation", "/feed_url", &message);
            }
            _ => {}
        }
        self.people(feed, "");
        self.language(feed, "");
        let Some(items) = feed.get("items").and_then(Value::as_array) else {
            return self.say("MissingElement", "/items", "the feed has no list of items");
        };
        let mut ids = HashSet::new();
        for (index, item) in items.iter().enumerate() {
            let pointer = format!("/items/{index}");
            match item.as_object() {
                Some(item) => self.item(item, &pointer, &mut ids),
                None => self.say("InvalidJsonValue", &pointer, "no object"),
            }
        }
    }

    fn item<'v>(&mut self, item: &'v Map<String, Value>, pointer: &str, ids: &mut HashSet<&'v str>) {
        match item.get("id") {
            Some(Value::String(id)) if !id.is_empty() => {
                if !ids.insert(id) {
                    self.say(
                        "DuplicateIds",
                        &format!("{pointer}/id"),
                        &format!("two items have the id `{id}`"),
                    );
                }
            }
            Some(Value::String(_)) | None => {
                self.say("MissingGuid", &format!("{pointer}/id"), "the item has no id");
            }
            Some(_) => self.say("InvalidJsonValue", &format!("{pointer}/id"), "an id is a string"),
        }
        for name in ["url", "external_url", "image", "banner_image"] {
            self.address(item, pointer, name);
        }
        self.text(item, pointer, "title");
        self.text(item, pointer, "summary");
        let html = item.get("content_html").and_then(Value::as_str);
        if html.is_none() && item.get("content_text").and_then(Value::as_str).is_none() {
            self.say(
                "MissingContentOrAlternate",
                pointer,
                "the item has neither `content_html` nor `content_text`",
            );
        }
        for (rule, message) in markup::faults(html.unwrap_or_default()) {
            self.say(rule, &format!("{pointer}/content_html"), &message);
        }
        for name in ["date_published", "date_modified"] {
            let Some(value) = item.get(name) else { continue };
            if value.as_str().and_then(values::rfc3339).is_none() {
                self.say(
                    "InvalidRFC3339Date",
                    &format!("{pointer}/{name}"),
                    &format!("no date of RFC 3339: `{value}`"),
                );
            }
        }
        self.people(item, pointer);
        self.language(item, pointer);
        for (index, attachment) in
            item.get("attachments").and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            let pointer = format!("{pointer}/attachments/{index}");
            let Some(attachment) = attachment.as_object() else { continue };
            if attachment.get("url").is_none() {
                self.say("MissingElement", &pointer, "the attachment has no `url`");
            }
            self.address(attachment, &pointer, "url");
            let kind = attachment.get("mime_type").and_then(Value::as_str).unwrap_or_default();
            if !values::is_media_type(kind) {
                self.say(
                    "InvalidMIMEAttribute",
                    &pointer,
                    &format!("`mime_type` is no media type: `{kind}`"),
                );
            }
        }
    }

    fn people(&mut self, object: &Map<String, Value>, pointer: &str) {
        if object.contains_key("author") {
            self.say(
                "DeprecatedJsonMember",
                &format!("{pointer}/author"),
                "version 1.1 has a list: `authors`",
            );
        }
        for (index, person) in
            object.get("authors").and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            let pointer = format!("{pointer}/authors/{index}");
            let person = person.as_object();
            if person
                .is_none_or(|person| !["name", "url", "avatar"].iter().any(|name| person.contains_key(*name)))
            {
                self.say("MissingElement", &pointer, "the author has neither name, url nor avatar");
            }
            if let Some(person) = person {
                self.address(person, &pointer, "url");
            }
        }
    }

    fn language(&mut self, object: &Map<String, Value>, pointer: &str) {
        if let Some(value) = object.get("language")
            && !value.as_str().is_some_and(values::is_language)
        {
            self.say("InvalidLanguage", &format!("{pointer}/language"), &format!("no language: `{value}`"));
        }
    }

    fn address(&mut self, object: &Map<String, Value>, pointer: &str, name: &str) {
        if let Some(value) = object.get(name)
            && !value.as_str().is_some_and(values::is_full_link)
        {
            self.say(
                "InvalidFullLink",
                &format!("{pointer}/{name}"),
                &format!("no whole address: `{value}`"),
            );
        }
    }

    /// A text that is there; blank ones are told.
    fn text<'v>(&mut self, object: &'v Map<String, Value>, pointer: &str, name: &str) -> Option<&'v str> {
        let text = object.get(name)?.as_str();
        match text {
            None => self.say("InvalidJsonValue", &format!("{pointer}/{name}"), "no string"),
            Some(text) if text.trim().is_empty() => {
                self.say("NotBlank", &format!("{pointer}/{name}"), &format!("`{name}` is blank"));
            }
            Some(_) => {}
        }
        text
    }
}
