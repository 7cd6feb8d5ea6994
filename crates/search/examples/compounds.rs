//! `compounds FILE`: how many of the compounds in FILE (word, tab, the same with `|` at its boundary) are cut there. With
//! `all` as a second argument every word is printed with its parts, otherwise those that fail.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::env::args;
use std::fs::read_to_string;
use std::io;

use search::analyse::{Lexicon, Measured, measure};

fn main() -> io::Result<()> {
    let Some(path) = args().nth(1) else { return Err(io::Error::other("name the file to measure by")) };
    let all = args().nth(2).is_some();
    let list = read_to_string(path)?;
    let measured = measure(&Lexicon::built_in(), &list);
    for Measured { word, right, parts } in &measured {
        if all || !right {
            println!("{} {word}: {}", if *right { ' ' } else { '-' }, parts.join(", "));
        }
    }
    let right = measured.iter().filter(|measured| measured.right).count();
    println!("{right} of {} = {:.3}", measured.len(), right as f64 / measured.len() as f64);
    Ok(())
}
