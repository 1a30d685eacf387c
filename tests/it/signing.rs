//! What takes two persons: a ruling proposed by its parameters' names and tried, and the second signature as a duty of
//! whoever may give it.

use serde_json::json;

use yunguan::locale::Lang;

use crate::support::screen::Town;

/// A city in which a reviewer of the authority proposed that delivery takes fifteen days.
fn proposed() -> Town {
    Town::new(|city| {
        city.given("pa delivery_ordered");
        let fields = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 15}},
            "effective": "2026-11-11", "reason": "试行半年"});
        let _ = city.send("reviewer", "ruling.propose", &fields);
    })
}

#[test]
fn scratch() {
    let town = proposed();
    for lang in [Lang::Zh, Lang::En] {
        let mut screen = town.screen_as("reviewer2", lang, 80, 24, &|_| {});
        println!("{}", screen.text());
        println!("{}", screen.keys("g s").text());
        println!("{}", screen.keys("Esc 3 / type:r16 Enter").text());
    }
}
