// What the chapters of the report share.
#pragma once
#include <string>

#include "assess/diagnosis_report.h"

namespace gongdun::assess {

struct ReportView {
  const DiagnosisInput& input;
  const pack::Questionnaire& questions;
  Picture picture;
  Score score;
  std::vector<Measure> measures;
  base::TimeUs date = 0;  // of the last entry: the clock of the machine has no part in a report
  report::Document& out;
  base::Lang lang;

  bool zh() const { return lang == base::Lang::zh; }
  std::string say(const char* in_zh, const char* in_en) const { return zh() ? in_zh : in_en; }
  std::string day(int days_later = 0) const;  // ISO date
  void heading(int level, std::string text) { out.blocks.emplace_back(report::Heading{level, std::move(text), {}}); }
  void paragraph(std::string text) { out.blocks.emplace_back(report::Paragraph{{{std::move(text)}}, true}); }
};

std::string name_of(const std::vector<pack::Named>& list, const std::string& id, base::Lang lang);
std::string state_words(const ReportView& view, const ItemView& item);
report::Tone state_tone(const ItemView& item);
report::Tone risk_tone(const ReportView& view, const std::string& risk);
std::string evidence_words(const ItemView& item);
report::TableCell number_cell(double value, const std::string& text = {});

// The chapters, in their order.
void add_overview(ReportView& view);
void add_profile(ReportView& view);
void add_conclusion(ReportView& view);
void add_domains(ReportView& view);
void add_assets(ReportView& view);
void add_risks(ReportView& view);
void add_gaps(ReportView& view);
void add_topics(ReportView& view);
void add_measures(ReportView& view);
void add_calendar(ReportView& view);
void add_annexes(ReportView& view);

}  // namespace gongdun::assess
