//! A real sshd on loopback, started for a test, and the ways to a hub through it.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::pty::{Pty, wait};

use super::accounts::Hall;
use super::house::{PROGRAM, SOON, text};

/// The passphrase of the key that has one.
pub const PASSPHRASE: &str = "open sesame";

/// A running sshd. Its ports differ in what they make of whoever comes: any command may be run at the first; the second
/// runs the relay whatever was asked for; the third greets with some noise before.
pub struct Sshd {
    child: Child,
    folder: PathBuf,
    known: PathBuf,
    pub ports: [u16; 3],
    user: String,
}

impl Sshd {
    pub fn start(hall: &Hall) -> Self {
        // Where sshd keeps its unprivileged half; a machine that never ran one has it not.
        fs::create_dir_all("/run/sshd").unwrap();
        let folder = hall.house.folder.path().join("ssh");
        fs::create_dir(&folder).unwrap();
        for (name, passphrase) in [
            ("host", ""),
            ("key", ""),
            ("locked", PASSPHRASE),
            ("wrong", ""),
        ] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", passphrase, "-f"])
                .arg(folder.join(name))
                .stdin(Stdio::null())
                .status();
            assert!(made.unwrap().success());
        }
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let authorized = [read("key.pub"), read("locked.pub")].concat();
        fs::write(folder.join("authorized"), authorized).unwrap();
        fs::write(folder.join("known"), format!("hub {}", read("host.pub"))).unwrap();
        let held = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = held.map(|one| one.local_addr().unwrap().port());
        let [any, relay, noisy] = ports;
        let base = text(hall.house.folder.path()).to_owned();
        let socket = text(&hall.socket);
        let at = text(&folder);
        let command = format!("{base}/yunguan stdio --socket {socket}");
        let config = format!(
            "Port {any}\nPort {relay}\nPort {noisy}\nListenAddress 127.0.0.1\nHostKey {at}/host\n\
             PidFile none\nAuthorizedKeysFile {at}/authorized\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nAllowTcpForwarding yes\n\
             LogLevel FATAL\nSetEnv PATH={base}:/usr/bin:/bin LANG=C.UTF-8\nMaxStartups 100\n\
             Match LocalPort {relay}\n  ForceCommand {command}\n\
             Match LocalPort {noisy}\n  ForceCommand echo 'Welcome to the bureau'; echo '{{\"half\":'; {command}\n",
        );
        fs::write(folder.join("config"), &config).unwrap();
        // Newer ones keep whoever was cut off from coming back at once.
        let lenient = format!("PerSourcePenalties no\n{config}");
        fs::write(folder.join("lenient"), lenient).unwrap();
        let takes = |name: &str| {
            let mut command = Command::new("/usr/sbin/sshd");
            command.arg("-t").arg("-f").arg(folder.join(name));
            command.stderr(Stdio::null()).status().unwrap().success()
        };
        let config = if takes("lenient") {
            "lenient"
        } else {
            "config"
        };
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-f"])
            .arg(folder.join(config))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let up = wait(SOON, || {
            ports
                .iter()
                .all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok())
        });
        assert!(up, "no sshd");
        Self {
            child,
            known: folder.join("known"),
            folder,
            ports,
            user: hall.bound.name.clone(),
        }
    }

    /// A client's configuration with the hosts `any`, `relay`, `noisy`, and `behind`, which is reached through `any`.
    pub fn config(&self, key: &str, more: &str) -> PathBuf {
        let [any, relay, noisy] = self.ports;
        let at = text(&self.folder);
        let known = text(&self.known);
        let config = format!(
            "{more}\nHost any\n  Port {any}\nHost relay\n  Port {relay}\nHost noisy\n  Port {noisy}\n\
             Host behind\n  Port {relay}\n  ProxyJump any\n\
             Host *\n  HostName 127.0.0.1\n  HostKeyAlias hub\n  User {}\n  IdentityFile {at}/{key}\n\
             IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile {known}\n\
             GlobalKnownHostsFile none\n  StrictHostKeyChecking yes\n  PasswordAuthentication no\n",
            self.user
        );
        let path = self.folder.join(format!("client-{key}-{}", more.len()));
        fs::write(&path, config).unwrap();
        path
    }

    /// A console through ssh, not waited for.
    pub fn connect(&self, config: &Path, address: &str) -> Pty {
        let words = [
            "connect",
            address,
            "--ssh-config",
            text(config),
            "--lang",
            "zh",
        ];
        let environment = [("LANG", "C.UTF-8"), ("HOME", text(&self.folder))];
        Pty::spawn(PROGRAM, &words, &environment, 80, 24)
    }

    /// Lets nobody in any more, until [`Sshd::open`].
    pub fn close(&self) {
        kill_process(Pid::from_child(&self.child), Signal::STOP).unwrap();
    }

    pub fn open(&self) {
        kill_process(Pid::from_child(&self.child), Signal::CONT).unwrap();
    }

    /// Kills every connection, as a firewall or a failing line does.
    pub fn cut(&self) {
        let serving = descendants(self.child.id());
        assert!(!serving.is_empty());
        for one in serving {
            let _ = kill_process(one, Signal::KILL);
        }
    }
}

/// The processes that a process started, and those that they did.
fn descendants(of: u32) -> Vec<Pid> {
    let processes = fs::read_dir("/proc").unwrap();
    let mut parents: Vec<(u32, u32)> = processes
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| {
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            // After the name, which may hold anything: the state, and the parent.
            let after = stat.rsplit(')').next()?;
            Some((id, after.split_whitespace().nth(1)?.parse().ok()?))
        })
        .collect();
    let mut found = vec![of];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(
            parents
                .extract_if(.., |(_, of)| *of == parent)
                .map(|(id, _)| id),
        );
        at += 1;
    }
    found[1..]
        .iter()
        .filter_map(|id| Pid::from_raw(i32::try_from(*id).ok()?))
        .collect()
}

impl Drop for Sshd {
    fn drop(&mut self) {
        for child in descendants(self.child.id()) {
            let _ = kill_process(child, Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
