// A rich document for the tests of this room, in both languages: every kind of block, a long table, nested headings. All names are invented.
#pragma once
#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "report/document.h"

namespace gongdun::report::sample {

class Maker {
 public:
  explicit Maker(base::Lang lang) : zh_(lang == base::Lang::zh) { document_.lang = lang; }

  Document make() {
    cover();
    summary();
    catalog();
    personal();
    method();
    return document_;
  }

 private:
  std::string t(const char* zh, const char* en) const { return zh_ ? zh : en; }
  void add(Block block) { document_.blocks.push_back(std::move(block)); }
  void text(const char* zh, const char* en) { add(Paragraph{{{t(zh, en), false, false, Tone::normal}}, true}); }

  void cover() {
    document_.date = 1'795'392'000'000'000;  // 2026-11-23
    document_.header = t("工业数据分类分级报告", "Industrial data classification report");
    document_.cover.title = t("工业数据分类分级报告", "Industrial data classification and grading report");
    document_.cover.subtitle = t("生产、研发与经营数据资源盘点", "Inventory of production, research and business data");
    document_.cover.organization = t("华东精密制造集团有限公司", "East China Precision Works");
    document_.cover.classification = t("内部资料　注意保管", "INTERNAL");
    document_.cover.lines = {{t("报告编号", "Report"), "GD-2026-1123-01"},
                             {t("扫描范围", "Scope"), "/data/mes　/data/plm　/data/hr"},
                             {t("规则包版本", "Rule packs"), "2026.11"},
                             {t("报告日期", "Date"), "2026-11-23"}};
    document_.cover.footer = t("本报告的级别为系统建议，经本单位确认后生效。", "Grades are proposals until the organisation has confirmed them.");
  }

  void summary() {
    add(Heading{1, t("总体结论", "Summary"), "summary"});
    add(Paragraph{
        {{t("本次共扫描 12,486 个文件，识别出数据资源 318 项，其中", "The scan covered 12,486 files and found 318 data items, of which "), false, false,
          Tone::normal},
         {t("建议核心数据 2 项、重要数据 17 项", "2 are proposed as core and 17 as important data"), true, false, Tone::core},
         {t("。重要数据主要集中在研发设计域与生产制造域，工艺配方库 ", ". Most important data lie in research and production; the recipe store "), false, false,
          Tone::normal},
         {"mes.process_recipe", false, true, Tone::normal},
         {t(" 未加密且被三个系统共享，应优先处置。依据《工业和信息化领域数据安全管理办法（试行）》第八条至第十三条，重要数据目录应当报送备案。",
            " is unencrypted and shared by three systems. Under articles 8 to 13 of the management measures the catalogue of important data has to be filed."),
          false, false, Tone::normal}},
        true});
    add(Figures{{{"12,486", t("扫描文件", "files scanned"), Tone::normal},
                 {"318", t("数据资源（项）", "data items"), Tone::normal},
                 {"2", t("建议核心数据", "proposed core"), Tone::core},
                 {"17", t("建议重要数据", "proposed important"), Tone::important},
                 {"1,286,402", t("涉及个人信息（条）", "personal records"), Tone::general3}}});
    add(Callout{Tone::danger, t("须在 10 个工作日内处置", "To be handled within 10 working days"),
                t("发现 6 处明文口令，其中 2 处为数据库管理员口令，位于部署脚本中。请立即更换口令，并改由密钥管理系统下发。",
                  "Six passwords in clear text were found, two of them of database administrators, in deployment scripts. Change them now and hand them out by "
                  "a key store.")});
    add(Chart{ChartKind::donut,
              t("数据资源按建议级别分布（项）", "Data items by proposed grade"),
              t("核心数据 2 项，重要数据 17 项，其余为一般数据。", "2 core, 17 important, the rest general."),
              grades(),
              {{t("项", "items"), {2, 17, 41, 96, 102, 60}, Tone::normal}},
              {Tone::core, Tone::important, Tone::general4, Tone::general3, Tone::general2, Tone::general1}});
    add(Heading{2, t("分布情况", "Where they are"), "where"});
    text("下图按数据域列出各级别数据资源的数量。研发数据域数量最少，但重要数据占比最高，符合行业特点。",
         "The chart shows the number of items of each grade by data domain. Research has the fewest items and the largest share of important data.");
    add(Chart{ChartKind::stacked_bars,
              t("各数据域的级别构成（项）", "Grades by data domain"),
              t("横条长度为该域数据资源总数。", "Bar length is the number of items."),
              {t("研发数据", "Research"), t("生产数据", "Production"), t("运维数据", "Operation"), t("管理数据", "Management"), t("外部数据", "External")},
              {{t("核心数据", "Core"), {1, 1, 0, 0, 0}, Tone::core},
               {t("重要数据", "Important"), {9, 6, 1, 1, 0}, Tone::important},
               {t("一般数据 3–4 级", "General 3–4"), {21, 58, 24, 31, 3}, Tone::general4},
               {t("一般数据 1–2 级", "General 1–2"), {12, 47, 38, 52, 13}, Tone::general2}},
              {}});
    add(Chart{ChartKind::radar,
              t("数据安全能力评分（百分制）", "Data security capability (out of 100)"),
              t("实线为现状，虚线为目标。", "Solid: today. Dashed: target."),
              {t("分类分级", "Grading"), t("权限管理", "Access"), t("加密保护", "Encryption"), t("监测预警", "Monitoring"), t("应急处置", "Response"),
               t("组织制度", "Organisation")},
              {{t("现状", "Today"), {82, 64, 41, 57, 70, 76}, Tone::normal}, {t("目标", "Target"), {90, 85, 80, 80, 85, 90}, Tone::important}},
              {}});
  }

