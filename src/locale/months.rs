//! The months of the calendar, in words.

messages! {
    OF_YEAR = "{0}年{1}月", "{0}-{1}";
    OFF = "放假", "day off";
    WORKED = "调休上班", "worked";
    TODAY = "今天", "today";
    RUN = "{0} 至 {1}  {2}，{3}天", "{0} to {1}  {2}, {3} days";
    ONE_DAY = "{0}  {1}", "{0}  {1}";
    AWAY = "距今{0}天，{1}个工作日", "{0} days from today, {1} of them working days";
    AGO = "{0}天前，其间{1}个工作日", "{0} days ago, {1} of them working days";
    WAITING = "有 {0} 件通知待签署，Enter 打开年表", "{0} notices to sign: Enter opens the list";
    LIST_OF_THE_YEAR = "年表", "List of the year";
    DAY_BEFORE = "前一日", "Day before";
    DAY_AFTER = "后一日", "Day after";
    FROM = "从 {0} 起推算时限（当日不计）", "A deadline from {0} (not counted)";
    UNTIL = "{0} 起{1}内，止于哪天？", "From {0} within {1}: until when?";
}
