//! What an exported list says of itself.

messages! {
    /// What the sheet is called that tells it.
    ABOUT = "关于", "About";
    LIST = "列表", "List";
    FILTER = "筛选", "Filter";
    ORDER = "排序", "Order";
    ROWS = "行数", "Rows";
    ENTRY = "台账第几条", "Journal entry";
    AT = "导出时间（北京）", "Exported at (Beijing)";
    WHO = "导出人", "Exported by";
    WORLD = "所在", "Of";
    ASCENDING = "{0}，由前到后", "{0}, ascending";
    DESCENDING = "{0}，由后到前", "{0}, descending";
    CUT = "前{0}行，后面还有", "the first {0}; there are more";
    MOVED_ON = "读取期间从第{0}条到第{1}条", "from {0} to {1} while the rows were read";
}