  std::vector<std::string> grades() const {
    if (zh_) return {"核心数据", "重要数据", "一般数据 4 级", "一般数据 3 级", "一般数据 2 级", "一般数据 1 级"};
    return {"Core", "Important", "General 4", "General 3", "General 2", "General 1"};
  }

  void catalog() {
    add(PageBreak{});
    add(Heading{1, t("数据资源目录", "Catalogue"), "catalog"});
    text("目录以数据项为单位：一张数据表、一组同构文件或一类文档为一项。级别为系统建议，“理由”列给出主要判断依据。",
         "The unit of the catalogue is the data item: a table, a series of like files or a kind of document. Grades are proposals; the reason names what they "
         "rest on.");
    add(Heading{2, t("数据资源清单", "Data items"), ""});
    add(long_table());
    add(Heading{2, t("重要数据说明", "Important data"), ""});
    add(Heading{3, t("工艺配方库", "Recipe store"), ""});
    add(KeyValues{{{t("位置", "Place"), "/data/mes/process_recipe.sql"},
                   {t("数据量", "Volume"), t("48,310,772 行，9.2 GB", "48,310,772 rows, 9.2 GB")},
                   {t("判断依据", "Basis"), t("GB/T 43697-2024 附录 G；《工业领域重要数据识别指南》相关条款",
                                              "GB/T 43697-2024 annex G; the identification guide for important industrial data")}}});
    add(Bullets{
        {t("含热处理温度曲线与合金配比，泄露将直接影响产品竞争力。", "Holds temperature curves and alloy ratios; a leak would harm the product directly."),
         t("与供应商图纸共同存放，无法拆分，按最高级别认定。", "Stored with supplier drawings that cannot be separated: the highest grade applies."),
         t("三个系统直连读取，访问日志只保存 30 天。", "Three systems read it directly; access logs are kept for 30 days.")},
        true});
  }

  Block long_table() const {
    TableBlock table;
    table.title = t("数据资源清单", "List of data items");
    table.sheet = t("数据资源清单", "Data items");
    table.columns = {{t("编号", "No."), 1, Align::left},       {t("数据项", "Data item"), 1, Align::left}, {t("类别", "Category"), 1, Align::left},
                     {t("建议级别", "Grade"), 1, Align::left}, {t("行数", "Rows"), 1, Align::right},       {t("理由", "Reason"), 1, Align::left}};
    const std::array<Tone, 4> tones = {Tone::core, Tone::important, Tone::general3, Tone::general1};
    const std::array<std::string, 4> words = {t("核心数据", "Core"), t("重要数据", "Important"), t("一般 3 级", "General 3"), t("一般 1 级", "General 1")};
    for (int i = 1; i <= 60; ++i) {
      const std::size_t grade = i <= 2 ? 0 : i <= 12 ? 1 : i % 2 ? 2 : 3;
      table.rows.push_back(
          {{fmt::format("A-{:04}", i), Tone::muted, false, 0},
           {fmt::format("{} {}", t("设备运行日志", "Equipment log"), i), Tone::normal, false, 0},
           {t(i % 3 ? "生产数据 / 设备监测" : "研发数据 / 设计图纸", i % 3 ? "Production / monitoring" : "Research / drawings"), Tone::normal, false, 0},
           {words[grade], tones[grade], false, 0},
           {"", Tone::normal, true, 1037.0 * i * i},
           {t(i % 4 ? "含设备编号与实时工况" : "含关键工艺参数，覆盖全部产线，时间跨度三年，聚合后可推算产能",
              i % 4 ? "equipment numbers and live values" : "key process parameters of all lines over three years; together they show capacity"),
            Tone::normal, false, 0}});
    }
    return table;
  }

  void personal() {
    add(Heading{1, t("个人信息与凭据", "Personal information and credentials"), "personal"});
    add(Chart{ChartKind::bars,
              t("个人信息类型（条）", "Kinds of personal information (records)"),
              "",
              {t("手机号码", "Mobile number"), t("姓名", "Name"), t("居民身份证号", "Resident ID"), t("银行卡号", "Bank card"), t("电子邮箱", "E-mail")},
              {{t("条", "records"), {418'206, 398'112, 86'420, 12'873, 371}, Tone::normal}},
              {}});
    TableBlock none;
    none.title = t("跨境提供的个人信息", "Personal information provided abroad");
    none.columns = {{t("数据项", "Data item")}, {t("接收方", "Receiver")}};
    none.empty_text = t("未发现。", "None found.");
    add(none);
    add(Callout{Tone::warning, t("复核提示", "To be checked"),
                t("共享盘 3 个压缩包有密码，未能读取，列入“未读取清单”。", "Three archives on the share have passwords and were not read.")});
  }

  void method() {
    add(Heading{1, t("方法与依据", "Method and basis"), "method"});
    add(Heading{2, t("识别方法", "Detection"), ""});
    text("识别规则由规则包给出，每条规则均注明依据与核验状态。样本在发现时即行脱敏，本报告不含任何原始敏感值。",
         "Rules come from packs, and every rule names its basis and how it was verified. Samples are masked when found: this report holds no raw value.");
    add(Heading{2, t("分级规则", "Grading"), ""});
    add(Bullets{{t("先识别影响对象，再判断影响程度。", "First the object that would be harmed, then how badly."),
                 t("同一数据项命中多条规则时取最高级别。", "Of several rules the highest grade holds."),
                 t("聚合、规模、精度达到阈值时上调一级。", "Aggregation, volume and precision raise the grade.")},
                false});
  }

  bool zh_;
  Document document_;
};

inline Document document(base::Lang lang) {
  return Maker(lang).make();
}

}  // namespace gongdun::report::sample
