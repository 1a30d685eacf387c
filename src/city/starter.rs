//! The starter: what a founded city registers first, as commands for the founding administrator.
//!
//! The parties that the Measures name, the two districts of Art. 41, and examples to be replaced: two providers, three
//! pools and a catalogue. The calendars are built in.

use crate::domain::build::pool::{CloudMode, PoolEntry};
use crate::domain::law::code::{ItemCode, PartyCode, PoolCode};
use crate::domain::law::command::Command;
use crate::domain::law::party::{PartyEntry, PartyKind, Region};
use crate::domain::purchase::catalogue::{ItemEntry, PriceBasis, Vector};
use crate::domain::register::Act;
use crate::locale::city as words;
use crate::locale::city::short;
use crate::locale::{Lang, T};

/// Support's code.
pub const SUPPORT: &str = "smart-city";
/// The example self-built pool.
pub const SELF_BUILT_POOL: &str = "self-built";

/// Every command of the starter, in an order that the rules accept.
#[must_use]
pub fn commands(lang: Lang) -> Vec<Command> {
    let parties = parties(lang).into_iter().map(Act::RegisterParty);
    let pools = [
        (
            SELF_BUILT_POOL,
            words::POOL_SELF_BUILT,
            CloudMode::SelfBuilt,
            SUPPORT,
        ),
        (
            "pool-a",
            words::POOL_PROVIDER_A,
            CloudMode::Purchased,
            "provider-a",
        ),
        (
            "pool-b",
            words::POOL_PROVIDER_B,
            CloudMode::Purchased,
            "provider-b",
        ),
    ];
    let pools = pools.map(|(code, name, mode, operator)| pool(lang, code, name, mode, operator));
    let items = items(lang).into_iter().map(Act::RegisterItem);
    parties
        .chain(pools)
        .chain(items)
        .map(Command::Keep)
        .collect()
}

/// A pool's registration.
pub(super) fn pool(lang: Lang, code: &str, name: T, mode: CloudMode, operator: &str) -> Act {
    Act::RegisterPool(PoolEntry {
        code: PoolCode::new(code),
        name: name.get(lang).to_owned(),
        mode,
        operator: PartyCode::new(operator),
        // Before the Measures were published: nobody builds a pool of their own since (Art. 4).
        built_on: match mode {
            CloudMode::SelfBuilt => chrono::NaiveDate::from_ymd_opt(2023, 6, 1),
            CloudMode::Purchased => None,
        },
        region: Some(Region::Municipal),
        ground: None,
        since: None,
    })
}

/// What a party of the starter or the demo is called; nothing, of one that is neither's.
pub(super) fn name_of(lang: Lang, code: &str) -> String {
    let parties = parties(lang).into_iter();
    let mut parties = parties.chain(super::names::parties(lang, false));
    let found = parties.find(|party| party.code.as_str() == code);
    found.map_or_else(String::new, |party| party.name)
}

/// The starter's parties; the authority is there since the founding.
pub(super) fn parties(lang: Lang) -> Vec<PartyEntry> {
    use PartyKind::{Audit, Cyber, Finance, Provider, Support, Unit};
    let city = (Region::Municipal, true);
    let none = (Region::Municipal, false);
    [
        (
            SUPPORT,
            Support,
            words::SUPPORT,
            short::SUPPORT,
            "益智云",
            city,
        ),
        (
            "finance-bureau",
            Finance,
            words::FINANCE,
            short::FINANCE,
            "益财",
            city,
        ),
        (
            "audit-bureau",
            Audit,
            words::AUDIT,
            short::AUDIT,
            "益审",
            city,
        ),
        (
            "cyber-office",
            Cyber,
            words::CYBER,
            short::CYBER,
            "益网信",
            city,
        ),
        (
            "heshan",
            Unit,
            words::HESHAN,
            short::HESHAN,
            "赫政",
            (Region::Heshan, false),
        ),
        (
            "ziyang",
            Unit,
            words::ZIYANG,
            short::ZIYANG,
            "资政",
            (Region::Ziyang, false),
        ),
        (
            "provider-a",
            Provider,
            words::PROVIDER_A,
            short::PROVIDER_A,
            "甲云",
            none,
        ),
        (
            "provider-b",
            Provider,
            words::PROVIDER_B,
            short::PROVIDER_B,
            "乙云",
            none,
        ),
    ]
    .map(
        |(code, kind, name, short, word, (region, municipal_budget))| PartyEntry {
            code: PartyCode::new(code),
            kind,
            name: name.get(lang).to_owned(),
            short_name: Some(short.get(lang).to_owned()),
            paper_word: word.to_owned(),
            region,
            municipal_budget,
            since: None,
        },
    )
    .into()
}

