//! The configuration of `serve`: a TOML file that an administrator writes. All that is wrong with it is said at once, each
//! at its line and column.
//!
//! It is walked over rather than deserialised, because what serde says of a key that it does not know is in English, and
//! ends at the first.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cli::attach::nearest;
use crate::cli::context::{Context, set_variable};
use crate::cli::failure::Failure;
use crate::cli::import::{Manner, is_on_matter, tables};
use crate::cli::output;
use crate::console::keymap::Place;
use crate::domain::law::code::Login;
use crate::locale::cli::serve as words;
use crate::locale::{Lang, T, keymap};

/// The file that is read if it is there and no other is named.
pub(in crate::cli) const DEFAULT: &str = "/etc/yunguan/serve.toml";
/// The most intake folders.
const MOST: usize = 32;

/// What it says.
#[derive(Debug, Default)]
pub(in crate::cli) struct Config {
    store: Option<PathBuf>,
    socket: Option<PathBuf>,
    /// The mode of the socket.
    pub(in crate::cli) mode: Option<u32>,
    /// The intake folders.
    pub(in crate::cli) intakes: Vec<Intake>,
}

/// One folder whose files are imported.
#[derive(Debug)]
pub(in crate::cli) struct Intake {
    /// Where it is.
    pub(in crate::cli) folder: PathBuf,
    /// The table that its files are of.
    pub(in crate::cli) table: String,
    /// Who acts for it.
    pub(in crate::cli) login: Login,
    /// How its files are read.
    pub(in crate::cli) manner: Manner,
}

impl Config {
    /// What the line leaves open, and the environment too, the file says.
    pub(in crate::cli) fn fill_in(&self, context: &mut Context) {
        if context.global.store.is_none() && set_variable("YUNGUAN_STORE").is_none() {
            context.global.store.clone_from(&self.store);
        }
        if context.named_socket().is_none() {
            context.global.socket.clone_from(&self.socket);
        }
    }
}

/// The file to read: the one that was named, else the usual one if it is there.
pub(in crate::cli) fn file(named: Option<&Path>) -> Option<PathBuf> {
    let usual = Path::new(DEFAULT);
    let is_there = || usual.try_exists().unwrap_or(true);
    named
        .map(Path::to_owned)
        .or_else(|| is_there().then(|| usual.to_owned()))
}

/// Reads a file that nobody else may write: whoever can, acts as any login.
///
/// # Errors
/// The file is not there, may be written by others, or is wrong: with everything that is.
pub(in crate::cli) fn read(context: &Context, file: &Path) -> Result<Config, Failure> {
    let text = context.text_of(file)?;
    if let Some(said) = written_by_others(context.lang, file)? {
        return Err(Failure::Usage(said));
    }
    understand(context.lang, &file.display().to_string(), &text)
        .map_err(|problems| Failure::Usage(problems.join("\n")))
}

fn written_by_others(lang: Lang, file: &Path) -> Result<Option<String>, Failure> {
    let found = std::fs::metadata(file)?;
    let mode = found.permissions().mode() & 0o777;
    let is_ours = [0, uzers::get_effective_uid()].contains(&found.uid());
    if is_ours && mode & 0o022 == 0 {
        return Ok(None);
    }
    let owner = crate::hub::wire::server::login_of(found.uid());
    let shown: [&dyn std::fmt::Display; 3] = [&file.display(), &owner, &format!("{mode:04o}")];
    Ok(Some(words::NOT_OURS.fill(lang, &shown)))
}

/// Understands the text of a file.
///
/// # Errors
/// Everything that is wrong with it, each at its place.
fn understand(lang: Lang, file: &str, text: &str) -> Result<Config, Vec<String>> {
    let mut reader = Reader {
        lang,
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let said = keymap::SYNTAX.fill(lang, &[&output::line(error.message())]);
        reader.wrong(error.span().unwrap_or_default().start, said);
    }
    let config = if errors.is_empty() {
        reader.config(table.get_ref())
    } else {
        Config::default()
    };
    let mut problems = reader.problems;
    if problems.is_empty() {
        return Ok(config);
    }
    problems.sort_by_key(|(at, _)| *at);
    let file: Arc<str> = output::line(file).into();
    let place = |at| Place::at(&file, text.as_bytes(), at);
    Err(problems
        .into_iter()
        .map(|(at, said)| format!("{}: {said}", place(at)))
        .collect())
}

