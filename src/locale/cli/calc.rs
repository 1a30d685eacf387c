//! What is wrong with a question to `calc`; where it is wrong stands before it.

messages! {
    YEAR = "年份应在 1900 到 2199 之间", "the year must lie between 1900 and 2199";
    NO_LEVEL = "请写 municipal_budget，或不为空的 budget", "give municipal_budget, or a budget that is not empty";
    NO_PRICE = "请写 price_fen 或 tiers，只写一个", "give price_fen or tiers, one of them";
    PRICE_TOO_HIGH = "单价最高一亿元", "a price is at most a hundred million yuan";
    BAD_TIERS = "阶梯应从 1 开始，数量递增", "tiers begin with 1, and their quantities ascend";
    QUANTITY_TOO_HIGH = "数量最多一百万", "a quantity is at most a million";
    NOT_GIVEN = "请补上", "it is missing: add it";
    NO_SUCH_ENTRY = "请写更早一条的序号，从 0 数起", "give the place of an earlier entry, counted from 0";
    NO_CYCLE = "结算周期从9月1日起", "a settlement cycle begins on 1 September";
    NO_CONTRACT = "contracts 中没有这份合同", "contracts has none of that number";
    NO_MONEY = "金额应写成 \"5400.00\"", "an amount is written as \"5400.00\"";
    PHYSICAL_TOO_HIGH = "物理量最多一万亿", "a physical amount is at most a million million";
    BAD_RATIO = "超配比应写成 \"1.15\"：0 到 1000，最多六位小数", "a ratio is written as \"1.15\": from 0 to 1000, with six decimals at most";
    NO_SUCH_ITEM = "items 中没有这一项", "items has none of that code";
    RELEASED_BEFORE = "释放日不能早于 on", "nothing is released before the day of “on”";
    NOT_EXPLAINED = "--explain 只用于 segments 和 bills", "--explain is for segments and bills";
    TOO_MANY = "条数太多，请分开", "there are too many of them: split them up";
}
