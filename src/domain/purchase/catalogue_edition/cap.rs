//! Caps (Art. 11): no cap above its control figure, no price above its cap; what equals the limit is within it.

use chrono::NaiveDate;

use super::{CatalogueEdition, Reason, Stage};
use crate::domain::law::article::article;
use crate::domain::law::code::ItemCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R32;
use crate::domain::law::step::Case;
use crate::domain::purchase::catalogue::Item;
use crate::domain::purchase::listing::{EDITIONS_LIMIT, Listing};
use crate::domain::purchase::price::{Rate, Tiering, Version};
use crate::domain::settle::convention::Conventions;

/// What a tier's price holds for in the city (R31).
pub(super) fn tiering(case: &Case) -> Tiering {
    let rulings = case.world.rulings();
    Conventions::under(|id, name| rulings.value(id, name, case.today(), &[])).tiering
}

/// The control figure that holds an item's cap by itself; none where finance gave it none, or where the total alone counts
/// (R32).
pub(super) fn own_control<'l>(case: &Case, listing: &'l Listing) -> Option<&'l Rate> {
    let rulings = case.world.rulings();
    let figure = rulings.value(R32, "figure", case.today(), &[]);
    listing.control.as_ref().filter(|_| !figure.is("total"))
}

/// Only if the cap of an item is within its own control figure, where one holds it (R32).
pub(super) fn controlled(case: &Case, listing: &Listing) -> Result<(), Refusal> {
    let Some(control) = own_control(case, listing) else {
        return Ok(());
    };
    match listing.cap.exceeds(control) {
        Some(quantity) => Err(AnyReason::from(Reason::AboveControl {
            item: listing.item.clone(),
            quantity,
            cap_fen: listing.cap.yearly_at(quantity),
            control_fen: control.yearly_at(quantity),
        })
        .under(R32)),
        None => Ok(()),
    }
}

/// What the last reviewed edition that lists an item says of it, with that edition's number and its report's; none where no
/// edition does.
fn reviewed(case: &Case, item: &ItemCode) -> Option<(String, String, Listing)> {
    let listings = case.world.listings_of(item).into_iter();
    let reviewed = listings.filter(|listing| !listing.struck);
    let reviewed = reviewed.filter_map(|listing| {
        let matter = case.world.matter(listing.edition)?;
        let on = CatalogueEdition::of(&matter)?;
        let report = on.body.report.as_ref()?.number.clone();
        let stands = match on.stage {
            Stage::Approved | Stage::Announced | Stage::InForce | Stage::Superseded => true,
            Stage::Drafted | Stage::HandedIn | Stage::GivenUp => false,
        };
        stands.then(|| (on.body.number.clone(), report, listing))
    });
    // Editions stand in the order in which they were begun.
    reviewed.last()
}

/// The highest price that a contract may agree for an item, and the edition that says so; none where no edition lists it.
#[must_use]
pub fn cap_of(case: &Case, item: &ItemCode) -> Option<(Rate, String)> {
    reviewed(case, item).map(|(edition, _, listing)| (listing.cap, edition))
}

/// Only if a contract's price is within the cap of the catalogue: that of the last reviewed edition that lists the item, since
/// a price is agreed after the caps are (Art. 11, 12). What no edition lists has no cap.
///
/// # Errors
/// [`Reason::AboveCap`], if it is not.
pub fn within(case: &Case, price: &Version) -> Result<(), Refusal> {
    let Some((edition, report, listing)) = reviewed(case, &price.item) else {
        return Ok(());
    };
    let rate = price.rate();
    match rate.exceeds(&listing.cap) {
        Some(quantity) => Err(AnyReason::from(Reason::AboveCap {
            item: listing.item,
            quantity,
            price_fen: rate.yearly_at(quantity),
            cap_fen: listing.cap.yearly_at(quantity),
            edition,
            report,
        })
        .under(article(11))),
        None => Ok(()),
    }
}

/// The item of that code, if the catalogue has it today; none if it never had.
///
/// # Errors
/// [`Reason::ItemEnded`], if it has it no more: what runs of it runs on, and nothing new is asked for.
pub fn offered(case: &Case, code: &str) -> Result<Option<Item>, Refusal> {
    let item: Option<Item> = case.world.find(code);
    let today: NaiveDate = case.today();
    match item {
        Some(Item {
            code,
            ended_on: Some(ended),
            ..
        }) if ended <= today => {
            Err(AnyReason::from(Reason::ItemEnded(code, ended)).under(article(11)))
        }
        item => Ok(item),
    }
}

/// The number of the edition in force, by which the catalogue is kept: from then on no item is entered by hand.
#[must_use]
pub fn kept_by(case: &Case) -> Option<String> {
    let editions = case
        .world
        .matters(MatterKind::CatalogueEdition, EDITIONS_LIMIT);
    let in_force = editions
        .iter()
        .rev()
        .filter_map(|matter| CatalogueEdition::of(matter));
    let mut in_force = in_force.filter(|on| on.stage == Stage::InForce);
    in_force.next().map(|on| on.body.number.clone())
}
