//! Any model: its Markdown, read by comrak, says what the model says.

mod tree;

#[path = "generate/mod.rs"]
mod generate;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRng, TestRunner},
};

/// How many models a test run tries, the same ones each time; `PROPTEST_CASES` of others for a longer look.
const CASES: u32 = 100_000;

#[test]
fn what_is_written_reads_back() {
    let others = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: others.unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        max_global_rejects: u32::MAX,
        ..Config::default()
    };
    let algorithm = config.rng_algorithm;
    let mut runner = match others {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(algorithm)),
    };
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
