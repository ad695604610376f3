//! PHP's `serialize`, as far as the sizes of pictures stand in it.

/// Width and height in `_wp_attachment_metadata`: those of the picture itself, which stand before those of its sizes.
///
/// The lengths that PHP writes are not believed: exports are edited by hand, and bytes counted as characters.
pub(super) fn size(serialized: &str) -> (Option<u32>, Option<u32>) {
    let own = serialized.split("\"sizes\"").next().unwrap_or(serialized);
    (member(own, "width"), member(own, "height"))
}

/// `"name";i:800;` or `"name";s:3:"800";`.
fn member(serialized: &str, name: &str) -> Option<u32> {
    let (_, rest) = serialized.split_once(&format!("\"{name}\";"))?;
    let value = match rest.strip_prefix("i:") {
        Some(integer) => integer,
        None => rest.strip_prefix("s:")?.split_once(":\"")?.1,
    };
    let digits = value.find(|c: char| !c.is_ascii_digit()).map_or(value, |end| &value[..end]);
    digits.parse().ok().filter(|pixels| *pixels > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(serialized: &str, expected: (Option<u32>, Option<u32>)) {
        assert_eq!(size(serialized), expected, "{serialized}");
    }

    #[test]
    fn sizes() {
        check(r#"a:2:{s:5:"width";i:1600;s:6:"height";i:900;}"#, (Some(1600), Some(900)));
        check(r#"a:2:{s:5:"width";s:3:"400";s:6:"height";s:3:"300";}"#, (Some(400), Some(300)));
        check(r#"a:1:{s:5:"sizes";a:1:{s:5:"thumb";a:1:{s:5:"width";i:150;}}}"#, (None, None));
        check("broken", (None, None));
    }
}
