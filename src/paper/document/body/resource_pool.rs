//! The papers of resource pools.
use super::super::Writer;
use crate::domain::build::resource_pool::{PaperKind, ResourcePool, Stage};
use crate::domain::law::article::article;
use crate::domain::law::matter::Body;
use crate::locale::matter::resource_pool::{self as matter_words, paper as words};
use crate::locale::{T, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    let Body::ResourcePool(body) = &writer.matter.body else {
        return;
    };
    match kind {
        PaperKind::PlanApproval => decided(writer, body),
        PaperKind::Declaration => declared(writer, body),
        PaperKind::Connection => connected(writer, body),
        PaperKind::Commissioning => commissioned(writer, body),
        PaperKind::CapacityReport => reviewed(writer, body),
        PaperKind::ClosingNotice => closing(writer, body),
    }
}

/// What a paper says of the pool, each with its label.
fn fields(writer: &mut Writer, told: Vec<(T, String)>) {
    for (label, said) in told {
        let label = label.get(writer.lang);
        writer.say(words::FIELD, &[&label, &said]);
    }
}

fn decided(writer: &mut Writer, body: &ResourcePool) {
    let pool = matter_words::called(writer.lang, body);
    let cited = writer.cite(article(15));
    let rejected = writer.matter.head.stage == Stage::Rejected.into();
    let said = if rejected {
        words::REJECTED
    } else {
        words::APPROVED
    };
    writer.say(said, &[&pool, &cited]);
    writer.about();
    fields(writer, matter_words::planned(body));
    if let Some(exception) = body.exception().filter(|_| !rejected) {
        let cited = writer.cite(exception);
        writer.say(words::EXCEPTION, &[&cited]);
    }
    writer.quote(shared::OPINION, &writer.paper.remark);
}

fn declared(writer: &mut Writer, body: &ResourcePool) {
    let Some(built) = &body.built else {
        return;
    };
    let day = shared::date(writer.lang, built.built_on);
    let cited = writer.cite(article(15));
    writer.say(words::DECLARED, &[&body.name, &day, &cited]);
    writer.about();
    let components = built.components.iter();
    let components = components.map(|one| matter_words::component(writer.lang, one));
    writer.number(components.collect::<Vec<_>>());
}

fn connected(writer: &mut Writer, body: &ResourcePool) {
    if let Some(connection) = &body.connection {
        let day = shared::date(writer.lang, connection.connected_on);
        let cited = writer.cite(article(16));
        let (class, version) = (&connection.class, &connection.version);
        writer.say(
            words::CONNECTED,
            &[&body.name, &day, class, version, &cited],
        );
    }
    writer.about();
}

fn commissioned(writer: &mut Writer, body: &ResourcePool) {
    let pool = matter_words::called(writer.lang, body);
    if let Some(day) = body.commissioned_on {
        let day = shared::date(writer.lang, day);
        let cited = writer.cite(article(32));
        writer.say(words::COMMISSIONED, &[&pool, &day, &cited]);
    }
    writer.about();
    let told = body.evaluations.iter().map(|known| {
        let label = matter_words::evaluation(known.kind);
        (label, matter_words::evaluated(writer.lang, known))
    });
    fields(writer, told.collect());
    writer.say(words::MEASURE, &[]);
}

fn reviewed(writer: &mut Writer, body: &ResourcePool) {
    let Some(review) = &body.review else {
        return;
    };
    let day = shared::date(writer.lang, review.reviewed_on);
    let cited = writer.cite(article(14));
    writer.say(words::REVIEWED, &[&body.name, &day, &cited]);
    writer.about();
    if review.rooms.is_empty() {
        writer.say(words::UNMEASURED, &[]);
    }
    let measured = review.rooms.iter().filter(|room| room.is_there());
    let rooms = measured.map(|room| matter_words::room(writer.lang, room));
    writer.number(rooms.collect::<Vec<_>>());
    writer.quote(words::FINDING, &review.finding);
}

fn closing(writer: &mut Writer, body: &ResourcePool) {
    let cited = writer.cite(article(14));
    writer.say(words::CLOSING, &[&body.name, &cited]);
    writer.about();
    writer.quote(words::GROUND, &writer.paper.remark);
}
