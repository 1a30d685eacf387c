//! What the sentences of a procurement's facts say.

use super::Fact;
use crate::domain::law::code::Code;
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Opened(opened) => said.text(&opened.head.title),
            Self::Reviewed { approved: true, .. } => Said::of("procurement.reviewed approved"),
            Self::Reviewed { opinion, .. } => {
                Said::of("procurement.reviewed rejected").text(opinion)
            }
            Self::Awarded { award, .. } => said.called(award.winner.clone()).day(award.notified_on),
            Self::Signed {
                agreement, pricing, ..
            } => said
                .name(&agreement.number)
                .called(agreement.contractor.clone())
                .count(pricing.len()),
            Self::Published { done, .. } => said.day(done.on).name(&done.reference),
            Self::Filed { done, .. } => said.day(done.on),
            Self::Amended { amendment, .. } => {
                said.name(&amendment.number).day(amendment.effective_on)
            }
            Self::Checked { check, .. } => match check.listed_on {
                Some(since) => Said::of("procurement.checked listed")
                    .day(since)
                    .name(&check.source),
                None => Said::of("procurement.checked unlisted")
                    .day(check.checked_on)
                    .name(&check.source),
            },
            Self::ListingDecided { opinion, .. } => said.text(opinion),
            Self::Affiliated { finding, .. } => said
                .value(Value::Called(Code::Party(finding.agency.code.clone())))
                .value(Value::Called(Code::Party(finding.provider.code.clone()))),
            Self::Cured { evidence, .. } => said.text(evidence),
            Self::Ended { ending, .. } => said.day(ending.terminated_on).text(&ending.reason),
            Self::Cancelled { reason, .. } => said.text(reason),
            Self::Neared { .. } | Self::Expired { .. } => said,
            Self::Arranged { arranged, .. } => said.text(&arranged.remark),
        }
    }
}
