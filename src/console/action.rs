//! What the screen can do: one table for keys, palette, hints, help and the manual.

use std::fmt;
use std::str::FromStr;

use crate::domain::law::act::Verb;
use crate::locale::T;
use crate::locale::console as words;

/// Where a key is pressed. `Global` holds wherever the present context says nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere but in text.
    Global,
    /// The queue.
    Queue,
    /// A list in which a filter found something; holds before the list's own.
    Found,
    /// A page of records.
    Sheet,
    /// The months of the calendar.
    Months,
    /// One matter.
    Detail,
    /// A text to read.
    Reading,
    /// A list to pick from.
    Picker,
    /// A form.
    Form,
    /// The preview of an act.
    Preview,
    /// Wherever text is typed; holds there instead of `Global`.
    Text,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 11] = [
        Self::Global,
        Self::Queue,
        Self::Found,
        Self::Detail,
        Self::Sheet,
        Self::Months,
        Self::Form,
        Self::Preview,
        Self::Picker,
        Self::Reading,
        Self::Text,
    ];

    /// Its name in keymap files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Queue => "queue",
            Self::Found => "found",
            Self::Sheet => "sheet",
            Self::Months => "months",
            Self::Detail => "detail",
            Self::Reading => "reading",
            Self::Picker => "picker",
            Self::Form => "form",
            Self::Preview => "preview",
            Self::Text => "text",
        }
    }

    /// Its heading in the help.
    #[must_use]
    pub const fn label(self) -> T {
        match self {
            Self::Global => words::CONTEXT_GLOBAL,
            Self::Queue => words::CONTEXT_QUEUE,
            Self::Found => words::CONTEXT_FOUND,
            Self::Sheet => words::CONTEXT_SHEET,
            Self::Months => words::CONTEXT_MONTHS,
            Self::Detail => words::CONTEXT_DETAIL,
            Self::Reading => words::CONTEXT_READING,
            Self::Picker => words::CONTEXT_PICKER,
            Self::Form => words::CONTEXT_FORM,
            Self::Preview => words::CONTEXT_PREVIEW,
            Self::Text => words::CONTEXT_TEXT,
        }
    }
}

impl Context {
    /// Whether keys that are not bound are text there.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Form | Self::Picker | Self::Text)
    }
}

impl FromStr for Context {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|context| context.name() == text)
            .ok_or(())
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $label:ident, $hint:literal;)*) => {
        /// What the screen can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)*
            /// Do this verb on what is selected.
            Act(Verb),
        }

        impl Action {
            /// Every action but the verbs.
            pub const FIXED: &'static [Self] = &[$(Self::$name),*];

            /// Its name in keymap files and in the palette.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Act(verb) => verb.word(),
                }
            }

            /// Its name for people.
            #[must_use]
            pub fn label(self) -> T {
                match self {
                    $(Self::$name => words::$label,)*
                    Self::Act(verb) => crate::locale::verb::verb(verb),
                }
            }

            /// Its name where it is done: a form is not done before its preview is confirmed.
            #[must_use]
            pub fn label_in(self, context: Context) -> T {
                match (self, context) {
                    (Self::Confirm, Context::Form) => words::PREVIEW_TITLE,
                    _ => self.label(),
                }
            }

            /// How much it deserves a place in the hint bar: 0 none, 9 the most.
            #[must_use]
            pub const fn hint(self) -> u8 {
                match self {
                    $(Self::$name => $hint,)*
                    Self::Act(_) => 8,
                }
            }
        }
    };
}

