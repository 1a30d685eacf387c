//! The 42 articles of the Measures (益政办发〔2025〕11号) in a line each, and how they are cited.
//!
//! The lines are our own words and no substitute for the official text, which the operator loads and which is shown
//! beside them.
use super::{Lang, T, numbered};

messages! {
    ARTICLE_1 = "目的：统筹管好市级政务云，提高服务与应用水平，支撑数字益阳。",
        "Purpose: to manage the municipal government cloud as a whole, improve its service and use, and support Digital Yiyang.";
    ARTICLE_2 = "范围：政务云从采购、建设、使用、运维、安全到考核、结算的全部管理。",
        "Scope: all management of the government cloud, from procurement, construction, use, operation and security to appraisal and settlement.";
    ARTICLE_3 = "定义：政务云架在市电子政务外网上，给非涉密政务信息系统提供共性资源；政府投资、政企联合建设、政府购买服务或由财政付运维费的系统都在内。",
        "Definitions: the cloud runs on the municipal e-government extranet and gives shared resources to non-classified government systems, those funded by public investment, built jointly with enterprises, bought as a service or maintained with public funds.";
    ARTICLE_4 = "方式与集中：此后由政府统一购买服务、企业建设运维，本办法出台前建成的为政府自建；各单位原则上不新建非涉密机房，不另购云上已有的产品和服务，等保三级及以下的存量系统逐步上云，法律法规另有规定的除外。",
        "Mode and concentration: services are bought centrally and run by enterprises, what was built before the Measures is self-built; units in principle build no non-classified data centres and buy nothing the cloud already offers, and existing systems up to MLPS level 3 move to it step by step, unless the law provides otherwise.";
    ARTICLE_5 = "云主管部门（市数据局）：规划、协调和监督，推动上云，审核服务目录与费用，统一受理并审核上云、调整、注销，监管和考核云服务商与综合服务机构。",
        "The authority (Municipal Data Bureau) plans, coordinates and supervises, drives migration, reviews catalogue and fees, accepts and reviews every application, change and cancellation, and oversees and appraises providers and agencies.";
    ARTICLE_6 = "云技术保障部门（市智慧城市和大数据中心）：政务云的设计、采购、建设、运维和安全，制定制度、标准和服务目录，核算费用、申请预算并支付，指导各单位上云用云。",
        "Technical support (Smart City and Big Data Centre) designs, procures, builds, runs and secures the cloud, writes rules, standards and the catalogue, computes fees, applies for the budget and pays, and guides units in moving to and using the cloud.";
    ARTICLE_7 = "云使用单位：负责本单位系统的开发测试、迁移、运行和安全，配合安全检查、应急演练、统计评价及其他工作。",
        "Using units develop, test, migrate, run and secure their own systems, and cooperate in inspections, drills, statistics and other work.";
    ARTICLE_8 = "综合服务机构：经政府采购与云技术保障部门签约，受云主管部门指导，依约协助运维管理和服务监测。",
        "The integrated service agency is contracted by technical support through government procurement and, guided by the authority, assists in operation management and service monitoring.";
    ARTICLE_9 = "云服务商：竞争产生、市场化运营，依约负责资源池的建设、运维和安全，配合其余各方。",
        "Providers operate on the market under competition, build, run and secure their resource pools as agreed, and cooperate with all other parties.";
    ARTICLE_10 = "市财政局：统筹安排政务云服务费，拨付资金。",
        "The Municipal Finance Bureau arranges the service fees and disburses the funds.";
    ARTICLE_11 = "目录与限价：云主管、云技术保障两部门定目录、每年调整；最高限价委托第三方专业机构编制，以财政局核定的预算控制数为顶，最终价依采购结果；目录已有的，单位原则上不得另购。",
        "Catalogue and caps: the authority and technical support set the catalogue and adjust it every year; price caps are computed by a commissioned third party within the finance bureau's budget control figure, final prices follow procurement; units in principle may not buy elsewhere what it lists.";
    ARTICLE_12 = "统采：云主管部门以目录为主要需求，经政府采购选出综合服务机构和云服务商；依法列入严重失信名单的不得入选。",
        "Central procurement: the authority selects the agency and the providers by government procurement on the basis of the catalogue; whoever is on the list of seriously dishonest entities is barred.";
    ARTICLE_13 = "统签：采购合同一律由云技术保障部门签订；云服务商以及与其有控股关联的单位不得兼任综合服务机构。",
        "Central signing: technical support signs all procurement contracts; a provider, or a unit affiliated with it by control, may not be the agency.";
    ARTICLE_14 = "一朵云：建统一云管平台，新旧资源池融合；未上云的市直系统逐步迁入，各县市区的云先对接平台，成熟后有序迁来；谁都不得妨碍兼容互通。",
        "One cloud: a single management platform joins new pools and existing clouds; municipal systems not yet on it migrate step by step, county clouds connect first and migrate when ready; nobody may obstruct interoperability.";
    ARTICLE_15 = "新增资源池：用自主可控产品，采购计划须报云主管部门批准；系统迁移割接后，旧系统至少留存3个月。",
        "New pools use self-controllable products, and their purchase plan needs the authority's approval; after cut-over of a migrated system the old one is kept at least 3 months.";
    ARTICLE_16 = "云服务商：按要求和规范把接口开放给统一云管平台，并配合接入。",
        "Providers open their interfaces to the management platform, to the cloud's requirements and standards, and cooperate in connecting to it.";
    ARTICLE_17 = "退出：服务终止后，云服务商依合同免费提供6个月过渡期；其间由云技术保障部门会同单位和云服务商定出退出方案，完成系统与数据的下线、迁移、移交、备份，并处置设备。",
        "Exit: after termination the provider grants a transition of 6 months free of charge under the contract; within it technical support, with units and provider, sets an exit plan and carries out offlining, migration, hand-over and backup of systems and data, and the equipment is disposed of.";
    ARTICLE_18 = "归属：设备归提供它的云服务商；用云产生的数据归单位管，由市人民政府统筹调度。",
        "Ownership: equipment belongs to the provider that supplied it; data produced in use is managed by the unit and coordinated by the municipal government.";
    ARTICLE_19 = "申请：单位按目录向云主管部门提出；目录没有的，自建类先适配相近项，适配不了或属购买服务类的，经同意可自行采购。云主管部门10个工作日内决定是否受理，不予受理的书面说明；受理后10个工作日内提出审核意见。单位测试1个月，向云技术保障部门交报告；云技术保障部门的调整建议备案后交付，购买服务类凭交付工单进入计费。",
        "Application: a unit applies to the authority by the catalogue; what is not listed is adapted to the nearest item (self-built) and otherwise, with consent, self-procured. The authority decides on acceptance within 10 working days, a refusal in writing, and gives its review opinion within 10 working days of acceptance. The unit tests for one month and reports to technical support, whose adjustment proposal is filed before delivery, and on purchased pools billing comes with the delivery work order.";
    ARTICLE_20 = "调整：单位提交变更申请；云主管部门与云技术保障部门10个工作日内审结；通过后10个工作日内调整到位，自建的归云技术保障部门，购买服务的归云服务商。",
        "Change: a unit submits a change to the authority, which with technical support reviews it within 10 working days; once approved it is carried out within 10 working days, by technical support (self-built) or by the provider (purchased).";
    ARTICLE_21 = "注销：单位提出，云主管部门审核；云技术保障部门（购买服务类则组织云服务商）配合单位备份、清理数据并回收资源；系统下线后单位确认终止，云服务商停止服务，已注销的数据不得用任何手段恢复。",
        "Cancellation: the unit applies and the authority reviews; technical support (on purchased pools through the provider) helps it back up and clear its data and reclaims the resources; once the system is offline the unit confirms termination, the provider stops the service, and cancelled data may not be restored by any means.";
    ARTICLE_22 = "监测：云主管部门定期通报使用效率；长期低效的系统由单位整合或下线；过大、过小和僵尸系统由云技术保障部门与单位、云服务商商定扩容、降配或回收；低效或不按申请用途使用的先提示，仍不有效整改的，云主管部门停止发放，并抄送财政和审计。",
        "Monitoring: the authority reports efficiency periodically; units merge or take offline what is long little used; technical support agrees with unit and provider to expand, shrink or reclaim oversized, undersized and zombie systems; low use, or use other than applied for, is prompted first, and without effective rectification the authority stops issuance, with copies to finance and audit.";
    ARTICLE_23 = "应急：上级有新要求，或事关国家安全、国家重大战略等而情况紧急的，单位可直接向云技术保障部门提出，审核通过即先发放；单位须在3个工作日内确认发放并补办申请。",
        "Emergency: on a new requirement from above, or for national strategy, national security and the like, a unit in urgency applies to technical support, which issues at once after review; within 3 working days the unit confirms issuance and files the application.";
    ARTICLE_24 = "运维分工：云技术保障部门运维自建云，并指导综合服务机构和各云服务商运维购买服务类的云。",
        "Technical support operates the self-built cloud and guides the agency and the providers in operating the purchased one.";
    ARTICLE_25 = "云技术保障部门：监测运行，按月、季、年向云主管部门报告运行和资源使用；组织云服务商与综合服务机构健全运维保障并处理故障。",
        "Technical support monitors, reports operation and use to the authority by month, quarter and year, and organises providers and agency in maintaining service and handling faults.";
    ARTICLE_26 = "资源池的监控与故障：自建的归云技术保障部门，购买服务的归提供它的云服务商。",
        "Monitoring and faults of a pool: technical support for self-built pools, the provider for those it supplies.";
    ARTICLE_27 = "云使用单位：立本单位云上系统的运维制度，管操作系统、自购产品和应用系统的日常运维与故障，合理用云，配合应急演练。",
        "Using units have operation rules of their own, run and repair operating systems, self-procured products and applications, use resources sensibly and join drills.";
    ARTICLE_28 = "安全底线：上云后责任、数据归属和标准三不变，敏感信息不出境；不得借政务云侵权或违法；自购产品达不到安全要求的不得部署。",
        "Security baseline: on the cloud, responsibility, data ownership and standards stay the same and sensitive information stays in the country; no infringement or crime by means of the cloud; self-procured products that miss its security requirements may not be deployed.";
    ARTICLE_29 = "云主管部门：统管政务云安全，会同网络安全职能部门定期检查云和云上系统，督促及时整改。",
        "The authority manages cloud security, inspects the cloud and the systems on it periodically with the cybersecurity authorities, and urges rectification in good time.";
    ARTICLE_30 = "云技术保障部门：指导安全体系建设，制定安全制度，协调处置安全事件，监测并上报风险，指导单位整改。",
        "Technical support guides the security system, writes security rules, coordinates incident handling, monitors and reports risks, and guides units in rectification.";
    ARTICLE_31 = "综合服务机构：辅助云技术保障部门做安全监测和风险上报，指导单位整改。",
        "The agency assists technical support in security monitoring and risk reports, and guides units in rectification.";
    ARTICLE_32 = "云服务商：对所供产品和服务的安全负责，云平台须通过等保三级测评和密码应用安全性评估，定期评估并备案；协助单位做系统的等保和密码测评。",
        "Providers answer for the security of what they supply; their platform passes the MLPS level 3 and the cryptography evaluation, is evaluated periodically and filed; they assist units in the MLPS and cryptography evaluation of systems.";
    ARTICLE_33 = "云使用单位：上云系统的责任主体，监测和管理本单位系统与数据的安全，采购等保、密码和软件测评，并整改发现的风险。",
        "Using units are responsible for their systems on the cloud: they monitor and manage the security of systems and data, procure MLPS, cryptography and software tests, and rectify the risks found.";
    ARTICLE_34 = "云使用单位、云服务商、综合服务机构：受云技术保障部门指导制定应急预案，定期培训和演练，专人管理并定期修订制度，处置重大事件。",
        "Units, providers and agency, guided by technical support, make emergency plans, train and drill periodically, name a person who keeps and revises the rules, and respond to major incidents.";
    ARTICLE_35 = "重保：综合服务机构和云服务商遇重要政治活动、重点时期或重要系统上线，开展政务云安全保障。",
        "Key periods: agency and providers safeguard the cloud at important political events, in key periods and when important systems go live.";
    ARTICLE_36 = "授权：没有云使用单位授权，谁都不得进入其云上资源，不得利用、泄露、篡改、毁损或复制其数据。",
        "Access: without the unit's grant nobody may enter its resources on the cloud, nor use, disclose, alter, damage or copy its data.";
    ARTICLE_37 = "考核：云主管部门牵头、云技术保障部门参与，评估考核综合服务机构、云服务商和云使用单位；云主管部门另行监督云技术保障部门。",
        "Appraisal: the authority with technical support appraises units, providers and agency; the authority supervises technical support.";
    ARTICLE_38 = "合同考核：云服务商、综合服务机构的考核写进合同，主要看响应时间、满意程度、服务能力和质量。",
        "Contract appraisal: the appraisal of providers and agency is part of the contract, mainly response time, satisfaction, capability and quality.";
    ARTICLE_39 = "计费：按年计，自单位确认的发放完成时间起，至其确认的服务终止时间止；不满1年的按实际天数折算。",
        "Billing is by year, from the completion of issuance to the termination of service, both as confirmed by the unit; less than a year is pro rata by actual days.";
    ARTICLE_40 = "结算：周期自上年9月1日至当年8月31日（首期起始依合同），先用后付、先审再付；期满由云技术保障部门核算，报云主管部门审核，列入前者预算统一支付；非市本级预算的单位与云服务商另签合同、自行结算。",
        "Settlement: the cycle is 1 September to 31 August (the first starts as contracted), use before payment and review before payment; after it technical support computes, the authority reviews, and support pays from its budget; units outside the municipal budget contract and settle with the provider themselves.";
    ARTICLE_41 = "区县：赫山、资阳两区原则上不再建云，以云使用单位身份参照执行；其他县市区的政务云管理也照此办理。",
        "Districts: Heshan and Ziyang in principle build no more clouds and follow the Measures as using units; other counties and cities manage their clouds by reference to them.";
    ARTICLE_42 = "施行：公布之日生效，有效2年。",
        "In force from the day of publication, for 2 years.";

    CITE_ARTICLE = "第{0}条", "Art. {0}";
    CITE_ITEM = "第{0}条({1})", "Art. {0}({1})";
    CITE_PARAGRAPH = "第{0}条第{1}款", "Art. {0} para. {1}";
}

