//! A year of several real sites, as an edition: which posts, in which order and sections, against what jq counts.

use offprint_tests::{places, program};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// Of every file the posts of 2022 that are public, each once, by date: site, type and number.
const COUNTED: &str = r#"
    [ .[] | if type == "array" then .[] else . end
      | select(type == "object" and has("id") and has("content") and has("date") and has("link"))
      | select(.date[0:4] == "2022" and .status == "publish" and (.content.protected | not))
      | { id, type, modified: .modified_gmt, date: .date_gmt, site: (.link | split("/")[2]) } ]
    | group_by([.site, .type, .id]) | map(max_by(.modified))
    | sort_by([.type, .date, .site, .id]) | map("\(.type) \(.id)")
"#;

#[test]
fn a_year_of_several_sites_is_what_jq_counts() {
    let Some(corpus) = places::shared("corpus").map(|corpus| corpus.join("wp-rest")) else { return };
    let mut files: Vec<_> = places::files_below(&corpus).into_iter().map(|path| corpus.join(path)).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    let sound = |path: &std::path::PathBuf| {
        fs::read(path).is_ok_and(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).is_ok())
    };
    files.retain(sound);
    let output = Command::new("jq").args(["-s", "-c", COUNTED]).args(&files).output().expect("jq starts");
    let counted: Vec<String> = serde_json::from_slice(&program::well(output).stdout).expect("jq answers");
    let folder = TempDir::new().expect("a folder");
    let sources: Vec<String> = files.iter().map(|path| format!("{:?}", path.to_string_lossy())).collect();
    let config = format!(
        "[[edition]]\nname = 'year'\nsources = [{}]\nrange = '2022'\nsort = 'date'\ngroup-by = 'type'\nformats = 'rss'\n",
        sources.join(", ")
    );
    fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
    let mut command = program::offprint();
    let output = command.current_dir(folder.path()).args(["export", "--dry-run", "--json", "-q"]).output();
    let output = output.expect("offprint starts");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let edition = &report["editions"][0];
    let posts = edition["posts"].as_array().expect("posts");
    let mut made: Vec<String> = posts
        .iter()
        .map(|post| format!("{} {}", post["kind"].as_str().unwrap_or_default(), post["id"]))
        .collect();
    let sections: Vec<u64> = edition["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .filter_map(|section| section["posts"].as_u64())
        .collect();
    assert_eq!(sections.iter().sum::<u64>(), counted.len() as u64);
    // Sections stand in the order of their first posts; within each, posts in that of their dates.
    made.sort_by_key(|post| post.split(' ').next().map(str::to_owned));
    assert!(counted.len() > 20, "jq counts {} posts", counted.len());
    assert_eq!(made, counted);
}
