//! Which modules of a crate import which: by `use` lines, by re-exports, and by `crate::`, `super::` and `self::` within
//! expressions. Whoever names what a module re-exports imports both that module and the one that it is from.

use crate::places;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A module by its path: `["settings", "value"]`; the crate's root is empty.
type Path = Vec<String>;

/// A module: its code, and the names that it re-exports with the paths that they stand for.
struct Module {
    code: String,
    reexports: Vec<(String, Path)>,
}

/// The circles of imports between the modules of a crate below `crates/`, each as the paths of its modules.
///
/// # Panics
/// When there is no such crate.
pub fn circles(name: &str) -> Vec<Vec<String>> {
    circles_of(&read(name))
}

fn circles_of(modules: &BTreeMap<Path, Module>) -> Vec<Vec<String>> {
    // What is at the root itself is a macro; what `lib.rs` re-exports is for other crates.
    let mut imports: BTreeMap<&Path, BTreeSet<Path>> = BTreeMap::new();
    for (path, module) in modules {
        let targets = paths_in(&module.code, path, modules).into_iter();
        let targets = targets.flat_map(|target| [named(&target, modules), defining(&target, modules, 0)]);
        imports
            .insert(path, targets.flatten().filter(|target| target != path && !target.is_empty()).collect());
    }
    components(&imports)
}

fn read(name: &str) -> BTreeMap<Path, Module> {
    let root = places::root().join("crates").join(name).join("src");
    let mut modules = BTreeMap::new();
    for file in places::files_below(&root).into_iter().filter(|file| file.ends_with(".rs")) {
        let text = fs::read_to_string(root.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut path: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if matches!(path.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            path.pop();
        }
        // Of a program and a library of one name, the library is the one that has modules.
        if !file.ends_with("main.rs") || !modules.contains_key(&path) {
            modules.insert(path, Module { code: code_of(&text), reexports: Vec::new() });
        }
    }
    assert!(!modules.is_empty(), "there is no crate `{name}`");
    let known: Vec<Path> = modules.keys().cloned().collect();
    for path in known {
        let code = modules[&path].code.clone();
        let mut reexports = Vec::new();
        for tree in uses(&code).into_iter().filter(|(public, _)| *public).map(|(_, tree)| tree) {
            for (target, alias) in leaves(&tree) {
                reexports.push((alias, absolute(&target, &path, &modules).unwrap_or_default()));
            }
        }
        if let Some(module) = modules.get_mut(&path) {
            module.reexports = reexports;
        }
    }
    modules
}

/// The text without comments, texts in quotes, and tests.
fn code_of(text: &str) -> String {
    // What a macro writes elsewhere is no import here.
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().replace("$crate", "");
    let mut code = String::new();
    for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
        let mut quoted = false;
        let mut before = ' ';
        for (at, letter) in line.char_indices() {
            if letter == '"' && before != '\\' && before != '\'' {
                quoted = !quoted;
            } else if !quoted && line[at..].starts_with("// ") {
                break;
            } else if !quoted {
                code.push(letter);
            }
            before = letter;
        }
        code.push('\n');
    }
    code
}

/// The trees of the `use` lines, and whether each is public.
fn uses(code: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim();
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
        if line.is_empty() || line.starts_with("pub") {
            found.push((
                line.starts_with("pub"),
                rest[at + 4..end].split_whitespace().collect::<Vec<_>>().join(" "),
            ));
        }
        rest = &rest[end..];
    }
    found
}

/// The paths of a tree, and the name that each gets.
fn leaves(tree: &str) -> Vec<(Path, String)> {
    let mut all = Vec::new();
    expand(tree.trim(), &[], &mut all);
    all
}

fn expand(tree: &str, before: &[String], all: &mut Vec<(Path, String)>) {
    if let Some(open) = tree.find('{') {
        let inside = tree[open + 1..].trim_end().trim_end_matches('}');
        let prefix = before.iter().cloned().chain(segments(&tree[..open])).collect::<Path>();
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in inside.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(inside[start..at].trim(), &prefix, all);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return expand(inside[start..].trim(), &prefix, all);
    }
    if tree.is_empty() {
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias)));
    let mut path: Path = before.iter().cloned().chain(segments(path)).collect();
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let alias = alias.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
    all.push((path, alias));
}

fn segments(path: &str) -> impl Iterator<Item = String> + '_ {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