/// How many articles the Measures have.
pub const ARTICLES: u8 = 42;

/// Our one-line summary of article 1 to 42; `None` for any other number.
#[must_use]
pub fn summary(number: u8) -> Option<T> {
    numbered(ALL, number).filter(|_| number <= ARTICLES)
}

/// A citation: `第19条(二)`, `Art. 19(2)`.
///
/// Articles 5, 6, 7, 19, 21 and 22 number their parts; any other is cited by its plain paragraphs, `第4条第二款`,
/// `Art. 4 para. 2`, since a 款 read as a numbered 项 would be another provision.
#[must_use]
pub fn cite(lang: Lang, number: u8, paragraph: Option<u8>) -> String {
    let Some(paragraph) = paragraph else {
        return CITE_ARTICLE.fill(lang, &[&number]);
    };
    let message = match number {
        5..=7 | 19 | 21 | 22 => CITE_ITEM,
        _ => CITE_PARAGRAPH,
    };
    match lang {
        Lang::Zh => message.fill(lang, &[&number, &numeral(paragraph)]),
        Lang::En => message.fill(lang, &[&number, &paragraph]),
    }
}

/// A Chinese numeral up to ten, further than any article of the Measures counts; digits beyond.
fn numeral(number: u8) -> String {
    usize::from(number)
        .checked_sub(1)
        .and_then(|index| "一二三四五六七八九十".chars().nth(index))
        .map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_its_summary() {
        for (number, (name, message)) in (1..=ARTICLES).zip(ALL) {
            assert_eq!(*name, format!("ARTICLE_{number}"));
            assert_eq!(summary(number), Some(*message));
            assert!(
                message.0.ends_with('。') && message.1.ends_with('.'),
                "{name}"
            );
        }
        assert_eq!(summary(42), Some(ARTICLE_42));
        assert_eq!((summary(0), summary(43)), (None, None));
    }

    #[test]
    fn a_citation_names_article_and_part() {
        let cases = [
            (23, None, "第23条", "Art. 23"),
            (19, Some(2), "第19条(二)", "Art. 19(2)"),
            (22, Some(4), "第22条(四)", "Art. 22(4)"),
            (4, Some(2), "第4条第二款", "Art. 4 para. 2"),
            (6, Some(11), "第6条(11)", "Art. 6(11)"),
            (6, Some(0), "第6条(0)", "Art. 6(0)"),
        ];
        for (number, paragraph, zh, en) in cases {
            assert_eq!(cite(Lang::Zh, number, paragraph), zh);
            assert_eq!(cite(Lang::En, number, paragraph), en);
        }
    }
}
