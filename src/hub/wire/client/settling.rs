//! What became of acts whose answers were lost with their wire: looked up by their request keys, never sent again.

use std::sync::Arc;
use std::time::Duration;

use super::super::super::Reply;
use super::super::super::request::{Answer, Draft, Receipt, Request, Trouble};
use super::{Shared, guard};

/// How long after the first look-up the second one comes, where the first found nothing: what had left on the broken wire
/// may only now arrive.
const SECOND_LOOK: Duration = Duration::from_millis(1_500);

impl Shared {
    /// Finds out what became of acts whose answers were lost, and keeps the drafts made meanwhile.
    pub(super) fn settle(self: &Arc<Self>) {
        let unsettled = std::mem::take(&mut guard(&self.state).unsettled);
        for (request, reply) in unsettled {
            if let Request::Act(_) | Request::ActAll { .. } = request {
                self.settle_from(request, Vec::new(), reply, false);
            } else {
                // An intake may be closed twice: it is there still, or was taken out before and is no more.
                self.send(request, reply);
            }
        }
    }

    /// Looks up an act's keys one after the other; the acts of one request were all done or none.
    fn settle_from(
        self: &Arc<Self>,
        request: Request,
        mut found: Vec<Receipt>,
        reply: Reply,
        is_second: bool,
    ) {
        let next = request.acts().get(found.len());
        let Some(key) = next.map(|act| act.key.clone()) else {
            return reply(Answer::AllDone(found));
        };
        let shared = Arc::downgrade(self);
        let look_up = Request::Find { key };
        self.send(
            look_up,
            Box::new(move |answer| match (answer, shared.upgrade()) {
                (Answer::Found(Some(receipt)), Some(shared)) => {
                    if matches!(request, Request::Act(_)) {
                        return reply(Answer::Before(receipt));
                    }
                    found.push(receipt);
                    shared.settle_from(request, found, reply, is_second);
                }
                (Answer::Found(None), Some(shared)) if !is_second => {
                    later(move || shared.settle_from(request, found, reply, true));
                }
                (Answer::Found(None), _) => reply(Answer::Trouble(Trouble::NotYet)),
                (Answer::Trouble(Trouble::Gone | Trouble::Busy), Some(shared)) => {
                    // Lost again: it is looked up again once there is a way, and there may be one by now.
                    guard(&shared.state).unsettled.push((request, reply));
                    later(move || {
                        if shared.is_up() {
                            shared.settle();
                        }
                    });
                }
                // A store that fails now will not tell for a while: the same form tells later.
                (Answer::Trouble(_), _) => reply(Answer::Trouble(Trouble::Unknown)),
                (other, _) => reply(other),
            }),
        );
    }
}

/// Does something a little later.
fn later(work: impl FnOnce() + Send + 'static) {
    let rest_first = move || {
        std::thread::sleep(SECOND_LOOK);
        work();
    };
    // Without a thread it stays unanswered until the link breaks again; there are bigger troubles then.
    let _ = super::start("second-look", rest_first);
}

/// Whether a request is kept when its wire breaks: it was to leave something.
pub(super) fn is_kept(request: &Request) -> bool {
    request.is_for_the_writer() && !matches!(request, Request::Find { .. })
}

pub(super) fn keep_draft(unsettled: &mut Vec<(Request, Reply)>, request: Request, reply: Reply) {
    fn key_of(request: &Request) -> Option<&str> {
        if let Request::SaveDraft(Draft { key, .. }) | Request::DropDraft { key } = request {
            Some(key)
        } else {
            None
        }
    }
    let key = key_of(&request).map(str::to_owned);
    unsettled.retain(|(other, _)| key_of(other).map(str::to_owned) != key || key.is_none());
    unsettled.push((request, reply));
}
