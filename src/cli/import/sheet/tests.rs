//! Tables as people fill them in, rightly and wrongly.
use super::super::reading::meant;
use super::*;
use crate::feed::table;

const HEAD: &str =
    "组号,标题,系统,资源池,目录项,数量,用途,目录外理由,相近目录项,联系人,电话,非涉密承诺\n";

fn sheet(rows: &str) -> Result<Sheet, Found> {
    let text = format!("{HEAD}{rows}");
    read(Lang::Zh, &table::read("a.csv", text.as_bytes()).unwrap())
}

#[test]
fn rows_of_a_group_belong_together() {
    let sheet = sheet(
        "1,甲,s,p,ecs,2,用,,,张,1,是\n\
             2,乙,s,p,ecs,1,用,,,张,1,是\n\
             1,,,,disk,３,存,,,,,\n\
             ,丙,s,p,ecs,1,用,,,张,1,yes\n\
             ,丁,s,p,ecs,1,用,,,张,1,否\n",
    )
    .unwrap();
    let shapes: Vec<_> = sheet
        .drafts
        .iter()
        .map(|draft| {
            (
                draft.submit.title.as_str(),
                draft.rows.clone(),
                draft.submit.non_classified,
            )
        })
        .collect();
    assert_eq!(
        shapes,
        [
            ("甲", vec![2, 4], true),
            ("乙", vec![3], true),
            ("丙", vec![5], true),
            ("丁", vec![6], false)
        ]
    );
    let first = sheet.drafts.first().unwrap();
    assert_eq!(first.submit.lines.get(1).unwrap().quantity, 3);
    assert_eq!(
        sheet.place(first, 1, Column::Quantity).to_string(),
        "row 4, column F"
    );
}

#[test]
fn every_problem_is_named_at_its_cell() {
    let found = sheet(
        "1,甲,s,p,ecs,many,用,,,张,1,是\n\
             1,另,s,p,,0,,,,,,\n\
             2,,s,p,ecs,1000001,用,,,张,1,大概\n",
    )
    .unwrap_err();
    let places: Vec<String> = found
        .listed
        .iter()
        .map(|(place, _)| {
            let place = place.as_ref().unwrap();
            format!("{}{}", place.column, place.row)
        })
        .collect();
    assert_eq!(places, ["B3", "F2", "E3", "F3", "G3", "B4", "L4", "F4"]);
}

#[test]
fn titles_are_known_in_both_languages_and_others_are_named() {
    let heads = Column::ALL.map(Column::head);
    for column in Column::ALL {
        let T(zh, en) = column.title();
        for title in [
            zh.to_owned(),
            en.to_owned(),
            en.to_uppercase(),
            format!("{zh}*"),
            en.replace(' ', "_"),
        ] {
            assert_eq!(meant(&heads, &title), Some(column.place()), "{title}");
        }
    }
    let text = format!("备注,{}", HEAD.replace("用途,", ""));
    let table = table::read("a.csv", format!("{text}x,1\n").as_bytes()).unwrap();
    let found = read(Lang::En, &table).unwrap_err();
    assert_eq!(found.listed.len(), 2, "{found:?}");
}
