//! Writes posts of hostile size into a folder, a file each: `hostile-giants FOLDER BYTES`. Prints their names.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program of the tests")]

use offprint_tests::giants;
use std::{env, fs, path::PathBuf};

fn main() {
    let mut arguments = env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().expect("the folder to write into"));
    let bytes = arguments.next().and_then(|bytes| bytes.to_str()?.parse().ok()).expect("how many bytes each");
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for (index, giant) in giants::all(bytes).into_iter().enumerate() {
        let path = folder.join(format!("{index:03}.json"));
        fs::write(&path, giant.json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        println!("{}", giant.name);
    }
}