/// Servers by cores and GiB, with a yearly price in yuan.
const SERVERS: [(u32, u32, u64); 9] = [
    (2, 4, 2_100),
    (4, 8, 4_000),
    (4, 16, 5_400),
    (8, 16, 7_900),
    (8, 32, 10_800),
    (16, 32, 15_800),
    (16, 64, 21_600),
    (32, 64, 31_500),
    (32, 128, 43_200),
];

/// Everything else: code, family, name, specification, unit, yearly price in yuan.
const OTHERS: [(&str, T, T, T, T, u64); 18] = {
    use crate::locale::city::{
        ADDRESS, ADDRESS_SPECIFICATION, BACKUP, BACKUP_SPECIFICATION, BALANCER,
        BALANCER_SPECIFICATION, BANDWIDTH, BANDWIDTH_SPECIFICATION, BASTION, BASTION_SPECIFICATION,
        CACHE, CACHE_SPECIFICATION, DATABASE_AUDIT, DATABASE_AUDIT_SPECIFICATION,
        DATABASE_DOMESTIC, DATABASE_DOMESTIC_SPECIFICATION, DATABASE_OPEN,
        DATABASE_OPEN_SPECIFICATION, DISK_FAST, DISK_FAST_SPECIFICATION, DISK_ORDINARY,
        DISK_ORDINARY_SPECIFICATION, FAMILY_DATABASE as DATABASE, FAMILY_NETWORK as NETWORK,
        FAMILY_SECURITY as SECURITY, FAMILY_STORAGE as STORAGE, FILES, FILES_SPECIFICATION,
        HOST_PROTECTION, HOST_PROTECTION_SPECIFICATION, LOG_AUDIT, LOG_AUDIT_SPECIFICATION,
        OBJECTS, OBJECTS_SPECIFICATION, SCANNING, SCANNING_SPECIFICATION, TUNNEL,
        TUNNEL_SPECIFICATION, UNIT_INSTANCE as INSTANCE, UNIT_LINE as LINE, UNIT_SET as SET,
        UNIT_VOLUME as VOLUME, WEB_FIREWALL, WEB_FIREWALL_SPECIFICATION,
    };
    [
        (
            "disk-ordinary-100g",
            STORAGE,
            DISK_ORDINARY,
            DISK_ORDINARY_SPECIFICATION,
            VOLUME,
            420,
        ),
        (
            "disk-fast-100g",
            STORAGE,
            DISK_FAST,
            DISK_FAST_SPECIFICATION,
            VOLUME,
            960,
        ),
        (
            "objects-1t",
            STORAGE,
            OBJECTS,
            OBJECTS_SPECIFICATION,
            VOLUME,
            1_500,
        ),
        (
            "files-1t",
            STORAGE,
            FILES,
            FILES_SPECIFICATION,
            VOLUME,
            3_600,
        ),
        (
            "backup-1t",
            STORAGE,
            BACKUP,
            BACKUP_SPECIFICATION,
            VOLUME,
            1_800,
        ),
        (
            "bandwidth-10m",
            NETWORK,
            BANDWIDTH,
            BANDWIDTH_SPECIFICATION,
            LINE,
            7_200,
        ),
        (
            "load-balancer",
            NETWORK,
            BALANCER,
            BALANCER_SPECIFICATION,
            SET,
            3_000,
        ),
        (
            "public-address",
            NETWORK,
            ADDRESS,
            ADDRESS_SPECIFICATION,
            SET,
            240,
        ),
        (
            "private-access",
            NETWORK,
            TUNNEL,
            TUNNEL_SPECIFICATION,
            LINE,
            2_400,
        ),
        (
            "web-firewall",
            SECURITY,
            WEB_FIREWALL,
            WEB_FIREWALL_SPECIFICATION,
            SET,
            18_000,
        ),
        (
            "host-protection",
            SECURITY,
            HOST_PROTECTION,
            HOST_PROTECTION_SPECIFICATION,
            SET,
            600,
        ),
        (
            "log-audit",
            SECURITY,
            LOG_AUDIT,
            LOG_AUDIT_SPECIFICATION,
            SET,
            9_600,
        ),
        (
            "database-audit",
            SECURITY,
            DATABASE_AUDIT,
            DATABASE_AUDIT_SPECIFICATION,
            SET,
            12_000,
        ),
        (
            "bastion",
            SECURITY,
            BASTION,
            BASTION_SPECIFICATION,
            SET,
            12_000,
        ),
        (
            "scanning",
            SECURITY,
            SCANNING,
            SCANNING_SPECIFICATION,
            SET,
            6_000,
        ),
        (
            "database-4c16g",
            DATABASE,
            DATABASE_OPEN,
            DATABASE_OPEN_SPECIFICATION,
            INSTANCE,
            12_000,
        ),
        (
            "database-domestic-8c32g",
            DATABASE,
            DATABASE_DOMESTIC,
            DATABASE_DOMESTIC_SPECIFICATION,
            INSTANCE,
            30_000,
        ),
        (
            "cache-8g",
            DATABASE,
            CACHE,
            CACHE_SPECIFICATION,
            INSTANCE,
            4_800,
        ),
    ]
};

