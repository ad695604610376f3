//! Any model: its Markdown, read by comrak, says what the model says.

mod tree;

#[path = "generate/mod.rs"]
mod generate;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

/// How many models a test run tries; 100,000 for a long look.
const CASES: u32 = 10_000;

#[test]
fn what_is_written_reads_back() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    });
    let result = runner.run(&generate::post(), |post| {
        if let Some(difference) = tree::difference(&post) {
            return Err(TestCaseError::fail(difference));
        }
        Ok(())
    });
    if let Err(error) = result {
        match error {
            proptest::test_runner::TestError::Fail(reason, post) => {
                panic!("{reason}\n--- body\n{:#?}", post.body)
            }
            other => panic!("{other}"),
        }
    }
}
