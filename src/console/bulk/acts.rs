//! The same act on many matters: what each would come to, then what became of it.

use std::time::Instant;

use crate::domain::law::act::Verb;
use crate::domain::law::code::Login;
use crate::domain::law::matter::MatterId;
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::r#use::point::Point;
use crate::hub::request::{ActRequest, Answer, MANY_SLICE, Previews, Request, Trouble};
use crate::locale::console as words;
use crate::locale::{Lang, refusal};

use super::super::action::Action;
use super::super::trouble::trouble_words;
use super::{Pace, is_asked_again};

/// How many acts are on their way at most: few against the hub's queue, many against a slow line.
const ON_THE_WAY: usize = 32;

/// Why something was not done, or is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    Refused(Refusal),
    Stranger(Login),
    KeyReused,
    Trouble(Trouble),
    /// It was stopped before it went out.
    Stopped,
}

impl Why {
    pub(super) fn said(&self, verb: Verb, lang: Lang) -> String {
        match self {
            Self::Refused(refused) => refusal::cited(lang, refused, verb),
            Self::Stranger(login) => words::STRANGER_TEXT.fill(lang, &[login]),
            Self::KeyReused => words::TROUBLE_KEY.get(lang).to_owned(),
            Self::Trouble(trouble) => trouble_words(lang, trouble),
            Self::Stopped => words::BULK_STOPPED.get(lang).to_owned(),
        }
    }
}

/// Where one act stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stand {
    /// What it would come to is not known yet.
    Open,
    /// What it would come to nobody could say.
    Unsaid(Why),
    /// It cannot be done.
    Cannot(Why),
    /// It can be done, with what warns of it.
    Can(Vec<Point>),
    /// It was done before under its key.
    Before,
    /// It is confirmed and waits for its turn.
    Queued,
    /// It is on its way.
    Sent,
    /// It is on disk.
    Done,
    /// It was not done.
    Failed(Why),
    /// Whether it was done is not known; its request key will tell.
    Unclear(Why),
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Open,
    Good,
    Bad,
    Unknown,
    Under,
}

impl Stand {
    /// What became of an act that was sent.
    fn after(answer: Answer) -> Self {
        if let Answer::Done(_) | Answer::Before(_) = answer {
            Self::Done
        } else if let Answer::Refused(refused) = answer {
            Self::Failed(Why::Refused(refused))
        } else if let Answer::Stranger(login) = answer {
            Self::Failed(Why::Stranger(login))
        } else if let Answer::KeyReused = answer {
            Self::Failed(Why::KeyReused)
        } else if let Answer::Trouble(trouble) = answer {
            Self::after_trouble(trouble)
        } else {
            Self::Unclear(Why::Trouble(Trouble::Hub(format!("{answer:?}"))))
        }
    }

    fn after_trouble(trouble: Trouble) -> Self {
        match &trouble {
            // Nothing left, or nothing was taken: it goes out once more, under the same key.
            Trouble::Busy | Trouble::Gone | Trouble::NotDone => Self::Queued,
            Trouble::NotYet | Trouble::Unknown | Trouble::Store(_) | Trouble::Hub(_) => {
                Self::Unclear(Why::Trouble(trouble))
            }
            Trouble::TooMuch { .. }
            | Trouble::NoSuch(_)
            | Trouble::NoColumn { .. }
            | Trouble::NoOrder { .. }
            | Trouble::TooLong { .. }
            | Trouble::TooLarge { .. }
            | Trouble::OutOfStep { .. }
            | Trouble::BadKey => Self::Failed(Why::Trouble(trouble)),
        }
    }

    pub(super) const fn sort(&self) -> Sort {
        match self {
            Self::Open => Sort::Open,
            Self::Can(_) | Self::Before | Self::Done => Sort::Good,
            Self::Cannot(_) | Self::Failed(_) => Sort::Bad,
            Self::Unsaid(_) | Self::Unclear(_) => Sort::Unknown,
            Self::Queued | Self::Sent => Sort::Under,
        }
    }

    pub(super) const fn why(&self) -> Option<&Why> {
        match self {
            Self::Unsaid(why) | Self::Cannot(why) | Self::Failed(why) | Self::Unclear(why) => {
                Some(why)
            }
            Self::Open | Self::Can(_) | Self::Before | Self::Queued | Self::Sent | Self::Done => {
                None
            }
        }
    }
}

