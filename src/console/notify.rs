//! What is worth a bell: an emergency that comes to be mine, a duty that turns late. For posts that asked for it, and only
//! in the live ledger: nobody is woken by a sandbox or a drill.

use super::shortcut::RINGING;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::domain::law::matter::MatterId;
use crate::domain::law::party::Post;
use crate::hub::Touched;
use crate::hub::list::cell::{Cell, Mark, Term};
use crate::hub::list::column::Column;
use crate::hub::request::{List, Look, Request, Row, Standing, Window};
use crate::locale::console as words;
use crate::locale::list::{self as list_words, Width};
use crate::locale::{Lang, domain};

/// How many of the newest emergencies are looked at.
const ROWS: u16 = 20;
/// How long it is quiet after a notification: what comes meanwhile is counted in the next.
const QUIET: Duration = Duration::from_secs(5);

/// What has been told, and what waits to be.
#[derive(Debug, Default)]
pub struct Notifier {
    posts: BTreeSet<Post>,
    /// Of the emergencies looked at last, those that were mine then or before: each is told once. None before the first
    /// look, which tells of nothing.
    known: Option<BTreeSet<MatterId>>,
    /// The version of that look: one that was overtaken is dropped.
    version: u64,
    /// The duties late at each post, and the entry as of which.
    late: Option<(u64, BTreeMap<Post, u64>)>,
    waiting: Waiting,
    quiet_until: Option<Instant>,
}

/// What is to be told next: of several emergencies only how many.
#[derive(Debug, Default)]
struct Waiting {
    ringing: usize,
    first: Option<Row>,
    late: u64,
}

impl Notifier {
    /// For these posts; for none of them nothing is asked and nothing told.
    #[must_use]
    pub fn new(posts: BTreeSet<Post>) -> Self {
        Self {
            posts,
            ..Self::default()
        }
    }

    /// Whether there is anything to listen for.
    fn listens(&self, standing: &Standing) -> bool {
        let mine = |post: &Post| standing.actor.holds(*post);
        standing.realm.is_live() && standing.founded && self.posts.iter().any(mine)
    }

    /// The look to take first, or after something was touched; none if it cannot have to do with an emergency of mine.
    #[must_use]
    pub fn ask(&self, standing: &Standing, touched: Option<&Touched>) -> Option<Request> {
        let concerns = match touched {
            None => self.known.is_none(),
            Some(Touched::Everything) => true,
            Some(Touched::Matters(matters)) => {
                let rings = |id: &MatterId| id.kind == RINGING;
                matters.iter().any(rings)
            }
        };
        let newest = Look {
            columns: vec![Column::Title, Column::Duty, Column::Post],
            ..Look::at(List::Matters(Some(RINGING)), ROWS)
        };
        (concerns && self.listens(standing)).then_some(Request::Look(newest))
    }

    /// Takes the newest emergencies.
    pub fn take_ringing(&mut self, standing: &Standing, window: Window) {
        if window.version < self.version || !self.listens(standing) {
            return;
        }
        self.version = window.version;
        let is_first = self.known.is_none();
        let before = self.known.take().unwrap_or_default();
        let mut known = BTreeSet::new();
        for row in window.rows {
            let Some((id, _)) = row.of.matter() else {
                continue;
            };
            let was_known = before.contains(&id);
            let post = row.cells.get(2);
            let is_heard =
                matches!(post, Some(Cell::Term(Term::Post(post))) if self.posts.contains(post));
            let is_mine = row.has(Mark::Mine) && is_heard;
            if was_known || is_mine {
                known.insert(id);
            }
            if is_mine && !was_known && !is_first {
                self.waiting.ringing += 1;
                self.waiting.first.get_or_insert(row);
            }
        }
        self.known = Some(known);
    }

    /// Takes how my duties stand: more of them late than before is news.
    pub fn take_standing(&mut self, standing: &Standing) {
        if !self.listens(standing) {
            return;
        }
        let (seq, before) = self.late.take().unwrap_or_default();
        if standing.seq < seq {
            self.late = Some((seq, before));
            return;
        }
        let grown = |post: &Post| {
            let now = standing.late_by.get(post)?;
            Some(now.saturating_sub(*before.get(post)?))
        };
        self.waiting.late += self.posts.iter().filter_map(grown).sum::<u64>();
        self.late = Some((standing.seq, standing.late_by.clone()));
    }

