//! The items of the service catalogue in full, as they are in force and as an edition lists them.

use super::super::{date, domain, listing as words, matter, price, register};
use super::{Lines, YUAN};
use crate::domain::law::code::ItemCode;
use crate::domain::law::money::{parted, yuan};
use crate::domain::purchase::catalogue::{Item, PriceBasis};
use crate::domain::purchase::listing::Listing;
use crate::domain::purchase::price::Rate;

pub(super) fn item(out: &mut Lines, item: &Item) {
    let lang = out.lang;
    out.field("code", &item.code);
    out.field("family", &item.family);
    out.field("name", &item.name);
    out.field("specification", &item.specification);
    out.field("unit", &item.unit);
    let basis = domain::price_basis(item.basis).get(lang);
    out.say(
        register::PRICE,
        YUAN.fill(lang, &[&yuan(item.price_fen), &basis]),
    );
    let takes = matter::asked::vector(lang, &item.vector);
    out.say(register::TAKES, takes);
    if let Some(listed) = &item.listed {
        let since = date::date_long(lang, listed.since);
        out.say(
            words::LISTED_IN,
            words::IN_EDITION.fill(lang, &[&listed.number, &since]),
        );
        capped(
            out,
            &listed.cap,
            listed.control.as_ref(),
            listed.planned,
            listed.replaces.as_ref(),
        );
    }
    if let Some(ended) = item.ended_on {
        out.say(words::ENDED_ON, date::date_long(lang, ended));
    }
}

pub(super) fn listing(out: &mut Lines, listing: &Listing) {
    let lang = out.lang;
    out.say(
        words::LISTED_IN,
        words::AT_EDITION.fill(
            lang,
            &[&listing.number, &domain::matter_id(lang, listing.edition)],
        ),
    );
    out.field("item", &listing.item);
    out.field("family", &listing.family);
    out.field("name", &listing.name);
    out.field("specification", &listing.specification);
    out.field("unit", &listing.unit);
    capped(
        out,
        &listing.cap,
        listing.control.as_ref(),
        listing.planned,
        listing.replaces.as_ref(),
    );
    if let Some(before) = listing.before_fen {
        let year = domain::price_basis(PriceBasis::Year).get(lang);
        out.say(words::BEFORE, YUAN.fill(lang, &[&parted(before), &year]));
    }
    out.say(
        register::TAKES,
        matter::asked::vector(lang, &listing.vector),
    );
    if listing.struck {
        out.say(words::STRUCK, domain::YES.get(lang));
    }
}

/// What an edition says of an item's price.
fn capped(
    out: &mut Lines,
    cap: &Rate,
    control: Option<&Rate>,
    planned: u32,
    replaces: Option<&ItemCode>,
) {
    let lang = out.lang;
    out.say(words::CAP, price::rate(lang, cap));
    if let Some(control) = control {
        out.say(words::CONTROL_OF_ONE, price::rate(lang, control));
    }
    if planned > 0 {
        out.say(words::PLANNED, planned);
    }
    if let Some(replaces) = replaces {
        let called = out.called(replaces);
        out.say(words::REPLACES, called);
    }
}
