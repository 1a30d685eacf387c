//! The offices, districts and systems of the demo city, and what its persons are called: by office and post.

messages! {
    EDU = "市教育局", "Education Bureau";
    HEALTH = "市卫生健康委", "Health Commission";
    POLICE = "市公安局", "Public Security Bureau";
    CIVIL = "市民政局", "Civil Affairs Bureau";
    JUSTICE = "市司法局", "Justice Bureau";
    LABOUR = "市人力资源和社会保障局", "Human Resources and Social Security Bureau";
    RESOURCES = "市自然资源和规划局", "Natural Resources and Planning Bureau";
    ECOLOGY = "市生态环境局", "Ecology and Environment Bureau";
    HOUSING = "市住房和城乡建设局", "Housing and Construction Bureau";
    TRANSPORT = "市交通运输局", "Transport Bureau";
    WATER = "市水利局", "Water Resources Bureau";
    AGRICULTURE = "市农业农村局", "Agriculture and Rural Affairs Bureau";
    COMMERCE = "市商务局", "Commerce Bureau";
    CULTURE = "市文化旅游广电体育局", "Culture and Tourism Bureau";
    RESCUE = "市应急管理局", "Emergency Management Bureau";
    MARKET = "市市场监督管理局", "Market Regulation Bureau";
    STATISTICS = "市统计局", "Statistics Bureau";
    INSURANCE = "市医疗保障局", "Medical Insurance Bureau";
    FORESTRY = "市林业局", "Forestry Bureau";
    URBAN = "市城市管理和综合执法局", "Urban Management Bureau";
    VETERANS = "市退役军人事务局", "Veterans Affairs Bureau";
    ASSETS = "市国资委", "State Assets Commission";
    DEVELOPMENT = "市发展和改革委员会", "Development and Reform Commission";
    INDUSTRY = "市工业和信息化局", "Industry and Information Bureau";
    SCIENCE = "市科学技术局", "Science and Technology Bureau";
    FAITH = "市民族宗教事务局", "Ethnic and Religious Affairs Bureau";
    LETTERS = "市信访局", "Public Complaints Bureau";
    APPROVAL = "市行政审批服务局", "Administrative Approval Bureau";
    ARCHIVES = "市档案馆", "Municipal Archives";
    PREMISES = "市机关事务服务中心", "Government Offices Service Centre";
    FUND = "市住房公积金管理中心", "Housing Fund Centre";
    WEATHER = "市气象局", "Meteorological Bureau";
    FIRE = "市消防救援支队", "Fire and Rescue Detachment";
    DISABLED = "市残疾人联合会", "Disabled Persons' Federation";
    RED_CROSS = "市红十字会", "Red Cross";
    WOMEN = "市妇女联合会", "Women's Federation";
    YOUTH = "共青团市委", "Youth League Committee";
    UNIONS = "市总工会", "Federation of Trade Unions";
    SCHOOL = "市委党校", "Party School";
    LIBRARY = "市图书馆", "Municipal Library";
    MUSEUM = "市博物馆", "Municipal Museum";
    HOSPITAL = "市中心医院", "Central Hospital";
    DISEASE = "市疾病预防控制中心", "Disease Control Centre";
    BLOOD = "市中心血站", "Blood Centre";
    COLLEGE = "市职业技术学院", "Vocational College";
    CONGRESS = "市人大常委会办公室", "People's Congress Office";
    CONSULTATIVE = "市政协办公室", "Consultative Conference Office";
    GOVERNMENT = "市政府办公室", "Municipal Government Office";
    ORGANISATION = "市委组织部", "Organisation Department";
    PUBLICITY = "市委宣传部", "Publicity Department";
    LEGAL = "市委政法委", "Political and Legal Commission";
    ESTABLISHMENT = "市委编办", "Establishment Office";
    PROSECUTION = "市人民检察院", "People's Procuratorate";
    COURT = "市中级人民法院", "Intermediate People's Court";
    GRAIN = "市粮食和物资储备局", "Grain and Reserves Bureau";
    INVESTMENT = "市招商促进事务中心", "Investment Promotion Centre";
    SUPPLY = "市供销合作社", "Supply and Marketing Cooperative";
    MAPPING = "市不动产登记中心", "Real Estate Registration Centre";

    NAN = "南县", "Nan County";
    TAOJIANG = "桃江县", "Taojiang County";
    ANHUA = "安化县", "Anhua County";
    YUANJIANG = "沅江市", "Yuanjiang City";
    DATONG = "大通湖区", "Datong Lake District";
    HIGH_TECH = "高新区", "High-tech Zone";

    /// `{0}` is the district, `{1}` the department.
    DISTRICT_OFFICE = "{0}{1}", "{0} {1}";
    DEPARTMENT_EDU = "教育局", "Education Bureau";
    DEPARTMENT_HEALTH = "卫生健康局", "Health Bureau";
    DEPARTMENT_POLICE = "公安局", "Public Security Bureau";
    DEPARTMENT_CIVIL = "民政局", "Civil Affairs Bureau";
    DEPARTMENT_JUSTICE = "司法局", "Justice Bureau";
    DEPARTMENT_LABOUR = "人社局", "Social Security Bureau";
    DEPARTMENT_RESOURCES = "自然资源局", "Natural Resources Bureau";
    DEPARTMENT_ECOLOGY = "生态环境分局", "Environment Branch";
    DEPARTMENT_HOUSING = "住建局", "Construction Bureau";
    DEPARTMENT_TRANSPORT = "交通运输局", "Transport Bureau";
    DEPARTMENT_WATER = "水利局", "Water Bureau";
    DEPARTMENT_AGRICULTURE = "农业农村局", "Agriculture Bureau";
    DEPARTMENT_COMMERCE = "商务局", "Commerce Bureau";
    DEPARTMENT_CULTURE = "文旅局", "Culture and Tourism Bureau";
    DEPARTMENT_RESCUE = "应急管理局", "Emergency Bureau";
    DEPARTMENT_MARKET = "市场监管局", "Market Bureau";
    DEPARTMENT_STATISTICS = "统计局", "Statistics Bureau";
    DEPARTMENT_INSURANCE = "医保局", "Medical Insurance Bureau";
    DEPARTMENT_URBAN = "城管局", "Urban Management Bureau";
    DEPARTMENT_APPROVAL = "行政审批局", "Approval Bureau";

    /// `{0}` is the party, `{1}` the post, `{2}` a number of two digits.
    PERSON = "{0}{1}{2}", "{0} {1} {2}";
    /// Whoever runs the demo.
    ME = "演示人员", "Demonstrator";

    /// `{0}` is the unit, `{1}` the kind of system.
    SYSTEM = "{0}{1}", "{0} {1}";
    SYSTEM_PORTAL = "门户网站", "portal";
    SYSTEM_OFFICE = "协同办公系统", "office system";
    SYSTEM_DATA = "数据共享平台", "data exchange";
    SYSTEM_SERVICE = "便民服务平台", "citizen service";
    SYSTEM_BUSINESS = "业务管理系统", "case system";
    SYSTEM_STATISTICS = "统计分析平台", "statistics platform";
    SYSTEM_DISPATCH = "指挥调度平台", "dispatch platform";
    SYSTEM_ARCHIVE = "档案管理系统", "archive system";
    SYSTEM_MOBILE = "移动应用", "mobile application";
    SYSTEM_TRAINING = "在线培训平台", "training platform";
}
