//! What the sentences of an edition's facts say.

use super::Fact;
use crate::domain::law::money;
use crate::domain::law::said::Said;
use crate::domain::purchase::listing::Listing;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Opened(opened) => said.name(&opened.body.number).text(&opened.head.title),
            Self::Listed { listing, .. } => listed(listing),
            Self::Carried { count, .. } => said.number(*count),
            Self::Struck { listing, .. } => said.name(&listing.name).name(listing.item.as_str()),
            Self::HandedIn { report, .. } => said.name(&report.third_party).name(&report.number),
            Self::Reviewed { approved: true, .. } => Said::of("catalogue.reviewed approved"),
            Self::Reviewed { opinion, .. } => Said::of("catalogue.reviewed rejected").text(opinion),
            Self::Announced { from, changes, .. } => said
                .day(*from)
                .number(changes.added)
                .number(changes.changed)
                .number(changes.ended),
            Self::Entered { listed, .. } => said.number(*listed),
            Self::Superseded { number, .. } => said.name(number),
            Self::GivenUp { reason, .. } => said.text(reason),
        }
    }
}

/// An item with its cap, and what that was before.
fn listed(listing: &Listing) -> Said<'_> {
    let cap = listing.yearly_fen();
    let of = |line| {
        Said::of(line)
            .name(&listing.name)
            .name(listing.item.as_str())
            .name(money::parted(cap))
    };
    match listing.before_fen {
        None => of("catalogue.listed new"),
        Some(before) if before == cap => of("catalogue.listed same"),
        Some(before) => of("catalogue.listed changed").name(money::parted(before)),
    }
}
