//! `cargo xtask tidy`: the house rules that no compiler knows, each with its reason.
//!
//! A convention that nothing checks is forgotten in a month.
//! To add one, write a function from the [`Tree`] to what is wrong, and give it a line in [`CHECKS`].

mod crates;
mod css;
mod pages;
mod rust;
mod text;
mod tree;

use crate::fault::Result;
use crate::project::Project;
use crate::tally::Tally;
use tree::Tree;

/// One rule of the house.
struct Check {
    /// What must be so.
    rule: &'static str,
    /// Why anyone should care.
    why: &'static str,
    /// Every place where it is not so.
    find: fn(&Tree) -> Vec<String>,
}

const CHECKS: &[Check] = &[
    Check {
        rule: "every crate takes the workspace's lints",
        why: "a crate that sets its own lints leaves the house rules quietly",
        find: crates::lints,
    },
    Check {
        rule: "crates depend on each other as ARCHITECTURE.md says",
        why: "a crate is a promise that Cargo keeps; a new arrow is a decision, taken there and in this table",
        find: crates::arrows,
    },
    Check {
        rule: "libraries that reach outside have one home each",
        why: "no request waits for the network, no page knows the database: only the crate named may list the library",
        find: crates::homes,
    },
    Check {
        rule: "every workspace dependency is used",
        why: "what nobody uses is still downloaded, audited and updated",
        find: crates::unused,
    },
    Check {
        rule: "SQL is in the crate store only",
        why: "one place knows the tables, and every statement is prepared on both engines by its tests",
        find: rust::sql,
    },
    Check {
        rule: "no unsafe code",
        why: "nothing here is worth a memory fault; the lint forbids it, and this says so where the lint is not asked",
        find: rust::unsafe_code,
    },
    Check {
        rule: "a lint is set aside with a reason only",
        why: "the next reader must know whether the exception still holds",
        find: rust::unexplained_allow,
    },
    Check {
        rule: "no file of ours has more than 500 lines",
        why: "what does not fit in a head is split along its seams",
        find: text::length,
    },
    Check {
        rule: "nothing is left for later in comments",
        why: "a promise in a comment is kept by nobody: do it, or write an issue",
        find: text::left_for_later,
    },
    Check {
        rule: "text is UTF-8 with plain line ends, one at the end, and no blanks before them",
        why: "differences show what changed, and nothing else",
        find: text::form,
    },
    Check {
        rule: "no path of one machine",
        why: "what works only in one folder works only for one person",
        find: text::machine_paths,
    },
    Check {
        rule: "no registry is named by its host",
        why: "packages come by name through their clients, from wherever these are set up to look",
        find: text::registries,
    },
    Check {
        rule: "mail addresses are examples",
        why: "a real address in a test or a page gets mail one day, and a person is not sample data",
        find: text::mail,
    },
    Check {
        rule: "vendored code has its version in the path and its licence beside it",
        why: "we may ship it only with its licence, and must know what to update",
        find: pages::vendor,
    },
    Check {
        rule: "ARCHITECTURE.md names only what exists",
        why: "a map that shows a street that is gone is worse than none",
        find: pages::architecture,
    },
    Check {
        rule: "templates hold no style, script or event handler",
        why: "the content security policy refuses them, and only the reader's browser would say so",
        find: pages::inline,
    },
    Check {
        rule: "style sheets never shout",
        why: "`!important` wins against dark mode, contrast mode and print too: use a layer",
        find: css::important,
    },
    Check {
        rule: "colours are named in the two tokens.css only",
        why: "a colour written elsewhere does not follow into dark mode or high contrast",
        find: css::colours,
    },
];

/// Makes every check and shows what it found.
pub fn run(project: &Project) -> Result<Tally> {
    let tree = Tree::read(project)?;
    let mut tally = Tally::default();
    for check in CHECKS {
        let found = (check.find)(&tree);
        if found.is_empty() {
            tally.passed += 1;
            continue;
        }
        tally.failed += 1;
        println!("tidy: {}\n  why: {}", check.rule, check.why);
        for place in found {
            println!("  {place}");
        }
    }
    Ok(tally)
}
