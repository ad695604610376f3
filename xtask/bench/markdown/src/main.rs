//! The cases, the converters that are crates, and the judge of `cargo xtask bench markdown`.
//!
//! `cases FILE` writes the cases, a JSON string a line; `convert NAME CASES OUT` converts them; `judge CASES NAME=OUT…`
//! says how many each converter wrote such that cmark-gfm reads the same model again.
#![forbid(unsafe_code)]

#[path = "../../../../crates/offprint-markdown/tests/suites/mod.rs"]
mod suites;

/// From this crate to the corpus.
const RELATIVE: &str = "../../../../shared/corpus";

use offprint_core::{
    Block, Post,
    html::{CleanContext, clean_blocks},
};
use std::{collections::BTreeMap, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["cases", file] => {
            let cases = suites::all().into_iter().flat_map(|suite| suite.cases);
            Ok(fs::write(file, lines(cases.map(|case| case.html)))?)
        }
        ["convert", name, cases, out] => {
            let cases = read(cases)?;
            Ok(fs::write(out, lines(cases.iter().map(|html| convert(name, html))))?)
        }
        ["judge", outputs @ ..] => judge(outputs),
        _ => Err("cases FILE | convert NAME CASES OUT | judge NAME=OUT…".into()),
    }
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.map(|text| serde_json::Value::String(text).to_string() + "\n").collect()
}

fn read(file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    fs::read_to_string(file)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn convert(name: &str, html: &str) -> String {
    match name {
        "offprint" => {
            let post = Post { slug: "any".into(), body: clean(html), ..Post::default() };
            let text = offprint_markdown::post_to_markdown(&post);
            text.split_once("\n---\n").map_or_else(String::new, |(_, text)| text.to_owned())
        }
        "htmd" => htmd::convert(html).unwrap_or_default(),
        _ => {
            let options = html_to_markdown_rs::ConversionOptions {
                escape_asterisks: true,
                escape_underscores: true,
                escape_misc: true,
                extract_metadata: false,
                ..Default::default()
            };
            let made = html_to_markdown_rs::convert(html, Some(options));
            made.ok().and_then(|made| made.content).unwrap_or_default()
        }
    }
}

fn clean(html: &str) -> Vec<Block> {
    let context = CleanContext { base: suites::BASE.parse().ok(), ..CleanContext::default() };
    clean_blocks(html, &context).blocks
}

fn judge(outputs: &[&str]) -> Result<(), Box<dyn Error>> {
    let named: Vec<(&str, &str)> = outputs.iter().filter_map(|output| output.split_once('=')).collect();
    let texts = named.iter().map(|(_, file)| read(file)).collect::<Result<Vec<_>, _>>()?;
    print!("{:<18} {:>6}", "% equal again", "cases");
    named.iter().for_each(|(name, _)| print!(" {name:>20}"));
    println!();
    let mut number = 0;
    for suite in suites::all() {
        let mut held = 0_u32;
        let mut equal = vec![0_u32; named.len()];
        for case in &suite.cases {
            let at = number;
            number += 1;
            let mut body = clean(&case.html);
            if body.is_empty() || suites::sayable::has_mathematics(&body) {
                continue;
            }
            held += 1;
            suites::sayable::take(&mut body, &mut BTreeMap::new());
            for (texts, equal) in texts.iter().zip(&mut equal) {
                let text = texts.get(at).map_or("", String::as_str);
                let mut again = clean(&suites::cmark_gfm(text).ok_or("cmark-gfm is not there")?);
                suites::sayable::take(&mut again, &mut BTreeMap::new());
                *equal += u32::from(body == again);
            }
        }
        print!("{:<18} {held:>6}", suite.name);
        equal
            .iter()
            .for_each(|equal| print!(" {:>20.1}", f64::from(*equal) * 100.0 / f64::from(held.max(1))));
        println!();
    }
    Ok(())
}
