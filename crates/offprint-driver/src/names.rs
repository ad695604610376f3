//! Names that were perhaps misspelt.

/// How near a name must be to another one to be taken for a slip of the pen.
const NEAR: f64 = 0.75;

/// The name that is nearest to this one, if one is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.replace('_', "-");
    let near = |other: &str| strsim::jaro_winkler(&name, other);
    // Of equally near ones the last, as `max_by` gives it.
    known.into_iter().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|other| near(other) > NEAR)
}

/// `; is it …?` with the name that is nearest, if one is near; else nothing.
pub(crate) fn suggestion<S: AsRef<str>>(name: &str, known: &[S]) -> String {
    let found = nearest(name, known.iter().map(AsRef::as_ref));
    found.map(|other| format!("; is it `{other}`?")).unwrap_or_default()
}
