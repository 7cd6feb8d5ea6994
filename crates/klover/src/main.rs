//! klover
fn main() {}