/// The example catalogue. The prices are plausible for the market, and no provider's.
pub(super) fn items(lang: Lang) -> Vec<ItemEntry> {
    let servers = SERVERS.iter().map(|(cores, memory, yuan)| ItemEntry {
        code: ItemCode::new(format!("ecs-{cores}c{memory}g")),
        family: words::FAMILY_COMPUTE.get(lang).to_owned(),
        name: words::SERVER.fill(lang, &[cores, memory]),
        specification: example(
            lang,
            &words::SERVER_SPECIFICATION.fill(lang, &[cores, memory]),
        ),
        unit: words::UNIT_INSTANCE.get(lang).to_owned(),
        basis: PriceBasis::Year,
        price_fen: yuan * 100,
        vcpu: Some(*cores),
        memory_gib: Some(*memory),
        // The disk that the operating system is on.
        ordinary_disk_gib: Some(100),
        fast_disk_gib: None,
        bandwidth_mbps: None,
        gpu: None,
        addresses: None,
    });
    let others = OTHERS.iter().map(
        |(code, family, name, specification, unit, yuan)| ItemEntry {
            code: ItemCode::new(*code),
            family: family.get(lang).to_owned(),
            name: name.get(lang).to_owned(),
            specification: example(lang, specification.get(lang)),
            unit: unit.get(lang).to_owned(),
            basis: PriceBasis::Year,
            price_fen: yuan * 100,
            vcpu: takes(code).vcpu,
            memory_gib: takes(code).memory_gib,
            fast_disk_gib: takes(code).fast_disk_gib,
            ordinary_disk_gib: takes(code).ordinary_disk_gib,
            bandwidth_mbps: takes(code).bandwidth_mbps,
            gpu: None,
            addresses: takes(code).addresses,
        },
    );
    servers.chain(others).collect()
}

/// What one of the other items takes of a pool. Those that run as a main and a standby take both.
fn takes(code: &str) -> Vector {
    let nothing = Vector::default();
    match code {
        "disk-fast-100g" => Vector {
            fast_disk_gib: Some(100),
            ..nothing
        },
        "disk-ordinary-100g" => Vector {
            ordinary_disk_gib: Some(100),
            ..nothing
        },
        "files-1t" | "objects-1t" | "backup-1t" => Vector {
            ordinary_disk_gib: Some(1_024),
            ..nothing
        },
        "bandwidth-10m" => Vector {
            bandwidth_mbps: Some(10),
            ..nothing
        },
        "public-address" => Vector {
            addresses: Some(1),
            ..nothing
        },
        "database-4c16g" => Vector {
            vcpu: Some(8),
            memory_gib: Some(32),
            fast_disk_gib: Some(400),
            ..nothing
        },
        "database-domestic-8c32g" => Vector {
            vcpu: Some(16),
            memory_gib: Some(64),
            fast_disk_gib: Some(1_000),
            ..nothing
        },
        "cache-8g" => Vector {
            memory_gib: Some(16),
            ..nothing
        },
        _ => nothing,
    }
}

fn example(lang: Lang, specification: &str) -> String {
    words::EXAMPLE_PRICE.fill(lang, &[&specification])
}
