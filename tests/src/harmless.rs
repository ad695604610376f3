//! HTML that can do nothing: no element, attribute or address that runs a script, or fetches anything but the
//! pictures, sounds and films that it shows.

use scraper::{Html, Node};

/// The elements that offprint writes, in any format.
const TAGS: &str = "a abbr audio b bdi bdo blockquote br caption cite code dd del details div dl dt em figcaption figure footer \
    h1 h2 h3 h4 h5 h6 hr img input ins kbd li mark nav ol p pre q s section source span strong sub summary sup table tbody td \
    tfoot th thead time tr u ul video";

/// The schemes of links that run nothing: those that WordPress allows, and `geo`.
const LINK_SCHEMES: &str =
    "ftp ftps mailto news irc irc6 ircs gopher nntp telnet mms rtsp sms svn tel fax xmpp webcal urn geo";

/// What HTML holds that might do something; `None` when there is nothing.
///
/// `input` is let through as the box of a task list, which cannot be used.
pub fn harm_in(html: &str) -> Option<String> {
    Html::parse_fragment(html).tree.nodes().find_map(|node| {
        let Node::Element(element) = node.value() else { return None };
        let name = element.name();
        // The page that the parser puts around a fragment.
        if matches!(name, "html" | "head" | "body") {
            return None;
        }
        let mathml = &*element.name.ns == "http://www.w3.org/1998/Math/MathML";
        let svg = &*element.name.ns == "http://www.w3.org/2000/svg";
        if svg || !(mathml || TAGS.split_whitespace().any(|tag| tag == name)) {
            return Some(format!("the element `{name}`"));
        }
        if name == "input"
            && !(element.attr("type") == Some("checkbox") && element.attr("disabled").is_some())
        {
            return Some("an `input` that is no box of a task list".to_owned());
        }
        element.attrs().find_map(|(attribute, value)| attribute_harm(attribute, value))
    })
}

fn attribute_harm(attribute: &str, value: &str) -> Option<String> {
    const RUN: [&str; 9] =
        ["srcdoc", "action", "formaction", "data", "srcset", "background", "ping", "autofocus", "target"];
    if attribute.starts_with("on") || RUN.contains(&attribute) {
        return Some(format!("the attribute `{attribute}`"));
    }
    let styled = attribute == "style" && (value.contains('(') || value.contains('\\') || value.contains('@'));
    let address = matches!(attribute, "href" | "src" | "poster" | "cite" | "xlink:href" | "longdesc");
    (styled || address && !is_living(value, attribute)).then(|| format!("`{attribute}` is `{value}`"))
}

fn is_living(address: &str, attribute: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let address = address.to_ascii_lowercase();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = scheme.split_once(':') else { return true };
    match scheme {
        "http" | "https" => {
            let authority = address.split(['/', '?', '#']).nth(2).unwrap_or_default();
            !authority.contains('@')
        }
        // A reader of feeds opens the URL within.
        "feed" => {
            attribute == "href"
                && ["feed://", "feed:https://", "feed:http://"].iter().any(|start| address.starts_with(start))
        }
        _ if LINK_SCHEMES.split_whitespace().any(|known| known == scheme) => attribute == "href",
        "data" => {
            attribute == "src" && address.starts_with("data:image/") && !address.starts_with("data:image/svg")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::harm_in;

    #[test]
    fn harm_is_found() {
        for html in [
            "<script>x</script>",
            "<p onclick=x>",
            "<a href='java&Tab;script:x'>x</a>",
            "<a href='https://a:b@c.example/'>x</a>",
            "<a href='feed:javascript:x'>x</a>",
            "<a href='file:///x'>x</a>",
            "<img src='ftp://a.example/x.png'>",
            "<img src='data:image/svg+xml,x'>",
            "<svg/>",
            "<input autofocus>",
            "<p style='background: url(x)'>",
            "<math><mi><style>x</style></mi></math>",
        ] {
            assert!(harm_in(html).is_some(), "{html}");
        }
    }

    #[test]
    fn what_is_harmless_passes() {
        for html in [
            "<p>a<a href='/x:y#z'>b</a><a href='mailto:a@b.example'>c</a><a href='sms:+43'>d</a></p>",
            "<td style='text-align: right'>x",
            "<math><mi>x</mi></math><img src='https://a.example/x.png' alt=''>",
            "<li><input type=checkbox disabled> x",
        ] {
            assert_eq!(harm_in(html), None, "{html}");
        }
    }
}