/// Walks over one file and collects what is wrong with it, each at its byte.
struct Reader {
    lang: Lang,
    problems: Vec<(usize, String)>,
}

type Entry<'t> = Option<&'t Spanned<DeValue<'t>>>;

impl Reader {
    fn wrong(&mut self, at: usize, said: String) {
        self.problems.push((at, said));
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let [store, socket, mode, intake] =
            self.entries(table, ["store", "socket", "mode", "intake"]);
        Config {
            store: self.path("store", store),
            socket: self.path("socket", socket),
            mode: self.mode(mode),
            intakes: self.intakes(intake),
        }
    }

    /// What stands under each of these keys; every other key is wrong.
    fn entries<'t, const N: usize>(
        &mut self,
        table: &'t DeTable<'t>,
        known: [&str; N],
    ) -> [Entry<'t>; N] {
        let mut found = [None; N];
        for (key, value) in table {
            let name = key.get_ref();
            if let Some(place) = known.iter().position(|one| one == name)
                && let Some(place) = found.get_mut(place)
            {
                *place = Some(value);
                continue;
            }
            let (shown, all) = (output::line(name), known.join(" "));
            let said = match nearest(name, known.into_iter()) {
                Some(likely) => words::LIKELY_KEY.fill(self.lang, &[&shown, &likely, &all]),
                None => words::UNKNOWN_KEY.fill(self.lang, &[&shown, &all]),
            };
            self.wrong(key.span().start, said);
        }
        found
    }

    fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'_>>, wanted: T) {
        let said = words::WRONG_TYPE.fill(self.lang, &[&name, &wanted.get(self.lang)]);
        self.wrong(value.span().start, said);
    }

    /// A text, with its place.
    fn text<'t>(&mut self, name: &str, value: Entry<'t>) -> Option<(usize, &'t str)> {
        let value = value?;
        if let DeValue::String(text) = value.get_ref() {
            return Some((value.span().start, text));
        }
        self.wrong_type(name, value, words::A_TEXT);
        None
    }

    /// An absolute path: where a service is started from, nobody remembers.
    fn path(&mut self, name: &str, value: Entry<'_>) -> Option<PathBuf> {
        let (at, text) = self.text(name, value)?;
        let path = PathBuf::from(text);
        if path.is_absolute() {
            return Some(path);
        }
        self.wrong(at, words::NOT_ABSOLUTE.fill(self.lang, &[&name]));
        None
    }

    fn mode(&mut self, value: Entry<'_>) -> Option<u32> {
        let (at, text) = self.text("mode", value)?;
        let mode = u32::from_str_radix(text, 8).ok();
        let mode = mode.filter(|mode| mode & !0o777 == 0 && mode & 0o600 == 0o600);
        if mode.is_none() {
            self.wrong(at, words::BAD_MODE.get(self.lang).to_owned());
        }
        mode
    }

    fn intakes(&mut self, value: Entry<'_>) -> Vec<Intake> {
        let Some(value) = value else {
            return Vec::new();
        };
        let DeValue::Array(sections) = value.get_ref() else {
            self.wrong_type("intake", value, words::SECTIONS);
            return Vec::new();
        };
        let mut intakes: Vec<Intake> = Vec::new();
        for section in sections {
            let at = section.span().start;
            if intakes.len() == MOST {
                self.wrong(at, words::TOO_MANY.fill(self.lang, &[&MOST]));
                break;
            }
            let DeValue::Table(table) = section.get_ref() else {
                self.wrong_type("intake", section, words::SECTIONS);
                continue;
            };
            if let Some(intake) = self.intake(at, table) {
                if intakes.iter().any(|one| one.folder == intake.folder) {
                    self.wrong(at, words::FOLDER_TWICE.get(self.lang).to_owned());
                }
                intakes.push(intake);
            }
        }
        intakes
    }

    fn intake(&mut self, at: usize, section: &DeTable<'_>) -> Option<Intake> {
        let known = ["folder", "table", "as", "set"];
        let [folder, table, login, set] = self.entries(section, known);
        for (name, value) in known.into_iter().zip([folder, table, login]) {
            if value.is_none() {
                self.wrong(at, words::MISSING.fill(self.lang, &[&name]));
            }
        }
        let folder = self.path("folder", folder);
        let login = self.login(login);
        let table = self.table(table);
        let set = self.set(set);
        let (folder, login, (table_at, table), set) = (folder?, login?, table?, set?);
        match Manner::of(self.lang, table, None, &set) {
            Ok(manner) => Some(Intake {
                folder,
                table: table.to_owned(),
                login,
                manner,
            }),
            Err(said) => {
                self.wrong(table_at, said);
                None
            }
        }
    }

    fn login(&mut self, value: Entry<'_>) -> Option<Login> {
        let (at, text) = self.text("as", value)?;
        if text.trim().is_empty() {
            self.wrong(at, words::NO_LOGIN.get(self.lang).to_owned());
            return None;
        }
        Some(Login::new(text))
    }

    /// A table whose rows need no more than the folder says.
    fn table<'t>(&mut self, value: Entry<'t>) -> Option<(usize, &'t str)> {
        let (at, name) = self.text("table", value)?;
        if !tables().any(|known| known == name) {
            let shown = output::line(name);
            let said = match nearest(name, tables()) {
                Some(likely) => words::LIKELY_TABLE.fill(self.lang, &[&shown, &likely]),
                None => words::UNKNOWN_TABLE.fill(self.lang, &[&shown]),
            };
            self.wrong(at, said);
            return None;
        }
        if is_on_matter(name) {
            self.wrong(at, words::ON_MATTER.fill(self.lang, &[&name]));
            return None;
        }
        Some((at, name))
    }

    /// The fields that are the same for all rows; none if something is wrong with them.
    fn set<'t>(&mut self, value: Entry<'t>) -> Option<Vec<(&'t str, &'t str)>> {
        let Some(value) = value else {
            return Some(Vec::new());
        };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type("set", value, words::FIELDS);
            return None;
        };
        let mut fields = Vec::new();
        for (key, value) in table {
            let (_, text) = self.text(key.get_ref(), Some(value))?;
            fields.push((key.get_ref().as_ref(), text));
        }
        Some(fields)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_said_at_its_place() {
        let text = "stoer = \"/s\"\nmode = \"66\"\nsocket = \"hub.sock\"\n\n[[intake]]\nfolder = \"/in\"\n\
                    table = \"item.registr\"\nas = 7\nset = { a = 1 }\ncolour = 1\n[[intake]]\n";
        for (lang, meant) in [(Lang::Zh, "是不是“store”"), (Lang::En, "was “store” meant")]
        {
            let problems = understand(lang, "/c.toml", text).unwrap_err();
            let starts: Vec<&str> = problems
                .iter()
                .map(|said| said.split_once(": ").unwrap().0)
                .collect();
            let lines = ["1:1", "2:8", "3:10", "7:9", "8:6", "9:13", "10:1"];
            let ends = ["11:1"; 3];
            let places: Vec<String> = lines
                .iter()
                .chain(&ends)
                .map(|place| format!("/c.toml:{place}"))
                .collect();
            assert_eq!(starts, places, "{problems:#?}");
            assert!(problems[0].contains(meant), "{problems:#?}");
            assert!(problems[3].contains("“item.register”"), "{problems:#?}");
        }
    }

    #[test]
    fn what_is_no_toml_and_fields_that_there_are_not_are_said() {
        let wrong = |text: &str| understand(Lang::En, "c", text).unwrap_err().join("\n");
        assert!(
            wrong("store = \n").starts_with("c:1:"),
            "{}",
            wrong("store = \n")
        );
        let of = |table: &str, set: &str| {
            format!(
                "[[intake]]\nfolder = \"/a\"\nas = \"a\"\ntable = \"{table}\"\nset = {{ {set} }}\n"
            )
        };
        let said = wrong(&of("item.register", "colour = \"red\""));
        assert!(
            said.starts_with("c:4:9: ") && said.contains("colour"),
            "{said}"
        );
        let said = wrong(&of("application.accept", ""));
        assert!(said.starts_with("c:4:9: "), "{said}");
        let twice = of("item.register", "").repeat(2);
        assert!(wrong(&twice).starts_with("c:6:1: "), "{}", wrong(&twice));
        let good = understand(Lang::En, "c", &of("person.register", "party = \"edu\"")).unwrap();
        assert_eq!(good.intakes.len(), 1);
        let many: String = (0..=MOST)
            .map(|at| of("item.register", "").replace("/a", &format!("/{at}")))
            .collect();
        assert!(wrong(&many).contains("at most 32"));
    }
}
