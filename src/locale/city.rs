//! What the starter's parties, pools and catalogue items are called. All but the offices themselves is an example, and
//! says so.

pub mod office;
pub mod short;
pub mod story;

messages! {
    AUTHORITY = "市数据局", "Municipal Data Bureau";
    SUPPORT = "市智慧城市和大数据中心", "Municipal Smart City and Big Data Centre";
    FINANCE = "市财政局", "Municipal Finance Bureau";
    AUDIT = "市审计局", "Municipal Audit Bureau";
    CYBER = "市委网信办", "Municipal Cyberspace Office";
    HESHAN = "赫山区", "Heshan District";
    ZIYANG = "资阳区", "Ziyang District";
    PROVIDER_A = "示例云服务商甲", "Example Provider A";
    PROVIDER_B = "示例云服务商乙", "Example Provider B";
    PROVIDER_C = "示例云服务商丙", "Example Provider C";
    AGENCY_A = "示例综合服务机构甲", "Example Service Agency A";
    POOL_SELF_BUILT = "示例自建资源池", "Example self-built pool";
    CAPACITY_BASIS = "资源池容量盘点记录（示例）", "Count of the pool's capacity (example)";
    POOL_PROVIDER_A = "示例资源池甲", "Example pool A";
    POOL_PROVIDER_B = "示例资源池乙", "Example pool B";
    POOL_PROVIDER_C = "示例资源池丙", "Example pool C";

    PROCURED = "政务云采购：{0}", "Government cloud: {0}";
    CONTRACT_NUMBER = "益采合{0}-{1}", "{0}-{1}";
    PROCUREMENT_BASIS = "年度服务目录和部门预算", "the year's service catalogue and the departments' budget";
    PROCUREMENT_SITE = "省政府采购网", "the provincial procurement site";
    DISHONESTY_LIST = "信用中国", "Credit China";
    DISHONESTY_EVIDENCE = "查询截图", "a screenshot of the query";
    AMENDMENT = "市场价格下降", "the market price fell";

    CATALOGUE = "{0}年度政务云服务目录", "Catalogue of government cloud services {0}";
    CATALOGUE_BASIS = "政务信息化建设和运维需求，技术和市场变化", "what is built and run for the government, how technology and market moved";
    APPRAISER = "示例价格评估机构", "Example appraiser";
    ENGAGEMENT = "益智云委〔{0}〕1号", "engagement 1 of {0}";
    CAP_REPORT = "评报{0}-1", "report {0}-1";
    SAMPLES = "市场询价，三家样本，双人复核", "market enquiry, three samples, checked by two people";
    CONTROL_PAPER = "益财预〔{0}〕1号", "finance {0}-1";

    /// How every example's specification ends.
    EXAMPLE_PRICE = "{0}（示例价）", "{0} (example price)";
    FAMILY_COMPUTE = "计算", "compute";
    FAMILY_STORAGE = "存储", "storage";
    FAMILY_NETWORK = "网络", "network";
    FAMILY_SECURITY = "安全", "security";
    FAMILY_DATABASE = "数据库", "database";
    UNIT_INSTANCE = "台·年", "instance-year";
    UNIT_SET = "套·年", "set-year";
    UNIT_VOLUME = "份·年", "volume-year";
    UNIT_LINE = "条·年", "line-year";
    /// `{0}` cores, `{1}` GiB of memory.
    SERVER = "云主机{0}核{1}G", "Cloud server {0} cores {1} GiB";
    SERVER_SPECIFICATION = "{0}核，内存{1}GiB，系统盘100GiB", "{0} cores, {1} GiB memory, 100 GiB system disk";
    DISK_ORDINARY = "普通云硬盘100G", "Ordinary disk 100 GiB";
    DISK_ORDINARY_SPECIFICATION = "高IO，三副本", "high I/O, three copies";
    DISK_FAST = "高速云硬盘100G", "Fast disk 100 GiB";
    DISK_FAST_SPECIFICATION = "固态，三副本", "solid state, three copies";
    OBJECTS = "对象存储1T", "Object storage 1 TiB";
    OBJECTS_SPECIFICATION = "标准型，多副本", "standard class, several copies";
    FILES = "文件存储1T", "File storage 1 TiB";
    FILES_SPECIFICATION = "共享文件，高IO", "shared files, high I/O";
    BACKUP = "备份存储1T", "Backup storage 1 TiB";
    BACKUP_SPECIFICATION = "异机备份，保留30天", "on another machine, kept 30 days";
    BANDWIDTH = "互联网带宽10M", "Internet bandwidth 10 Mbit/s";
    BANDWIDTH_SPECIFICATION = "独享，上下行对等", "dedicated, symmetric";
    BALANCER = "负载均衡", "Load balancer";
    BALANCER_SPECIFICATION = "并发连接5万", "50,000 concurrent connections";
    ADDRESS = "公网地址", "Public address";
    ADDRESS_SPECIFICATION = "固定地址1个", "one fixed address";
    TUNNEL = "专网接入", "Private network access";
    TUNNEL_SPECIFICATION = "加密隧道1条，100M", "one encrypted tunnel, 100 Mbit/s";
    WEB_FIREWALL = "网站应用防护", "Web application firewall";
    WEB_FIREWALL_SPECIFICATION = "每站点，2000次每秒", "per site, 2,000 requests a second";
    HOST_PROTECTION = "主机安全防护", "Host protection";
    HOST_PROTECTION_SPECIFICATION = "每台，查杀与基线", "per host, scanning and baseline";
    LOG_AUDIT = "日志审计", "Log audit";
    LOG_AUDIT_SPECIFICATION = "20个来源，留存180天", "20 sources, kept 180 days";
    DATABASE_AUDIT = "数据库审计", "Database audit";
    DATABASE_AUDIT_SPECIFICATION = "3个实例", "three instances";
    BASTION = "运维审计堡垒机", "Bastion host";
    BASTION_SPECIFICATION = "50个资产", "50 assets";
    SCANNING = "漏洞扫描", "Vulnerability scanning";
    SCANNING_SPECIFICATION = "每系统，每月一次", "per system, once a month";
    DATABASE_OPEN = "关系数据库4核16G", "Relational database 4 cores 16 GiB";
    DATABASE_OPEN_SPECIFICATION = "主备，数据盘200GiB", "primary and standby, 200 GiB data disk";
    DATABASE_DOMESTIC = "国产数据库8核32G", "Domestic database 8 cores 32 GiB";
    DATABASE_DOMESTIC_SPECIFICATION = "主备，数据盘500GiB", "primary and standby, 500 GiB data disk";
    CACHE = "缓存数据库8G", "Cache 8 GiB";
    CACHE_SPECIFICATION = "主备，内存8GiB", "primary and standby, 8 GiB memory";
}