/// What is to be asked next.
#[derive(Debug)]
pub enum Next {
    /// What some of the acts would come to.
    Preview(Request),
    /// One act, by its place.
    Act(usize, ActRequest),
}

/// One act on many matters.
#[derive(Debug)]
pub struct Bulk {
    /// Tells its answers from those of another.
    pub serial: u64,
    /// The verb.
    pub verb: Verb,
    /// The key of the form that it came from.
    pub form: String,
    pub(super) acts: Vec<(ActRequest, Stand)>,
    /// The names of all that the warnings speak of.
    pub(super) names: Names,
    /// Which were asked for last.
    asked: Vec<usize>,
    /// Whether it was confirmed.
    pub is_confirmed: bool,
    /// Whether it was said how it ended.
    pub is_told: bool,
    /// When and whether it asks.
    pub pace: Pace,
    pub(super) scroll: usize,
    /// How many lines it may be scrolled by, and at once, as drawn last.
    pub(super) reach: (usize, usize),
}

impl Bulk {
    /// Acts of which nothing is known yet.
    #[must_use]
    pub fn new(serial: u64, verb: Verb, form: String, requests: Vec<ActRequest>) -> Self {
        let acts = requests.into_iter().map(|act| (act, Stand::Open)).collect();
        Self {
            serial,
            verb,
            form,
            acts,
            names: Names::default(),
            asked: Vec::new(),
            is_confirmed: false,
            is_told: false,
            pace: Pace::default(),
            scroll: 0,
            reach: (0, 1),
        }
    }

    pub(super) fn places(&self, wanted: impl Fn(&Stand) -> bool) -> Vec<usize> {
        let stands = self.acts.iter().enumerate();
        let of = stands.filter(|(_, (_, stand))| wanted(stand));
        of.map(|(at, _)| at).collect()
    }

    pub(super) fn count(&self, sort: Sort) -> usize {
        self.places(|stand| stand.sort() == sort).len()
    }

    fn put(&mut self, at: usize, stand: Stand) {
        if let Some((_, of)) = self.acts.get_mut(at) {
            *of = stand;
        }
    }

    /// What may go out now: one question at a time, or acts up to their bound.
    pub fn next(&mut self, now: Instant) -> Option<Next> {
        if self.is_confirmed {
            let at = *self.places(|stand| *stand == Stand::Queued).first()?;
            if !self.pace.allows(ON_THE_WAY, now) {
                return None;
            }
            let request = self.acts.get(at).map(|(request, _)| request.clone())?;
            self.put(at, Stand::Sent);
            self.pace.waiting += 1;
            return Some(Next::Act(at, request));
        }
        let open = self.places(|stand| *stand == Stand::Open);
        if open.is_empty() || !self.pace.allows(1, now) {
            return None;
        }
        self.asked = open.into_iter().take(MANY_SLICE).collect();
        let acts = self.asked.iter().filter_map(|at| self.acts.get(*at));
        let acts = acts.map(|(request, _)| request.clone()).collect();
        self.pace.waiting += 1;
        Some(Next::Preview(Request::PreviewAll { acts }))
    }

    /// Takes the answer to the last question.
    pub fn take_previews(&mut self, answer: Answer, now: Instant) {
        self.pace.waiting = 0;
        let asked = std::mem::take(&mut self.asked);
        let why = if let Answer::Previews(found) = answer {
            return self.take_slice(&asked, *found);
        } else if let Answer::Trouble(trouble) = answer {
            if is_asked_again(&trouble) {
                return self.pace.rest(now);
            }
            Why::Trouble(trouble)
        } else if let Answer::Stranger(login) = answer {
            Why::Stranger(login)
        } else {
            Why::Trouble(Trouble::Hub(format!("{answer:?}")))
        };
        for at in asked {
            self.put(at, Stand::Unsaid(why.clone()));
        }
    }

    fn take_slice(&mut self, asked: &[usize], found: Previews) {
        self.names = std::mem::take(&mut self.names).and(&found.names);
        let can = found
            .can
            .into_iter()
            .map(|one| (one.at, Stand::Can(one.warnings)));
        let before = found.before.into_iter().map(|one| (one.at, Stand::Before));
        let cannot = found.cannot.into_iter().flat_map(|one| {
            let why = Why::Refused(one.refusal);
            let at = one.at.into_iter();
            at.map(move |at| (at, Stand::Cannot(why.clone())))
        });
        let unsaid = found.unsaid.into_iter().map(|one| {
            let why = Why::Trouble(Trouble::Store(one.why));
            (one.at, Stand::Unsaid(why))
        });
        for (at, stand) in can.chain(before).chain(cannot).chain(unsaid) {
            if let Some(at) = asked.get(at) {
                self.put(*at, stand);
            }
        }
        // Without this, a hub that does not answer the first would be asked for ever.
        if let Some(first) = asked.first()
            && self
                .acts
                .get(*first)
                .is_some_and(|(_, stand)| *stand == Stand::Open)
        {
            self.put(
                *first,
                Stand::Unsaid(Why::Trouble(Trouble::Hub(String::new()))),
            );
        }
    }

