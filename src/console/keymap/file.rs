//! Keymap files: TOML, one array of tables per context; presets and users' files are read alike.
use std::collections::HashMap;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem::{
    CHORD_LIMIT, ENTRY_LIMIT, Expected, FILE_LIMIT, KeymapError, KeymapProblem, PROBLEM_LIMIT,
    Place,
};
use super::{Binding, Key, KeyAction, KeyContext, Keymap};
use crate::console::text;

/// The longest piece of a file that is quoted in a problem, in cells.
const QUOTE_CELLS: usize = 60;

/// The action name that takes a binding away.
const NOTHING: &str = "noop";

/// Reads a keymap file, but never more of it than is needed to see that it is too long.
///
/// # Errors
/// Those of the file system; anything but a regular file is refused, because it may never end.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_LIMIT)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    std::fs::File::open(path)?
        .take(limit)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl<C: KeyContext, A: KeyAction> Keymap<C, A> {
    /// Reads a complete map; `file` names it in problems, `fallback` is the context that holds everywhere.
    ///
    /// # Errors
    /// [`KeymapError`] with every problem of the file.
    pub fn parse(file: &str, bytes: &[u8], fallback: C) -> Result<Self, KeymapError> {
        let nothing = Self {
            fallback,
            bindings: Vec::new(),
        };
        nothing.extended(file, bytes)
    }

    /// This map with a user's file added: its bindings replace those for the same keys in the same
    /// context, and `noop` takes them away.
    ///
    /// # Errors
    /// [`KeymapError`] with every problem of the file; a binding that collides with one of this map
    /// is a problem of the file.
    pub fn extended(mut self, file: &str, bytes: &[u8]) -> Result<Self, KeymapError> {
        let mut reader = Reader::new(file, bytes);
        let entries = reader.read();
        for Entry {
            context,
            keys,
            run,
            place,
        } in entries
        {
            let present = self
                .bindings
                .iter()
                .position(|binding| binding.context == context && binding.keys == keys);
            let bound = match run {
                Run::Action(action) => Some(Binding {
                    context,
                    keys,
                    action,
                    place,
                }),
                Run::Nothing => None,
            };
            match (present, bound) {
                (Some(index), Some(binding)) => self.bindings[index] = binding,
                (None, Some(binding)) => self.bindings.push(binding),
                (Some(index), None) => drop(self.bindings.remove(index)),
                (None, None) => {}
            }
        }
        if reader.problems.is_empty() {
            reader.problems = shadowed(&self.bindings);
        }
        reader.finish().map(|()| self)
    }
}

/// The pairs of chords of which one begins the other, told at the one that came later.
fn shadowed<C: KeyContext, A>(bindings: &[Binding<C, A>]) -> Vec<(Place, KeymapProblem)> {
    let index_of: HashMap<(C, &[Key]), usize> = bindings
        .iter()
        .enumerate()
        .map(|(index, binding)| ((binding.context, binding.keys.as_slice()), index))
        .collect();
    let mut problems = Vec::new();
    for (index, binding) in bindings.iter().enumerate() {
        for length in 1..binding.keys.len() {
            let Some(&shorter) = index_of.get(&(binding.context, &binding.keys[..length])) else {
                continue;
            };
            let here = &bindings[index.max(shorter)];
            let other = &bindings[index.min(shorter)];
            problems.push((
                here.place.clone(),
                KeymapProblem::Shadowed {
                    keys: here.keys.clone(),
                    other_keys: other.keys.clone(),
                    other: other.place.clone(),
                },
            ));
        }
    }
    problems
}

/// What a binding of a file asks for.
enum Run<A> {
    Action(A),
    /// `noop`: the binding is taken away.
    Nothing,
}

/// One binding of a file.
struct Entry<C, A> {
    context: C,
    keys: Vec<Key>,
    run: Run<A>,
    place: Place,
}

/// Walks one file and collects its problems.
struct Reader<'a> {
    file: Arc<str>,
    bytes: &'a [u8],
    problems: Vec<(Place, KeymapProblem)>,
}

impl<'a> Reader<'a> {
    fn new(file: &str, bytes: &'a [u8]) -> Self {
        Self {
            file: text::sanitize(file).into(),
            bytes,
            problems: Vec::new(),
        }
    }

    fn finish(mut self) -> Result<(), KeymapError> {
        if self.problems.is_empty() {
            return Ok(());
        }
        self.problems
            .sort_by_key(|(place, _)| (place.line, place.column));
        let more = self.problems.len().saturating_sub(PROBLEM_LIMIT);
        self.problems.truncate(PROBLEM_LIMIT);
        Err(KeymapError {
            problems: self.problems,
            more,
        })
    }

    fn place(&self, offset: usize) -> Place {
        Place::at(&self.file, self.bytes, offset)
    }

    fn problem(&mut self, span: &Range<usize>, problem: KeymapProblem) {
        let place = self.place(span.start);
        self.problems.push((place, problem));
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: Expected) {
        let found = value.get_ref().type_str();
        self.problem(&value.span(), KeymapProblem::WrongType { expected, found });
    }

