// 风险评估报告: one document with the blocks that RA82 Article 5 and Article 33 of the regulation on network data ask for, from the same risks.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assess/report_parts.h"
#include "assess/risk.h"
#include "report/document.h"

namespace gongdun::assess {

using report::Align;
using report::TableBlock;
using report::Tone;

namespace {

class Writer {
 public:
  Writer(const RiskView& view, const RiskResult& result) : view_(view), in_(view.input), result_(result), zh_(view.lang == base::Lang::zh) {}

  report::Document write() {
    out_.lang = view_.lang;
    out_.date = view_.issued;
    out_.cover.title = say("数据安全风险评估报告", "Data security risk assessment");
    out_.cover.organization = view_.assessment.name;
    out_.cover.classification = say("内部资料　注意保管", "Internal — handle with care");
    out_.cover.lines = {{say("评估编号", "Assessment"), view_.assessment.id},
                        {say("评估方法", "Method"), in_.method.meta.name.in(view_.lang) + " " + in_.method.version},
                        {say("风险矩阵", "Matrix"), in_.matrix.meta.name.in(view_.lang)},
                        {say("出具日期", "Issued"), day_text(day_of(view_.issued))}};
    out_.header = out_.cover.title + "　" + view_.assessment.name;
    overview();
    assets();
    risks();
    for (const pack::RiskView& one : in_.method.views) blocks(one);
    terms();
    return std::move(out_);
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  void heading(std::string text) { out_.blocks.emplace_back(report::Heading{1, std::move(text), {}}); }
  void paragraph(std::string text) { out_.blocks.emplace_back(report::Paragraph{{{std::move(text)}}, true}); }

  Tone tone(const std::string& level) const {
    const auto at = std::ranges::find_if(in_.method.risks, [&](const pack::Named& one) { return one.id == level; }) - in_.method.risks.begin();
    const auto size = static_cast<std::ptrdiff_t>(in_.method.risks.size());
    return at * 5 < size * 2 ? Tone::danger : at * 5 < size * 3 ? Tone::warning : Tone::normal;
  }

  void overview() {
    heading(say("结论", "Conclusion"));
    report::Figures figures;
    for (std::size_t i = 0; i < result_.count.size(); ++i)
      figures.items.push_back({std::to_string(result_.count[i]), in_.method.risks[i].name.in(view_.lang), tone(in_.method.risks[i].id)});
    out_.blocks.emplace_back(std::move(figures));
    paragraph(
        say("风险由资产级别、未满足的事项和扫描发现的信号得出：危害程度取决于所涉资产的级别，可能性取决于事项所在域的得分和信号，二者按矩阵得出风险等级。",
            "Risks follow from the grade of assets, items not met, and what scans found: harm from the grade of the assets, likelihood from the score of the "
            "domain and from signals, the level from both by the matrix."));
    if (in_.assets.empty())
      paragraph(say("数据资源清单中没有资产，危害程度按企业信息所述最高级别取。",
                    "The catalog holds no assets: harm follows from the highest grade in the facts of the enterprise."));
    if (!result_.partial) return;
    const auto changed = std::ranges::count_if(result_.risks, [](const Risk& one) { return one.changed; });
    paragraph(zh_ ? fmt::format("本次为部分评估：与上次相比新增或变化 {} 项，消除 {} 项，其余沿用上次结论。", changed, result_.gone.size())
                  : fmt::format("A partial assessment: {} risks new or changed since the last, {} gone, the others stand.", changed, result_.gone.size()));
  }

  void assets() {
    heading(say("数据资产", "Assets"));
    std::map<std::string, std::pair<int, int>> by_grade;
    for (const RiskAsset& one : in_.assets) {
      ++by_grade[one.grade].first;
      by_grade[one.grade].second += one.classes.empty() ? 0 : 1;
    }
    TableBlock table;
    table.sheet = say("数据资产", "Assets");
    table.columns = {
        {say("级别", "Grade"), 2}, {say("资产数", "Assets"), 1, Align::right}, {say("有明文敏感内容的", "With content in the clear"), 1, Align::right}};
    for (const pack::GradeHarm& harm : in_.method.harm)
      if (const auto found = by_grade.find(harm.grade); found != by_grade.end())
        table.rows.push_back({{grade_words(harm.grade)}, number_cell(found->second.first), number_cell(found->second.second)});
    table.empty_text = say("清单中没有资产", "The catalog holds no assets");
    out_.blocks.emplace_back(std::move(table));
  }

  std::string grade_words(const std::string& grade) const {
    if (grade == "core") return say("核心数据", "Core data");
    if (grade == "important") return say("重要数据", "Important data");
    return say("一般数据 ", "General data ") + grade.substr(grade.find('-') + 1) + say(" 级", "");
  }

  void risks() {
    heading(say("风险清单与处置措施", "Risks and measures"));
    TableBlock table;
    table.title = say("风险清单", "Risks");
    table.sheet = table.title;
    table.columns = {{say("风险", "Risk"), 0.9, Align::center},
                     {say("来源", "Source"), 1.2},
                     {say("级别", "Grade"), 1.3},
                     {say("危害", "Harm"), 0.7, Align::center},
                     {say("可能性", "Likelihood"), 0.8, Align::center},
                     {say("理由", "Reason"), 4},
                     {say("措施", "Measure"), 3.5},
                     {say("依据", "Basis"), 1.5}};
    if (result_.partial) table.columns.push_back({say("变化", "Change"), 0.8, Align::center});
    for (const Risk& one : result_.risks) {
      const pack::RuleMeta& meta = one.gap != nullptr ? one.gap->question->meta : one.signal->meta;
      std::vector<report::TableCell> row{{name_of(in_.method.risks, one.level, view_.lang), tone(one.level)},
                                         {name_of(in_.method.sources, one.source, view_.lang)},
                                         {grade_words(one.grade)},
                                         {name_of(in_.method.harms, one.harm, view_.lang)},
                                         {name_of(in_.method.likelihoods, one.likelihood, view_.lang)},
                                         {meta.id + " " + risk_reason(view_, one)},
                                         {risk_measure(view_, one)},
                                         {meta.basis + " [" + pack::verified_name(meta.verified) + "]"}};
      if (result_.partial) row.push_back({one.changed ? say("新增或变化", "new or changed") : say("沿用", "stands")});
      table.rows.push_back(std::move(row));
    }
    table.empty_text = say("未发现风险", "No risks were found");
    out_.blocks.emplace_back(std::move(table));
  }

  // Each block with the questions that speak of it and how they stand.
  void blocks(const pack::RiskView& one) {
    heading(one.named.name.in(view_.lang));
    TableBlock table;
    table.sheet = one.named.id;
    table.columns = {{say("编号", "No."), 1}, {say("内容", "Block"), 4}, {say("依据", "Basis"), 1.3}, {say("评估结果", "Result"), 5}};
    for (const pack::RiskBlock& block : one.blocks)
      table.rows.push_back({{block.meta.id}, {block.meta.name.in(view_.lang)}, {block.meta.basis}, {result_of(block)}});
    out_.blocks.emplace_back(std::move(table));
  }

  std::string result_of(const pack::RiskBlock& block) const {
    std::string out;
    for (const std::string& id : block.questions) {
      const ItemView* item = in_.picture.item(id);
      if (item == nullptr) continue;
      std::string words = say("未答", "not answered");
      if (item->asked == ItemView::Asked::not_applicable)
        words = say("不适用", "does not apply");
      else if (item->state)
        words = in_.questions.scoring.state_name[static_cast<std::size_t>(*item->state)].in(view_.lang);
      out += (out.empty() ? "" : say("；", "; ")) + item->question->meta.name.in(view_.lang) + say("：", ": ") + words;
    }
    return out.empty() ? say("须由评估人填写", "to be written by the assessor") : out;
  }

  void terms() {
    heading(say("有效期、报送与重新评估", "Validity, submission, re-assessment"));
    TableBlock table;
    table.columns = {{say("截止", "By"), 1.3, Align::center}, {say("事项", "What"), 5}, {say("依据", "Basis"), 2}};
    for (const RiskTerm& one : risk_terms(view_)) {
      std::string name = one.rule->meta.name.in(view_.lang);
      for (const int year : one.due.unknown_years)
        name +=
            zh_ ? fmt::format("（{} 年节假日安排未知，按周一至周五推算）", year) : fmt::format(" (holidays of {} are not known: counted by weekdays)", year);
      table.rows.push_back(
          {{one.due.last ? day_text(*one.due.last) : ""}, {name}, {one.rule->meta.basis + " [" + pack::verified_name(one.rule->meta.verified) + "]"}});
    }
    table.empty_text = say("规则包中没有期限", "The packs hold no terms");
    out_.blocks.emplace_back(std::move(table));
    report::Bullets bullets;
    for (const pack::RiskTrigger& one : in_.method.triggers) bullets.items.push_back(one.meta.id + " " + one.meta.name.in(view_.lang));
    paragraph(say("有效期内出现下列情形的，只对变化部分重新评估：", "Within the validity only what changed is assessed again when:"));
    out_.blocks.emplace_back(std::move(bullets));
  }

  const RiskView& view_;
  const RiskInput& in_;
  const RiskResult& result_;
  bool zh_;
  report::Document out_;
};

}  // namespace

base::Result<std::vector<std::string>> write_risk_report(const RiskView& view, const RiskResult& result, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return base::fail(base::Code::permission, "无法建立报告目录，请检查路径和权限", "cannot make the report folder; check path and permissions", folder);
  const report::Document document = Writer(view, result).write();
  const std::pair<const char*, base::Status (*)(const report::Document&, const std::string&)> writers[] = {
      {"risk.docx", report::write_docx}, {"risk.pdf", report::write_pdf}, {"risk.html", report::write_html}, {"risk.xlsx", report::write_xlsx}};
  std::vector<std::string> files;
  for (const auto& [name, write] : writers) {
    files.push_back((std::filesystem::path(folder) / name).string());
    if (auto written = write(document, files.back()); !written) return std::unexpected(std::move(written).error());
  }
  return files;
}

}  // namespace gongdun::assess
