//! How a pool stands (R30), beside what is told of it.

use super::{Block, Depth, Field, Gauge, Section, Tone};
use crate::domain::build::capacity::Dimension;
use crate::domain::build::room::Room;
use crate::hub::list::cell::Status;
use crate::hub::list::column::Column;
use crate::hub::request::Found;
use crate::locale::detail as words;
use crate::locale::list::status;
use crate::locale::{Lang, domain, list as list_words};

/// What of a pool is given out and free: a gauge each dimension that it has or ought to have; to a unit a word each.
pub(super) fn beside(found: &Found, lang: Lang) -> Option<Section> {
    if let Some(availability) = &found.availability {
        let told = availability.iter().map(|one| {
            let label = list_words::column(column_of(one.dimension)).get(lang);
            let said = status(Status::of_room(one.is_short)).get(lang);
            Field::new(label, said.to_owned()).from(Depth::Block)
        });
        return Some(Section::of(
            words::ROOM.get(lang),
            Block::Fields(told.collect()),
        ));
    }
    let rooms = found.room.as_ref()?.rooms.iter();
    let shown = rooms.filter(|room| room.is_there());
    let gauges = shown.map(|room| gauge(room, lang)).collect();
    Some(Section::of(words::ROOM.get(lang), Block::Gauges(gauges)))
}

fn gauge(room: &Room, lang: Lang) -> Gauge {
    let label = list_words::column(column_of(room.dimension)).get(lang);
    let told = words::ROOM_OF.fill(
        lang,
        &[
            &domain::dimension(room.dimension).get(lang),
            &room.effective,
            &room.general(),
            &room.left_of_reserve(),
            &room.reserve,
            &room.issued,
            &room.drawn,
            &room.reserved,
        ],
    );
    Gauge {
        label,
        whole: room.effective,
        parts: [
            room.issued.saturating_add(room.drawn),
            room.reserved,
            room.left_of_reserve(),
        ],
        left: words::ROOM_LEFT.fill(lang, &[&room.general(), &room.effective]),
        told,
        tone: if room.general() < 0 {
            Tone::Late
        } else {
            Tone::Plain
        },
    }
}

/// The column that says the same of a list's pools.
const fn column_of(dimension: Dimension) -> Column {
    match dimension {
        Dimension::Vcpu => Column::Vcpu,
        Dimension::MemoryGib => Column::Memory,
        Dimension::FastDiskGib => Column::FastDisk,
        Dimension::OrdinaryDiskGib => Column::OrdinaryDisk,
        Dimension::BandwidthMbps => Column::Bandwidth,
        Dimension::Gpu => Column::Gpu,
        Dimension::Addresses => Column::Addresses,
    }
}
