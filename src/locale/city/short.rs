//! What the demo city's parties are called where there is little room.

messages! {
    AUTHORITY = "数据局", "Data Bureau";
    SUPPORT = "大数据中心", "Big Data";
    FINANCE = "财政局", "Finance";
    AUDIT = "审计局", "Audit";
    CYBER = "网信办", "Cyberspace";
    PROVIDER_A = "云商甲", "Provider A";
    PROVIDER_B = "云商乙", "Provider B";
    PROVIDER_C = "云商丙", "Provider C";
    AGENCY_A = "综合机构甲", "Agency A";

    EDU = "教育局", "Education";
    HEALTH = "卫健委", "Health";
    POLICE = "公安局", "Police";
    CIVIL = "民政局", "Civil";
    JUSTICE = "司法局", "Justice";
    LABOUR = "人社局", "Labour";
    RESOURCES = "资规局", "Resources";
    ECOLOGY = "环境局", "Ecology";
    HOUSING = "住建局", "Housing";
    TRANSPORT = "交通局", "Transport";
    WATER = "水利局", "Water";
    AGRICULTURE = "农业局", "Farming";
    COMMERCE = "商务局", "Commerce";
    CULTURE = "文旅局", "Culture";
    RESCUE = "应急局", "Rescue";
    MARKET = "市监局", "Market";
    STATISTICS = "统计局", "Statistics";
    INSURANCE = "医保局", "Insurance";
    FORESTRY = "林业局", "Forestry";
    URBAN = "城管局", "Urban";
    VETERANS = "退役局", "Veterans";
    ASSETS = "国资委", "Assets";
    DEVELOPMENT = "发改委", "Reform";
    INDUSTRY = "工信局", "Industry";
    SCIENCE = "科技局", "Science";
    FAITH = "民宗局", "Faith";
    LETTERS = "信访局", "Complaints";
    APPROVAL = "审批局", "Approval";
    ARCHIVES = "档案馆", "Archives";
    PREMISES = "机关中心", "Premises";
    FUND = "公积金中心", "Fund";
    WEATHER = "气象局", "Weather";
    FIRE = "消防支队", "Fire";
    DISABLED = "残联", "Disabled";
    RED_CROSS = "红十字会", "Red Cross";
    WOMEN = "妇联", "Women";
    YOUTH = "团市委", "Youth";
    UNIONS = "总工会", "Unions";
    SCHOOL = "党校", "School";
    LIBRARY = "图书馆", "Library";
    MUSEUM = "博物馆", "Museum";
    HOSPITAL = "中心医院", "Hospital";
    DISEASE = "疾控中心", "Disease";
    BLOOD = "血站", "Blood";
    COLLEGE = "职院", "College";
    CONGRESS = "人大办", "Congress";
    CONSULTATIVE = "政协办", "Conference";
    GOVERNMENT = "政府办", "Government";
    ORGANISATION = "组织部", "Org. Dept";
    PUBLICITY = "宣传部", "Publicity";
    LEGAL = "政法委", "Legal";
    ESTABLISHMENT = "编办", "Staffing";
    PROSECUTION = "检察院", "Prosecutor";
    COURT = "中院", "Court";
    GRAIN = "粮储局", "Grain";
    INVESTMENT = "招商中心", "Investment";
    SUPPLY = "供销社", "Supply";
    MAPPING = "登记中心", "Registry";

    /// A district's own health department, which is no commission.
    DEPARTMENT_HEALTH = "卫健局", "Health";

    HESHAN = "赫山", "Heshan";
    ZIYANG = "资阳", "Ziyang";
    NAN = "南县", "Nan";
    TAOJIANG = "桃江", "Taojiang";
    ANHUA = "安化", "Anhua";
    YUANJIANG = "沅江", "Yuanjiang";
    DATONG = "大通湖", "Datong";
    HIGH_TECH = "高新", "High-tech";
}
