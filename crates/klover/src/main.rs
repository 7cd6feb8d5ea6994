//! The program: reads arguments, environment and config, opens the store, starts what was asked.

mod analyse;
mod args;
mod config;
mod files;
mod sample;
mod serve;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let outcome = config::Config::gather(&args).and_then(|config| {
        let threads = std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build()?;
        runtime.block_on(verbs::run(&args, &config))
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says what went wrong on standard error, each cause on a line.
#[expect(clippy::print_stderr, reason = "the program's own voice")]
fn complain(error: &anyhow::Error) {
    eprintln!("klover: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  {cause}");
    }
}