    fn read<C: KeyContext, A: KeyAction>(&mut self) -> Vec<Entry<C, A>> {
        if self.bytes.len() > FILE_LIMIT {
            self.problem(&(0..0), KeymapProblem::TooLong);
            return Vec::new();
        }
        let source = match std::str::from_utf8(self.bytes) {
            Ok(source) => source,
            Err(error) => {
                let start = error.valid_up_to();
                self.problem(&(start..start), KeymapProblem::NotText);
                return Vec::new();
            }
        };
        let (table, errors) = DeTable::parse_recoverable(source);
        for error in &errors {
            let message = quoted(error.message());
            let span = error.span().unwrap_or_default();
            self.problem(&span, KeymapProblem::Syntax { message });
        }
        if errors.is_empty() {
            self.read_contexts(table.get_ref())
        } else {
            Vec::new()
        }
    }

    fn read_contexts<C: KeyContext, A: KeyAction>(
        &mut self,
        table: &DeTable<'_>,
    ) -> Vec<Entry<C, A>> {
        let mut entries = Vec::new();
        let mut seen = 0;
        for (name, value) in table {
            let context = name.get_ref().parse::<C>().ok();
            if context.is_none() {
                let name_quoted = quoted(name.get_ref());
                self.problem(
                    &name.span(),
                    KeymapProblem::UnknownContext { name: name_quoted },
                );
            }
            let DeValue::Array(bindings) = value.get_ref() else {
                self.wrong_type(value, Expected::Bindings);
                continue;
            };
            let mut first_lines: HashMap<Vec<Key>, usize> = HashMap::new();
            for binding in bindings {
                seen += 1;
                if seen > ENTRY_LIMIT {
                    self.problem(&binding.span(), KeymapProblem::TooManyEntries);
                    return entries;
                }
                let Some((keys, run, place)) = self.read_binding(binding) else {
                    continue;
                };
                if let Some(&first_line) = first_lines.get(&keys) {
                    self.problems
                        .push((place, KeymapProblem::Duplicate { keys, first_line }));
                    continue;
                }
                first_lines.insert(keys.clone(), place.line);
                entries.extend(context.map(|context| Entry {
                    context,
                    keys,
                    run,
                    place,
                }));
            }
        }
        entries
    }

    fn read_binding<A: KeyAction>(
        &mut self,
        binding: &Spanned<DeValue<'_>>,
    ) -> Option<(Vec<Key>, Run<A>, Place)> {
        let DeValue::Table(fields) = binding.get_ref() else {
            self.wrong_type(binding, Expected::Binding);
            return None;
        };
        let mut keys = None;
        let mut run = None;
        let mut missing = vec!["on", "run"];
        for (name, value) in fields {
            missing.retain(|field| field != name.get_ref());
            match name.get_ref().as_ref() {
                "on" => {
                    let place = self.place(value.span().start);
                    keys = self.read_keys(value).map(|keys| (keys, place));
                }
                "run" => run = self.read_action(value),
                unknown => {
                    let name_quoted = quoted(unknown);
                    self.problem(
                        &name.span(),
                        KeymapProblem::UnknownField { name: name_quoted },
                    );
                }
            }
        }
        for field in missing {
            self.problem(&binding.span(), KeymapProblem::MissingField { field });
        }
        let (keys, place) = keys?;
        Some((keys, run?, place))
    }

    fn read_action<A: KeyAction>(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Run<A>> {
        let DeValue::String(name) = value.get_ref() else {
            self.wrong_type(value, Expected::Action);
            return None;
        };
        if name == NOTHING {
            return Some(Run::Nothing);
        }
        let action = name.parse().ok();
        if action.is_none() {
            let name = quoted(name);
            self.problem(&value.span(), KeymapProblem::UnknownAction { name });
        }
        action.map(Run::Action)
    }

    fn read_keys(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<Key>> {
        match value.get_ref() {
            DeValue::String(_) => Some(vec![self.read_key(value, Expected::Keys)?]),
            DeValue::Array(list) => self.read_chord(list, &value.span()),
            _ => {
                self.wrong_type(value, Expected::Keys);
                None
            }
        }
    }

    fn read_chord(&mut self, list: &DeArray<'_>, span: &Range<usize>) -> Option<Vec<Key>> {
        if list.is_empty() {
            self.problem(span, KeymapProblem::NoKeys);
            return None;
        }
        if list.len() > CHORD_LIMIT {
            self.problem(span, KeymapProblem::ChordTooLong { keys: list.len() });
            return None;
        }
        let keys: Vec<Option<Key>> = list
            .iter()
            .map(|key| self.read_key(key, Expected::Key))
            .collect();
        keys.into_iter().collect()
    }

    fn read_key(&mut self, value: &Spanned<DeValue<'_>>, expected: Expected) -> Option<Key> {
        let DeValue::String(name) = value.get_ref() else {
            self.wrong_type(value, expected);
            return None;
        };
        let key = name.parse().ok();
        if key.is_none() {
            let name = quoted(name);
            self.problem(&value.span(), KeymapProblem::UnknownKey { name });
        }
        key
    }
}

fn quoted(piece: &str) -> String {
    text::truncate(&text::sanitize(piece), QUOTE_CELLS).into_owned()
}
