//! Players of other sites, from the addresses of their pages: the allow-list of `iframe`s.

use url::Url;

/// Hosts whose players may be framed.
const HOSTS: [&str; 6] = [
    "www.youtube-nocookie.com",
    "player.vimeo.com",
    "open.spotify.com",
    "w.soundcloud.com",
    "geo.dailymotion.com",
    "archive.org",
];

/// The address of the player for what this page shows, if its site is on the list.
pub(crate) fn player(page: &str) -> Option<String> {
    let url = Url::parse(page).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    let mut segments = url.path_segments()?.filter(|segment| !segment.is_empty());
    let (first, second) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let name = |name: &str| {
        let plain = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        plain.then(|| name.to_owned())
    };
    match host {
        "youtube.com" | "youtube-nocookie.com" => {
            let id = match first {
                "watch" => url.query_pairs().find(|(key, _)| key == "v").and_then(|(_, id)| name(&id)),
                "embed" | "shorts" | "live" => name(second),
                _ => None,
            }?;
            Some(format!("https://www.youtube-nocookie.com/embed/{id}"))
        }
        "youtu.be" => Some(format!("https://www.youtube-nocookie.com/embed/{}", name(first)?)),
        "vimeo.com" if first.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(format!("https://player.vimeo.com/video/{}", name(first)?))
        }
        "open.spotify.com" if matches!(first, "track" | "album" | "playlist" | "episode" | "show") => {
            Some(format!("https://open.spotify.com/embed/{first}/{}", name(second)?))
        }
        "soundcloud.com" if !second.is_empty() => {
            let mut player = Url::parse("https://w.soundcloud.com/player/").ok()?;
            player.query_pairs_mut().append_pair("url", page);
            Some(player.to_string())
        }
        "dailymotion.com" if first == "video" => {
            Some(format!("https://geo.dailymotion.com/player.html?video={}", name(second)?))
        }
        "archive.org" if first == "details" => Some(format!("https://archive.org/embed/{}", name(second)?)),
        _ => None,
    }
}

/// Whether a frame may show this address.
pub(crate) fn is_player(address: &str) -> bool {
    Url::parse(address)
        .is_ok_and(|url| url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_players() {
        let pages = [
            (
                "https://www.youtube.com/watch?v=aB-3_x&t=5",
                Some("https://www.youtube-nocookie.com/embed/aB-3_x"),
            ),
            ("https://youtu.be/aB3", Some("https://www.youtube-nocookie.com/embed/aB3")),
            ("https://vimeo.com/123", Some("https://player.vimeo.com/video/123")),
            ("https://open.spotify.com/track/x1", Some("https://open.spotify.com/embed/track/x1")),
            (
                "https://www.dailymotion.com/video/x8",
                Some("https://geo.dailymotion.com/player.html?video=x8"),
            ),
            ("https://vimeo.com/ondemand/x", None),
            ("https://other.example/video/1", None),
            ("https://www.youtube.com/watch?v=%22onload", None),
        ];
        for (page, expected) in pages {
            assert_eq!(player(page).as_deref(), expected, "{page}");
            assert!(expected.is_none_or(is_player), "{page}");
        }
        assert!(is_player(&player("https://soundcloud.com/a/b").unwrap()));
        assert!(!is_player("https://evil.example/?https://player.vimeo.com/"));
    }
}
