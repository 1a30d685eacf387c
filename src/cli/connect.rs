//! `connect`: the console at a hub on another machine, through ssh, which does all the authenticating and asking.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::hub::wire::link::{Manner, Reach, Reached, Unreached};
use crate::hub::wire::transport::{Said, Wire};
use crate::locale::Lang;
use crate::locale::cli::door as words;

use super::context::Context;
use super::failure::Failure;
use super::open;
use super::output;

/// Where a hub is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Address {
    /// `[user@]host`, as ssh takes it.
    host: String,
    port: Option<u16>,
    /// The hub's socket there, if it is not the usual one.
    socket: Option<String>,
}

/// Opens the console at a hub elsewhere.
pub(super) fn run(
    context: &Context,
    address: &str,
    config: Option<&str>,
    notify: Option<&str>,
) -> Result<(), Failure> {
    let lang = context.lang;
    let address = Address::read(address).ok_or_else(|| {
        let shown = output::line(address);
        Failure::Usage(words::NOT_AN_ADDRESS.fill(lang, &[&shown]))
    })?;
    let host = address.host.clone();
    open::console_by(context, notify, &host, || {
        reach(lang, address, config.map(str::to_owned))
    })
}

/// Starts ssh, whenever the hub is sought. A person is asked by ssh itself, on the terminal; where nobody can be asked it
/// is told so, and fails instead of waiting.
fn reach(lang: Lang, address: Address, config: Option<String>) -> Reach {
    Box::new(move |manner| {
        let unreached = |error: io::Error| Unreached::because(words::NO_SSH.fill(lang, &[&error]));
        let mut program = command(&address, config.as_deref(), manner)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(unreached)?;
        let passes_on = Arc::new(AtomicBool::new(manner == Manner::Asking));
        let said = match program.stderr.take() {
            None => Said::default(),
            Some(stderr) => {
                let passes_on = Arc::clone(&passes_on);
                Said::listen(stderr, move |bytes| {
                    if passes_on.load(Ordering::Relaxed) {
                        // What ssh says is shown as it is: the console has not taken the screen yet.
                        let _ = io::stderr().lock().write_all(bytes);
                    }
                })
                .map_err(unreached)?
            }
        };
        let wire = Wire::through(program, said, address.host.clone()).map_err(unreached)?;
        Ok(Reached::Wire(wire.quiet_once_greeted(passes_on)))
    })
}

fn command(address: &Address, config: Option<&str>, manner: Manner) -> Command {
    // A terminal that hangs up must not take ssh along: what was typed last still has to leave.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' HUP; exec \"$0\" \"$@\"", "ssh"]);
    command.args(["-T", "-C", "-e", "none"]);
    if let Some(config) = config {
        command.args(["-F", config]);
    }
    if let Some(port) = address.port {
        command.args(["-p", &port.to_string()]);
    }
    // ssh ends by itself when the line has been dead for fifteen seconds.
    command.args(["-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3"]);
    if manner == Manner::Quiet {
        command.args(["-o", "BatchMode=yes", "-o", "ConnectTimeout=10"]);
        // In a process group of its own it gets no signal that the terminal sends to the foreground, such as that of
        // Ctrl+C.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    command.args(["--", &address.host, "yunguan", "stdio"]);
    if let Some(socket) = &address.socket {
        command.args(["--socket", socket]);
    }
    command
}

impl Address {
    /// `ssh://[user@]host[:port][/path]`. Nothing in it can be taken for an option, or for more than one word by a shell.
    fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("ssh://")?;
        let (place, path) = match rest.split_once('/') {
            Some((place, "")) => (place, None),
            Some((place, path)) => (place, Some(format!("/{path}"))),
            None => (rest, None),
        };
        let (user, host) = match place.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, place),
        };
        let (host, port) = Self::split_port(host)?;
        let plain = |text: &str, also: &str| {
            !text.is_empty()
                && !text.starts_with('-')
                && text
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || also.contains(letter))
        };
        let good = plain(&host, "-._:%")
            && user.is_none_or(|user| plain(user, "-._\\"))
            && path.as_deref().is_none_or(|path| plain(path, "-._/"));
        good.then(|| Self {
            host: user.map_or_else(|| host.clone(), |user| format!("{user}@{host}")),
            port,
            socket: path,
        })
    }

    /// A host, in brackets if it is an IPv6 address, and its port.
    fn split_port(text: &str) -> Option<(String, Option<u16>)> {
        if let Some(rest) = text.strip_prefix('[') {
            let (host, after) = rest.split_once(']')?;
            return match after.strip_prefix(':') {
                Some(port) => Some((host.to_owned(), Some(port.parse().ok()?))),
                None => after.is_empty().then(|| (host.to_owned(), None)),
            };
        }
        match text.split_once(':') {
            Some((host, port)) => Some((host.to_owned(), Some(port.parse().ok()?))),
            None => Some((text.to_owned(), None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nothing_that_a_shell_or_ssh_would_take_for_more() {
        let address = |host: &str, port, socket: Option<&str>| {
            Some(Address {
                host: host.to_owned(),
                port,
                socket: socket.map(str::to_owned),
            })
        };
        for (text, read) in [
            ("ssh://jump", address("jump", None, None)),
            (
                "ssh://wang@jump:2222",
                address("wang@jump", Some(2222), None),
            ),
            ("ssh://jump/", address("jump", None, None)),
            (
                "ssh://jump/run/yunguan/hub.sock",
                address("jump", None, Some("/run/yunguan/hub.sock")),
            ),
            ("ssh://[::1]:22", address("::1", Some(22), None)),
            ("ssh://a@10.0.0.7", address("a@10.0.0.7", None, None)),
            ("jump", None),
            ("ssh://", None),
            ("ssh://-oProxyCommand=x", None),
            ("ssh://a@-x", None),
            ("ssh://jump;reboot", None),
            ("ssh://jump:0x16", None),
            ("ssh://jump:99999", None),
            ("ssh://jump/a b", None),
            ("ssh://jump/$(x)", None),
            ("ssh://ju\nmp", None),
        ] {
            assert_eq!(Address::read(text), read, "{text}");
        }
    }
}
