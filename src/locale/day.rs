//! How a day of the calendar counts, in words.
use super::{Lang, T};
use crate::domain::law::calendar::DayKind;

messages! {
    NEW_YEAR = "元旦", "New Year";
    NEW_YEARS_EVE = "农历除夕", "Lunar New Year's Eve";
    SPRING_FESTIVAL = "春节", "Spring Festival";
    QINGMING = "清明节", "Qingming";
    LABOUR_DAY = "劳动节", "Labour Day";
    DRAGON_BOAT = "端午节", "Dragon Boat";
    MID_AUTUMN = "中秋节", "Mid-Autumn";
    NATIONAL_DAY = "国庆节", "National Day";

    WORKING = "工作日", "working day";
    WEEKEND = "周末", "weekend";
    MAKE_UP = "{0}调休上班", "worked for {0}";
}

/// The holidays of the year.
const HOLIDAYS: [T; 8] = [
    NEW_YEAR,
    NEW_YEARS_EVE,
    SPRING_FESTIVAL,
    QINGMING,
    LABOUR_DAY,
    DRAGON_BOAT,
    MID_AUTUMN,
    NATIONAL_DAY,
];

/// How a day counts: `工作日`, `国庆节`, `国庆节调休上班`, `周末`.
#[must_use]
pub fn kind(lang: Lang, value: &DayKind) -> String {
    match value {
        DayKind::Working => WORKING.get(lang).to_owned(),
        DayKind::MakeUp(name) => MAKE_UP.fill(lang, &[&holiday(lang, name)]),
        DayKind::Holiday(name) => holiday(lang, name),
        DayKind::Weekend => WEEKEND.get(lang).to_owned(),
    }
}

/// The holidays, as their notices name them, that have these small letters in their names.
pub fn holidays_saying(lang: Lang, small: &str) -> impl Iterator<Item = &'static str> {
    let says = move |name: &T| name.get(lang).to_lowercase().contains(small);
    let named = HOLIDAYS.into_iter().filter(says);
    named.map(|known| known.0.trim_end_matches('节'))
}

/// A holiday as its notice names it, `国庆节、中秋节`; in English where it is one of the year's.
#[must_use]
pub fn holiday(lang: Lang, name: &str) -> String {
    let bare = |name: &'static str| name.trim_end_matches('节');
    match lang {
        Lang::Zh => name.to_owned(),
        Lang::En => name
            .split('、')
            .map(|name| {
                HOLIDAYS
                    .into_iter()
                    .find(|known| bare(known.0) == name.trim_end_matches('节'))
                    .map_or(name, |known| known.1)
            })
            .collect::<Vec<_>>()
            .join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_carry_their_holiday() {
        let make_up = DayKind::MakeUp("国庆节".to_owned());
        assert_eq!(kind(Lang::Zh, &make_up), "国庆节调休上班");
        assert_eq!(kind(Lang::En, &make_up), "worked for National Day");
        let both = DayKind::Holiday("国庆节、中秋节".to_owned());
        assert_eq!(kind(Lang::Zh, &both), "国庆节、中秋节");
        assert_eq!(kind(Lang::En, &both), "National Day, Mid-Autumn");
        assert_eq!(holiday(Lang::En, "清明"), "Qingming");
        assert_eq!(holiday(Lang::En, "抗战胜利"), "抗战胜利");
    }
}