    /// Takes what became of one act.
    pub fn take_act(&mut self, at: usize, answer: Answer, now: Instant) {
        self.pace.waiting = self.pace.waiting.saturating_sub(1);
        let stand = Stand::after(answer);
        if stand == Stand::Queued {
            self.pace.rest(now);
        }
        self.put(at, stand);
    }

    /// Confirms what can be done, or asks again of what nobody could say. Answers whether anything is to be done.
    pub fn confirm(&mut self) -> bool {
        if self.is_confirmed || self.count(Sort::Open) > 0 {
            return false;
        }
        if self.count(Sort::Good) == 0 {
            self.ask_again();
            return false;
        }
        self.is_confirmed = true;
        self.scroll = 0;
        for (_, stand) in &mut self.acts {
            if let Stand::Can(_) = stand {
                *stand = Stand::Queued;
            } else if let Stand::Before = stand {
                *stand = Stand::Done;
            }
        }
        true
    }

    /// What nobody could say is asked again.
    pub fn ask_again(&mut self) {
        for (_, stand) in &mut self.acts {
            if let Stand::Unsaid(_) = stand {
                *stand = Stand::Open;
            }
        }
    }

    /// Lets nothing more go out; what is on its way is still waited for.
    pub fn stop(&mut self) {
        for (_, stand) in &mut self.acts {
            if *stand == Stand::Queued {
                *stand = Stand::Failed(Why::Stopped);
            }
        }
    }

    /// Whether something confirmed is still to go out or to be answered.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.is_confirmed && self.count(Sort::Under) > 0
    }

    /// Whether everything confirmed is answered, and it is still to be said how it ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_confirmed && !self.is_told && self.count(Sort::Under) == 0
    }

    /// Whether anything confirmed waits to go out.
    #[must_use]
    pub fn may_stop(&self) -> bool {
        !self.places(|stand| *stand == Stand::Queued).is_empty()
    }

    /// Done, not done, not known.
    #[must_use]
    pub fn ended(&self) -> [usize; 3] {
        [Sort::Good, Sort::Bad, Sort::Unknown].map(|sort| self.count(sort))
    }

    /// Whether anything that was confirmed did not end as it was previewed.
    #[must_use]
    pub fn has_surprises(&self) -> bool {
        let surprise = |stand: &Stand| match stand {
            Stand::Failed(_) | Stand::Unclear(_) => true,
            Stand::Open
            | Stand::Unsaid(_)
            | Stand::Cannot(_)
            | Stand::Can(_)
            | Stand::Before
            | Stand::Queued
            | Stand::Sent
            | Stand::Done => false,
        };
        !self.places(surprise).is_empty()
    }

    /// The matters on which it is done.
    #[must_use]
    pub fn done(&self) -> Vec<MatterId> {
        let done = self.places(|stand| *stand == Stand::Done);
        done.into_iter().filter_map(|at| self.matter(at)).collect()
    }

    /// The matters that changed since they were looked at, with their versions now.
    #[must_use]
    pub fn changed(&self) -> Vec<(MatterId, u32)> {
        let changed = self.acts.iter().filter_map(|(request, stand)| {
            let Why::Refused(refused) = stand.why()? else {
                return None;
            };
            let Reason::Changed { actual, .. } = refused.reason else {
                return None;
            };
            Some((request.command.matter()?, actual))
        });
        changed.collect()
    }

    pub(super) fn matter(&self, at: usize) -> Option<MatterId> {
        let (request, _) = self.acts.get(at)?;
        request.command.matter()
    }

    /// Scrolls; answers whether the action was one for a text.
    pub fn act(&mut self, action: Action) -> bool {
        let (last, page) = self.reach;
        let Some(to) = action.scrolled(self.scroll, page, last) else {
            return false;
        };
        self.scroll = to;
        true
    }
}
