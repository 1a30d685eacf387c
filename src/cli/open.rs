//! The console: `yunguan` without a verb; and its binding table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::city;
use crate::console::action::Context as KeyContext;
use crate::console::chrome::keys_text;
use crate::console::keymap::read_file;
use crate::console::preset::{Keymaps, PRESETS, problem_words};
use crate::console::run::{self, Left};
use crate::console::settings::{Founding, Settings};
use crate::console::terminal::TerminalError;
use crate::console::text;
use crate::console::theme::Theme;
use crate::domain::law::party::Post;
use crate::hub::Seat;
use crate::hub::list::DUTY_POSTS;
use crate::hub::request::{Answer, Request};
use crate::hub::wire::link::Reach;
use crate::ledger::file_in;
use crate::locale::cli as words;
use crate::locale::domain;

use super::args::{OpenLine, SWITCH};
use super::attach::Opening;
use super::context::Context;
use super::failure::{self, Failure};
use super::{home, init, output};

/// The variable that says the same as `--notify`.
const NOTIFY: &str = "YUNGUAN_NOTIFY";

/// The variable that says the same as `--mouse`.
const MOUSE: &str = "YUNGUAN_MOUSE";

/// The line without a verb: the console, or what it would open on, printed.
pub(super) fn run(context: &mut Context, line: &OpenLine) -> Result<(), Failure> {
    if line.once || line.plain {
        return home::run(context, line);
    }
    if is_dumb(context) {
        return home::run(context, line);
    }
    let notify = posts_to_notify(context, line.notify.as_deref())?;
    console(context, &notify)
}

/// The posts whose news ring: named on the line, or in the environment.
fn posts_to_notify(context: &Context, named: Option<&str>) -> Result<BTreeSet<Post>, Failure> {
    let (name, text) = match named {
        Some(text) => ("--notify", text.to_owned()),
        None => (NOTIFY, std::env::var(NOTIFY).unwrap_or_default()),
    };
    let lang = context.lang;
    let read = |word: &str| {
        let found = domain::find_post(word).filter(|post| DUTY_POSTS.contains(post));
        found.ok_or_else(|| {
            let possible = DUTY_POSTS.map(|post| {
                let label = domain::post(post);
                words::WORD.fill(lang, &[&label.1, &label.0])
            });
            let possible = possible.join(", ");
            Failure::Usage(words::NOT_A_WORD.fill(lang, &[&name, &word, &possible]))
        })
    };
    text.split([',', '，', '、', ' '])
        .filter(|word| !word.is_empty())
        .map(read)
        .collect()
}

/// Whether the mouse is heard: named on the line, or in the environment; if nobody says, it is.
fn hears_mouse(context: &Context) -> Result<bool, Failure> {
    let (name, text) = match &context.global.mouse {
        Some(text) => ("--mouse", text.clone()),
        None => (MOUSE, std::env::var(MOUSE).unwrap_or_default()),
    };
    match text.as_str() {
        "" | "on" => Ok(true),
        "off" => Ok(false),
        word => {
            let (word, possible) = (output::line(word), SWITCH.join(", "));
            let said = words::NOT_A_WORD.fill(context.lang, &[&name, &word, &possible]);
            Err(Failure::Usage(said))
        }
    }
}

/// Whether the terminal says of itself that it cannot move its cursor; then it is told what there is instead.
pub(super) fn is_dumb(context: &Context) -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    if is_dumb {
        output::complain(words::DUMB.get(context.lang));
    }
    is_dumb
}

/// Opens the console at the hub that answers, or on the store; where there is none, on an empty one that is taken away
/// again if nobody founds it.
fn console(context: &mut Context, notify: &BTreeSet<Post>) -> Result<(), Failure> {
    // A wrong keymap or a missing terminal must not leave an empty store behind.
    settings(context, "", notify)?;
    let attached = context.attach(Opening::Founding)?;
    let left = open_console(context, attached.seat.clone(), notify);
    // Only a store that this process made and keeps, and that nobody founded, is taken away again.
    let is_nobodys = attached.made
        && attached.seat.with_host(|_| ()).is_some()
        && matches!(
            attached.seat.ask(Request::Whoami),
            Answer::Standing(standing) if !standing.founded && standing.seq == 0
        );
    drop(attached);
    if is_nobodys {
        // If that fails no harm is done: nothing is in it, and the next start finds it empty.
        let _ = std::fs::remove_file(file_in(&context.folder()?));
    }
    match left? {
        Left::Quit => Ok(()),
        Left::ForDemo => demo_instead(context),
    }
}

/// Opens the console at a hub on another host, which `reach` finds.
pub(super) fn console_by(
    context: &Context,
    notify: Option<&str>,
    host: &str,
    reach: impl FnOnce() -> Reach,
) -> Result<(), Failure> {
    let notify = posts_to_notify(context, notify)?;
    settings(context, "", &notify)?;
    let seat = context.attach_by(host, reach())?;
    open_console(context, seat, &notify).map(drop)
}