/// A path of a module as one from the crate's root; `None` for one of another crate.
fn absolute(path: &Path, module: &Path, modules: &BTreeMap<Path, Module>) -> Option<Path> {
    let mut base = module.clone();
    let mut rest = path.as_slice();
    match rest.first().map(String::as_str)? {
        "crate" => base.clear(),
        "self" => {}
        "super" => {}
        first => {
            let child: Path = module.iter().cloned().chain([first.to_owned()]).collect();
            return modules
                .contains_key(&child)
                .then(|| base.into_iter().chain(path.iter().cloned()).collect());
        }
    }
    while let Some(first) = rest.first() {
        match first.as_str() {
            "crate" | "self" => {}
            "super" => {
                base.pop();
            }
            _ => break,
        }
        rest = &rest[1..];
    }
    Some(base.into_iter().chain(rest.iter().cloned()).collect())
}

/// All paths within the crate that a module's code names.
fn paths_in(code: &str, module: &Path, modules: &BTreeMap<Path, Module>) -> Vec<Path> {
    let mut found: Vec<Path> =
        uses(code).iter().flat_map(|(_, tree)| leaves(tree)).map(|(path, _)| path).collect();
    // Names within expressions.
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    for word in code.split(|letter| !is_name(letter)) {
        if word.contains("::") && ["crate::", "super::", "self::"].iter().any(|start| word.starts_with(start))
        {
            found.push(segments(word).collect());
        }
    }
    found.iter().filter_map(|path| absolute(path, module, modules)).collect()
}

/// The module that a path names, as far as it names modules.
fn named(path: &Path, modules: &BTreeMap<Path, Module>) -> Option<Path> {
    let length = (0..=path.len()).rev().find(|&length| modules.contains_key(&path[..length]))?;
    Some(path[..length].to_vec())
}

/// The module that a path leads to, behind all re-exports.
fn defining(path: &Path, modules: &BTreeMap<Path, Module>, depth: usize) -> Option<Path> {
    let length = (0..=path.len()).rev().find(|&length| modules.contains_key(&path[..length]))?;
    let module = path[..length].to_vec();
    let Some(name) = path.get(length) else { return Some(module) };
    let reexported = modules[&module].reexports.iter().find(|(alias, _)| alias == name);
    match reexported {
        Some((_, target)) if depth < 8 && !target.is_empty() && target != path => {
            defining(target, modules, depth + 1)
        }
        _ => Some(module),
    }
}

/// The groups of modules that reach each other.
fn components(imports: &BTreeMap<&Path, BTreeSet<Path>>) -> Vec<Vec<String>> {
    let reach = |from: &Path| {
        let mut reached = BTreeSet::new();
        let mut pending = vec![from.clone()];
        while let Some(module) = pending.pop() {
            for next in imports.get(&module).into_iter().flatten() {
                if reached.insert(next.clone()) {
                    pending.push(next.clone());
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&Path, BTreeSet<Path>> = imports.keys().map(|&path| (path, reach(path))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (&path, targets) in &reached {
        if targets.contains(path) {
            let circle =
                targets.iter().filter(|other| reached.get(other).is_some_and(|back| back.contains(path)));
            circles.insert(circle.map(|path| path.join("::")).collect());
        }
    }
    circles.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_expanded() {
        let shown = |tree: &str| -> Vec<String> {
            leaves(tree).into_iter().map(|(path, alias)| format!("{} {alias}", path.join("::"))).collect()
        };
        assert_eq!(
            shown("crate::{a::{self, B}, c::D as E}"),
            ["crate::a a", "crate::a::B B", "crate::c::D E"]
        );
    }

    #[test]
    fn circles_go_through_reexports() {
        let module = |code: &str, reexports: &[(&str, &[&str])]| Module {
            code: code.to_owned(),
            reexports: reexports
                .iter()
                .map(|(name, path)| ((*name).to_owned(), path.iter().map(|&part| part.to_owned()).collect()))
                .collect(),
        };
        let path = |text: &str| -> Path { segments(text).collect() };
        let modules = BTreeMap::from([
            (path("a"), module("pub use b::B;\n", &[("B", &["a", "b", "B"])])),
            (path("a::b"), module("use crate::c::C;\n", &[])),
            (path("c"), module("let b = crate::a::B::new();\n", &[])),
        ]);
        assert_eq!(circles_of(&modules), [["a", "a::b", "c"]]);
    }

    #[test]
    fn comments_and_texts_are_no_code() {
        let code = code_of("// use crate::a;\nlet x = \"crate::b::C\"; // crate::d::E\n'\"' crate::f");
        assert!(
            !code.contains("crate::a") && !code.contains("crate::b") && !code.contains("crate::d"),
            "{code}"
        );
        assert!(code.contains("crate::f"), "{code}");
    }
}
