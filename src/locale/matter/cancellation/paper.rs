//! What the papers of cancellations say, in our own words.

messages! {
    REQUESTED = "{0}不再使用下列资源，申请注销（{1}）。", "{0} has no more use for the resources below and asks for their cancellation ({1}).";
    REASON = "理由：{0}", "Reason: {0}";
    KNOWN = "已知悉：数据一经清理，任何一方都不能恢复。", "It is known that nobody can restore what is once cleared.";
    RESOURCES = "资源如下：", "Resources:";
    RESOURCE = "{0}：{1}", "{0}: {1}";
    APPROVED = "贵单位的注销申请审核通过（{0}）。", "Your cancellation is approved ({0}).";
    REJECTED = "贵单位的注销申请，经审核不予通过（{0}）；资源照常使用。", "Your cancellation is rejected ({0}); the resources go on.";
    ORDER = "顺序：先备份，再下线，再签认终止，计费到签认的终止日为止；然后清理、回收。", "The order: backup, offline, then the end is attested, with which billing ends; then clearing, then the room is given back.";
    ASSIST = "请{0}协助数据备份，备份由{1}确认，限 {2} 前（{3}）。", "{0} is asked to help with the backup, which {1} confirms by {2} ({3}).";
    BACKED_UP = "{0}确认数据备份完成，备份由本单位自行保管（{1}）。", "{0} confirms that its data is backed up; the backup is its own to keep ({1}).";
    TERMINATED = "我单位确认下列资源的服务自{0}起终止（{1}）。", "We confirm that the service of the resources below ended on {0} ({1}).";
    DETERMINED = "{0}逾期未签认服务终止，现凭下线证据认定自{1}起终止（{2}）。", "{0} did not attest the end of the service in time; on the evidence of going offline it is determined that it ended on {1} ({2}).";
    AGREED = "终止日早于下线日，经交付方书面同意：{0}", "The end lies before the day of going offline; whoever delivers agrees in writing: {0}";
    TWO_HANDS = "本证明由{0}出具内容，技术保障部门会签。", "What it says is certified by {0} and countersigned by support.";
    WITHDRAWN = "{0}撤回下列资源的注销申请，资源照常使用（{1}）。", "{0} withdraws its application to cancel the resources below; they go on ({1}).";
    RUN_AGAIN = "已于{0}下线的，请恢复运行；服务没有终止，计费没有中断。", "What was taken offline on {0} is to run again; the service did not end, and billing went on.";
    RECLAIMED = "{0}注销的下列资源于{1}回收（{2}）。", "The resources below, cancelled by {0}, were taken back on {1} ({2}).";
}