actions! {
    /// Open the emergency form, from anywhere.
    Urgent = "emergency", ACTION_URGENT, 8;
    /// Open the queue.
    OpenQueue = "open-queue", ACTION_OPEN_QUEUE, 0;
    /// Open the resources.
    OpenResources = "open-resources", ACTION_OPEN_RESOURCES, 0;
    /// Open the journal.
    OpenJournal = "open-journal", ACTION_OPEN_JOURNAL, 0;
    /// Open the rulings.
    OpenRulings = "open-rulings", ACTION_OPEN_RULINGS, 0;
    /// Open the calendar.
    OpenCalendar = "open-calendar", ACTION_OPEN_CALENDAR, 0;
    /// Open the registers.
    OpenRegisters = "open-registers", ACTION_OPEN_REGISTERS, 0;
    /// Open the Measures.
    OpenMeasures = "open-measures", ACTION_OPEN_MEASURES, 0;
    /// The next page.
    NextPage = "next-page", ACTION_NEXT_PAGE, 0;
    /// The page before.
    PreviousPage = "previous-page", ACTION_PREVIOUS_PAGE, 0;
    /// My drafts.
    Drafts = "drafts", ACTION_DRAFTS, 0;
    /// Sign what another person proposed: what is selected, else what waits for me.
    Sign = "sign", ACTION_SIGN, 9;
    /// Every command by name.
    Palette = "palette", ACTION_PALETTE, 7;
    /// Help for here.
    Help = "help", ACTION_HELP, 8;
    /// How the hub is reached.
    Link = "link", ACTION_LINK, 0;
    /// What stood in the message line.
    Messages = "messages", ACTION_MESSAGES, 0;
    /// Seek a lost hub at once.
    Reconnect = "reconnect", ACTION_RECONNECT, 0;
    /// Switch the language.
    SwitchLanguage = "switch-language", ACTION_SWITCH_LANGUAGE, 0;
    /// Draw everything anew.
    Redraw = "redraw", ACTION_REDRAW, 0;
    /// Give the terminal back for a while.
    Suspend = "suspend", ACTION_SUSPEND, 0;
    /// Leave the program.
    Quit = "quit", ACTION_QUIT, 0;
    /// Back to where I came from.
    Back = "back", ACTION_BACK, 1;
    /// One down.
    Down = "down", ACTION_DOWN, 0;
    /// One up.
    Up = "up", ACTION_UP, 0;
    /// A screenful down.
    PageDown = "page-down", ACTION_PAGE_DOWN, 0;
    /// A screenful up.
    PageUp = "page-up", ACTION_PAGE_UP, 0;
    /// To the first.
    First = "first", ACTION_FIRST, 0;
    /// To the last.
    Last = "last", ACTION_LAST, 0;
    /// Open what is selected.
    Open = "open", ACTION_OPEN, 6;
    /// Do my duty on what is selected.
    Do = "do", ACTION_DO, 9;
    /// Everything that can be done on what is selected.
    Offers = "offers", ACTION_OFFERS, 6;
    /// Why is the deadline what it is?
    Explain = "explain", ACTION_EXPLAIN, 6;
    /// Work out until when a limit from the selected day runs.
    Reckon = "reckon", ACTION_RECKON, 8;
    /// Filter by text.
    Filter = "filter", ACTION_FILTER, 4;
    /// Jump to a row by a few letters.
    Jump = "jump", ACTION_JUMP, 0;
    /// Another list of the queue.
    ChooseView = "choose-view", ACTION_CHOOSE_VIEW, 4;
    /// Turn the order round.
    Sort = "sort", ACTION_SORT, 0;
    /// Order by another column.
    ChooseOrder = "choose-order", ACTION_CHOOSE_ORDER, 2;
    /// Choose the columns.
    ChooseColumns = "choose-columns", ACTION_CHOOSE_COLUMNS, 1;
    /// Keep what is shown as a view.
    SaveView = "save-view", ACTION_SAVE_VIEW, 0;
    /// Drop the kept view that is open.
    DropView = "drop-view", ACTION_DROP_VIEW, 0;
    /// Tell how what is shown is exported.
    Export = "export", ACTION_EXPORT, 0;
    /// The next row that the filter found.
    NextMatch = "next-match", ACTION_NEXT_MATCH, 5;
    /// The row before that the filter found.
    PreviousMatch = "previous-match", ACTION_PREVIOUS_MATCH, 0;
    /// Back to the list looked at before.
    Backward = "backward", ACTION_BACKWARD, 0;
    /// Forward again.
    Forward = "forward", ACTION_FORWARD, 0;
    /// Mark the row for a bulk act.
    Mark = "mark", ACTION_MARK, 0;
    /// Mark every row from the nearest marked one to here.
    MarkThrough = "mark-through", ACTION_MARK_THROUGH, 0;
    /// Drop all marks.
    Unmark = "unmark", ACTION_UNMARK, 0;
    /// Copy the matter's number.
    Copy = "copy", ACTION_COPY, 0;
    /// The contact's telephone number in clear.
    Reveal = "reveal", ACTION_REVEAL, 1;
    /// Read a paper of the matter.
    Papers = "papers", ACTION_PAPERS, 4;
    /// A new application, party, ruling: whatever this page lists.
    New = "new", ACTION_NEW, 4;
    /// Change what is selected.
    Edit = "edit", ACTION_EDIT, 4;
    /// The year before, or the register before.
    Previous = "previous", ACTION_PREVIOUS, 3;
    /// The year after, or the next register.
    Next = "next", ACTION_NEXT, 3;
    /// Go on: to the preview from a form, to the act from the preview.
    Confirm = "confirm", ACTION_CONFIRM, 9;
    /// The next field.
    NextField = "next-field", ACTION_NEXT_FIELD, 0;
    /// The field before.
    PreviousField = "previous-field", ACTION_PREVIOUS_FIELD, 0;
    /// Choose the field's value from a list.
    Choose = "choose", ACTION_CHOOSE, 5;
    /// Throw the draft away and leave.
    Discard = "discard", ACTION_DISCARD, 4;
    /// The matter that the form is on, whole.
    ReadMatter = "read-matter", ACTION_READ_MATTER, 6;
    /// Try out what is typed.
    Try = "try", ACTION_TRY, 8;
    /// One more line.
    AddLine = "add-line", ACTION_ADD_LINE, 4;
}

impl Action {
    /// Where a text that stands scrolled so far is scrolled to, if this moves in a text.
    #[must_use]
    pub fn scrolled(self, from: usize, page: usize, last: usize) -> Option<usize> {
        let to = match self {
            Self::Down => from + 1,
            Self::Up => from.saturating_sub(1),
            Self::PageDown => from + page,
            Self::PageUp => from.saturating_sub(page),
            Self::First => 0,
            Self::Last => last,
            _ => return None,
        };
        Some(to.min(last))
    }

    /// Every action.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::FIXED
            .iter()
            .copied()
            .chain(Verb::all().map(Self::Act))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Action {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::all().find(|action| action.name() == text).ok_or(())
    }
}
