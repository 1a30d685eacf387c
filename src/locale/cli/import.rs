//! The table of applications: its columns, and what can be wrong with what stands in them.

messages! {
    DATA_SHEET = "资源申请", "Applications";
    EXPLANATION_SHEET = "填写说明", "How to fill in";
    HEADING_TITLE = "栏目", "Column";
    HEADING_NOTE = "说明", "What belongs there";
    HEADING_EXAMPLE = "示例", "Example";
    HEADING_CHOICES = "可选值", "Choices";
    WRITTEN = "已写出模板 {0}", "the template is written to {0}";

    GROUP = "组号", "Group";
    NUMBER = "序号", "No";
    TITLE = "标题", "Title";
    SYSTEM = "系统", "System";
    POOL = "资源池", "Pool";
    ITEM = "目录项", "Item";
    QUANTITY = "数量", "Quantity";
    PURPOSE = "用途", "Purpose";
    GROUND = "目录外理由", "Ground";
    NEAREST = "相近目录项", "Nearest";
    CONTACT = "联系人", "Contact";
    TELEPHONE = "电话", "Telephone";
    NON_CLASSIFIED = "非涉密承诺", "Non-classified";

    GROUP_NOTE = "同一组号的各行合为一件申请；空着的，每行一件。", "Rows of one group form one application; empty, each row is one.";
    TITLE_NOTE = "一行说明要办什么；同组只需写在第一行。", "What it is about, in one line; once for each group.";
    SYSTEM_NOTE = "已登记的系统代码；同组只需写一次。", "The code of a registered system; once for each group.";
    POOL_NOTE = "资源池代码；同组只需写一次。", "The code of a pool; once for each group.";
    ITEM_NOTE = "服务目录项的代码；目录没有的写名称。", "The code of a catalogue item; its name if the catalogue has none.";
    QUANTITY_NOTE = "1以上的整数。", "A whole number from 1.";
    PURPOSE_NOTE = "这一行资源做什么用。", "What this line is for.";
    GROUND_NOTE = "只有目录没有的才填：为什么目录项都不合用。", "Only off the catalogue: why no item does.";
    NEAREST_NOTE = "只有目录没有的才填：相近目录项的代码。", "Only off the catalogue: the code of the nearest item.";
    CONTACT_NOTE = "联系人姓名；同组只需写一次。", "Whom to call; once for each group.";
    TELEPHONE_NOTE = "联系电话；同组只需写一次。", "And where; once for each group.";
    NON_CLASSIFIED_NOTE = "承诺申请的系统不涉密；同组只需写一次。", "The declaration that nothing is classified; once for each group.";
    TITLE_EXAMPLE = "考务系统扩容", "More room for the examination system";
    PURPOSE_EXAMPLE = "考务应用服务器", "Servers of the examination application";
    CONTACT_EXAMPLE = "（姓名）", "(name)";

    A_CODE = "已登记的代码：{0}。", "The code of one registered under “{0}”.";
    ANY_OF = "可填几个，用逗号隔开：{0}。", "One or several, with commas: {0}.";
    A_NUMBER = "整数。", "A whole number.";
    A_LINE_EACH = "每行一项。", "One a line.";
    NAME_IN_JSON = "JSON 名：{0}", "In JSON: {0}";
    ON_NEEDED = "{1} 是在一件事项上办的：用 --on 编号 指明", "{1} is done on a matter: name it by --on ID";
    ON_NOT_TAKEN = "{1} 不在事项上办，不用 --on", "{1} is not done on a matter: --on is not taken";
    SET_FORM = "--set 应写成 栏目=值：{0}", "--set takes FIELD=VALUE: {0}";
    NO_SET_HERE = "资源申请的表不用 --set、--on：各栏都写在表里", "the table of applications takes neither --set nor --on: all of it stands in the table";
    SET_TWICE = "--set 两次说了同一栏：{0}", "--set says a field twice: {0}";

    CHECKING = "逐件核对", "Checking";
    SENDING = "送往枢纽", "Sending to the hub";
    UNKNOWN_COLUMN = "{0}列的标题“{1}”不认得", "column {0} has the unknown title “{1}”";
    COLUMN_TWICE = "{0}列的标题“{1}”与前面一列是同一栏", "column {0}, titled “{1}”, is there already under another title";
    NO_COLUMN = "缺少“{0}”列", "the column “{0}” is missing";
    TOO_MANY = "共{0}件申请，一次至多{1}件", "{0} applications, at most {1} at once";
    TOO_MANY_ROWS = "共{0}行，一次至多{1}行；请分成几个文件", "{0} rows, at most {1} at once: split the file";
    TOO_MANY_LINES = "一件申请至多{0}行", "an application has at most {0} lines";
    DIFFERS = "与同组第{0}行不同", "differs from row {0} of the same group";
    EMPTY = "没有填", "is empty";
    TOO_LONG = "太长，至多{0}个字", "is too long, at most {0} characters";
    QUANTITY_BOUNDS = "数量 {0} 应在 1 到 {1} 之间", "the quantity {0} must lie between 1 and {1}";
    NOT_A_QUANTITY = "“{0}”不是整数", "“{0}” is not a whole number";
    NOT_YES_OR_NO = "“{0}”应写是或否", "“{0}” must be yes or no";

    NOTHING_IMPORTED = "一件也没有导入。", "Nothing was imported.";
    ROWS_IMPORTED = "已导入{0}行（{1}）", "Rows imported: {0} ({1})";
    ROWS_IMPORTED_BEFORE = "这个文件此前已导入，没有重复；共{0}行（{1}）", "This file was imported before and nothing was repeated; rows: {0} ({1})";
    ROWS_WOULD_IMPORT = "核对无误，可导入{0}行（{1}）", "Nothing stands against it; rows that would be imported: {0} ({1})";
    ENTRIES = "台账第{0}至{1}条", "Entries {0} to {1}";
    IMPORTED = "已提交{0}件申请：", "Submitted applications: {0}";
    IMPORTED_BEFORE = "这个文件此前已导入，没有重复；共{0}件：", "This file was imported before and nothing was repeated; applications: {0}";
    WOULD_IMPORT = "核对无误，可提交{0}件申请：", "Nothing stands against it; applications that would be submitted: {0}";
}