    /// When something is to be told that has to wait.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        let waits = self.waiting.ringing > 0 || self.waiting.late > 0;
        self.quiet_until.filter(|_| waits)
    }

    /// What is to be told now, everything in one.
    pub fn tell(&mut self, lang: Lang, now: Instant) -> Option<String> {
        if self.quiet_until.is_some_and(|until| now < until) {
            return None;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let first = match (&waiting.first, waiting.ringing) {
            (Some(row), 1) => Some(told(lang, row)),
            (_, 0) => None,
            (_, count) => Some(words::NOTIFY_URGENT_MANY.fill(lang, &[&count])),
        };
        let late = (waiting.late > 0).then(|| words::NOTIFY_LATE.fill(lang, &[&waiting.late]));
        let text = first
            .into_iter()
            .chain(late)
            .reduce(|before, next| words::NOTIFY_BOTH.fill(lang, &[&before, &next]))?;
        self.quiet_until = Some(now + QUIET);
        Some(text)
    }
}

fn told(lang: Lang, row: &Row) -> String {
    let id = row.of.matter().map(|(id, _)| domain::matter_id(lang, id));
    let said = |at: usize| {
        let cell = row.cells.get(at);
        cell.map_or_else(String::new, |cell| {
            list_words::cell(lang, cell, Width::Line)
        })
    };
    words::NOTIFY_URGENT.fill(lang, &[&id.unwrap_or_default(), &said(1), &said(0)])
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::law::naming::Names;
    use crate::domain::law::party::Actor;
    use crate::hub::request::Realm;

    fn standing(realm: Realm, seq: u64, handler: u64, reviewer: u64) -> Standing {
        let posts = BTreeSet::from([Post::Handler, Post::Reviewer]);
        Standing {
            actor: Actor {
                posts,
                clockwork: false,
                ..Actor::clockwork()
            },
            telephone: String::new(),
            party: String::new(),
            short: None,
            realm,
            now: DateTime::UNIX_EPOCH,
            rate: 1,
            mine: 0,
            late: handler + reviewer,
            late_by: BTreeMap::from([(Post::Handler, handler), (Post::Reviewer, reviewer)]),
            today: 0,
            next_due: None,
            to_sign: Vec::new(),
            open: 0,
            seq,
            measures: None,
            names: Names::default(),
            founded: true,
        }
    }

    #[test]
    fn a_duty_that_turns_late_is_told_at_the_post_that_asked() {
        let mut notifier = Notifier::new(BTreeSet::from([Post::Handler]));
        let mut told = Vec::new();
        let mut now = Instant::now();
        for (seq, handler, reviewer) in [
            (5, 3, 1), // How it stood when the screen was opened.
            (6, 3, 1),
            (6, 4, 1), // A day turned.
            (4, 2, 1), // An answer that was overtaken.
            (6, 4, 1),
            (7, 4, 9), // At a post that did not ask.
            (8, 1, 9), // Done.
            (9, 3, 9),
        ] {
            notifier.take_standing(&standing(Realm::Live, seq, handler, reviewer));
            told.extend(notifier.tell(Lang::Zh, now));
            now += QUIET;
        }
        assert_eq!(told, ["1件待办转为逾期", "2件待办转为逾期"]);
    }

    #[test]
    fn what_comes_in_the_quiet_is_counted_in_the_next() {
        let mut notifier = Notifier::new(BTreeSet::from([Post::Reviewer]));
        let begun = Instant::now();
        for late in 0..5 {
            notifier.take_standing(&standing(Realm::Live, 1, 0, late));
            let told = notifier.tell(Lang::En, begun);
            let expected = (late == 1).then(|| "duties turned late: 1".to_owned());
            assert_eq!(told, expected, "{late}");
        }
        assert_eq!(notifier.wake_at(), Some(begun + QUIET));
        let told = notifier.tell(Lang::En, begun + QUIET);
        assert_eq!(told.as_deref(), Some("duties turned late: 3"));
        assert_eq!(notifier.wake_at(), None);
    }

    #[test]
    fn no_sandbox_no_drill_and_nobody_who_did_not_ask_is_told() {
        let all = BTreeSet::from([Post::Handler, Post::Reviewer]);
        for (posts, realm) in [
            (all.clone(), Realm::Sandbox),
            (all, Realm::Drill("x".to_owned())),
            (BTreeSet::new(), Realm::Live),
            (BTreeSet::from([Post::Administrator]), Realm::Live),
        ] {
            let mut notifier = Notifier::new(posts);
            for late in 0..3 {
                let standing = standing(realm.clone(), late, late, late);
                notifier.take_standing(&standing);
                assert_eq!(notifier.ask(&standing, Some(&Touched::Everything)), None);
            }
            assert_eq!(notifier.tell(Lang::Zh, Instant::now()), None);
        }
    }
}
