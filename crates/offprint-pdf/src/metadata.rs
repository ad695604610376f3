//! What the file says of itself: XMP (ISO 16684-1), with the identifiers of PDF/UA-1 and PDF/A-2a.

use offprint_core::DateTime;

/// What is said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metadata {
    pub(crate) title: String,
    pub(crate) subject: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: String,
    pub(crate) date: Option<DateTime>,
}

/// Name and version of the program.
pub(crate) const PRODUCER: &str = concat!("offprint ", env!("CARGO_PKG_VERSION"));

impl Metadata {
    /// The metadata stream.
    pub(crate) fn xmp(&self) -> String {
        let mut out = String::from(HEAD);
        out.push_str("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ");
        out.push_str(
            "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">",
        );
        out.push_str("<dc:format>application/pdf</dc:format>");
        out.push_str(&alternative("title", &self.title));
        if let Some(subject) = &self.subject {
            out.push_str(&alternative("description", subject));
        }
        if !self.authors.is_empty() {
            out.push_str(&list("creator", "Seq", &self.authors));
        }
        if let Some(publisher) = &self.publisher {
            out.push_str(&list("publisher", "Bag", std::slice::from_ref(publisher)));
        }
        out.push_str(&list("language", "Bag", std::slice::from_ref(&self.language)));
        out.push_str(&format!(
            "<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>"
        ));
        if let Some(date) = &self.date {
            let date = date.rfc3339();
            out.push_str(&format!(
                "<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
            ));
        }
        out.push_str("</rdf:Description>");
        out.push_str(CONFORMANCE);
        out.push_str("</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>");
        out
    }

    /// The date as the information dictionary has it (ISO 32000-1 §7.9.4).
    pub(crate) fn info_date(&self) -> Option<String> {
        let date = self.date?;
        let clock = date.civil().strftime("%Y%m%d%H%M%S").to_string();
        let seconds = date.offset.seconds();
        let zone = if seconds == 0 {
            "Z".to_owned()
        } else {
            let minutes = seconds.abs() / 60;
            format!("{}{:02}'{:02}'", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
        };
        Some(format!("D:{clock}{zone}"))
    }
}

fn alternative(name: &str, value: &str) -> String {
    format!(
        "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:{name}>",
        escape(value)
    )
}

fn list(name: &str, kind: &str, values: &[String]) -> String {
    let items: String = values.iter().map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    format!("<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>")
}

/// Escapes characters for XML 1.0, and leaves out those that it cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

const HEAD: &str = "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";

/// The identifiers of both standards; PDF/A-2 §6.6.2.3.3 wants PDF/UA's schema to be described.
const CONFORMANCE: &str = concat!(
    r#"<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>"#,
    r#"</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2"#,
    r#"</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description><rdf:Description rdf:about="" "#,
    r#"xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" "#,
    r#"xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li "#,
    r#"rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"#,
    r#"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid"#,
    r#"</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part"#,
    r#"</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal"#,
    r#"</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file conforms to"#,
    r#"</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"#,
    r#"</rdf:Description>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_is_escaped_and_dates_agree() {
        let metadata = Metadata {
            title: "A & <B>\u{1}".into(),
            language: "en".into(),
            date: DateTime::parse("2025-04-30T12:11:12-06:00"),
            ..Metadata::default()
        };
        let xmp = metadata.xmp();
        assert!(xmp.contains(">A &amp; &lt;B&gt; <"));
        assert!(xmp.contains("<xmp:CreateDate>2025-04-30T12:11:12-06:00<"));
        assert_eq!(metadata.info_date().as_deref(), Some("D:20250430121112-06'00'"));
    }
}
