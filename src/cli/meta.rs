//! Completions and manual pages, both made of the command line's own shape.

use std::io::{self, Write};

use clap_complete::Shell;

use crate::locale::cli as words;

use super::context::Context;
use super::failure::Failure;
use super::parse;

/// The completions of a shell.
pub(super) fn completions(context: &Context, shell: Shell) -> Result<(), Failure> {
    let mut command = parse::command(context.lang);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "yunguan", &mut script);
    written(&script)
}

/// The manual page of the program, or of one verb.
pub(super) fn man(context: &Context, path: &[String]) -> Result<(), Failure> {
    let mut command = parse::command(context.lang);
    command.build();
    let mut name = "yunguan".to_owned();
    for word in path {
        let Some(found) = command.find_subcommand(word) else {
            return Err(Failure::Usage(words::NO_VERB.fill(context.lang, &[word])));
        };
        name = format!("{name}-{}", found.get_name());
        command = found.clone();
    }
    let page = clap_mangen::Man::new(command).title(name.to_uppercase());
    let mut text = Vec::new();
    page.render(&mut text)?;
    written(&text)
}

fn written(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}