/// Goes on as `yunguan demo`, in place of this process. The keyboard's thread of the console that was left still
/// listens, and within one process would take the first key from the next console.
fn demo_instead(context: &Context) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let program = std::env::current_exe().map_err(|error| Failure::Trouble(error.to_string()))?;
    let global = &context.global;
    let mut command = std::process::Command::new(program);
    command.args(["--lang", context.lang.name()]);
    let named = [
        ("--keymap", &global.keymap),
        ("--palette", &global.palette),
        ("--glyphs", &global.glyphs),
        ("--mouse", &global.mouse),
    ];
    for (option, value) in named {
        if let Some(value) = value {
            command.args([option, value]);
        }
    }
    if let Some(store) = &global.store {
        command.arg("--store").arg(store);
    }
    let error = command.arg("demo").exec();
    Err(Failure::Trouble(error.to_string()))
}

/// Opens the console at a seat, ringing for news at these posts, and returns when it is left.
pub(super) fn open_console(
    context: &Context,
    seat: Seat,
    notify: &BTreeSet<Post>,
) -> Result<Left, Failure> {
    let mut settings = settings(context, seat.login().as_str(), notify)?;
    let lang = context.lang;
    settings.warning = seat
        .with_host(|host| {
            let said = failure::io_words(lang, host.closed()?);
            Some(words::DOOR_CLOSED.fill(lang, &[&said]))
        })
        .flatten();
    run::run(seat, settings).map_err(|error| terminal_trouble(context, &error))
}

fn terminal_trouble(context: &Context, error: &TerminalError) -> Failure {
    let lang = context.lang;
    match error {
        TerminalError::OutputIsNoTerminal | TerminalError::InputIsNoTerminal => {
            Failure::Usage(words::NO_TERMINAL.get(lang).to_owned())
        }
        other => Failure::Trouble(words::TERMINAL.fill(lang, &[other])),
    }
}

fn settings(context: &Context, login: &str, notify: &BTreeSet<Post>) -> Result<Settings, Failure> {
    let global = &context.global;
    let keymaps = keymaps(context)?;
    let palette = global.palette.as_deref().and_then(|name| name.parse().ok());
    let glyphs = global.glyphs.as_deref().and_then(|name| name.parse().ok());
    let chosen = std::env::var_os("YUNGUAN_STORE").map(PathBuf::from);
    let chosen = global.store.clone().or(chosen);
    let founder = crate::domain::law::code::Login::new(login);
    Ok(Settings {
        lang: context.lang,
        theme: Theme::choose(palette, glyphs, |name| std::env::var(name).ok()),
        keymap: keymaps.commands,
        text_keymap: keymaps.text,
        founding: Founding {
            found: Box::new(move |lang, name| init::founding(lang, &founder, name)),
            nameless: words::ADMINISTRATOR,
            store: chosen.map(|store| store.display().to_string()),
            starter: Box::new(city::starter::commands),
        },
        login: login.to_owned(),
        notify: notify.clone(),
        mouse: hears_mouse(context)?,
        warning: None,
        is_root: uzers::get_effective_uid() == 0,
    })
}

/// The preset that was asked for, with the person's own file: named on the line, or in the configuration folder.
fn keymaps(context: &Context) -> Result<Keymaps, Failure> {
    let asked = context.global.keymap.as_deref();
    let preset = asked.filter(|asked| PRESETS.iter().any(|(name, _)| name == asked));
    let own = match (asked, preset) {
        (Some(file), None) => Some(PathBuf::from(file)),
        _ => default_file().filter(|path| path.is_file()),
    };
    let own = own
        .map(|path| {
            read_file(&path)
                .map(|bytes| (path.display().to_string(), bytes))
                .map_err(|error| context.file_trouble(&path, &error))
        })
        .transpose()?;
    let own = own
        .as_ref()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    Keymaps::load(preset.unwrap_or("default"), own)
        .map_err(|error| Failure::Usage(problem_words(context.lang, &error)))
}

fn default_file() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let folder = set("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(Path::new(&set("HOME")?).join(".config")))?;
    Some(folder.join("yunguan").join("keymap.toml"))
}

/// Prints the binding table.
pub(super) fn keys(context: &Context) -> Result<(), Failure> {
    let keymaps = keymaps(context)?;
    let lang = context.lang;
    let rows: Vec<_> = KeyContext::ALL
        .into_iter()
        .flat_map(|place| {
            keymaps
                .commands
                .bindings(place)
                .map(move |(keys, action)| (place, keys_text(keys), action))
        })
        .collect();
    let document: Vec<_> = rows
        .iter()
        .map(|(place, keys, action)| {
            json!({
                "context": place.name(),
                "keys": keys,
                "action": action.name(),
                "label": action.label().get(lang),
            })
        })
        .collect();
    context.show(&document, || {
        let mut lines = Vec::new();
        let mut heading = None;
        for (place, keys, action) in &rows {
            if heading != Some(*place) {
                heading = Some(*place);
                lines.push(format!("[{}] {}", place.name(), place.label().get(lang)));
            }
            lines.push(format!(
                "  {}{}{}",
                text::pad_right(keys, 14),
                text::pad_right(action.name(), 28),
                action.label().get(lang)
            ));
        }
        lines.join("\n")
    })
}
