// gongdun duties: the calendar of statutory duties of an enterprise.
#include <algorithm>

#include "assess/duties.h"
#include "cli/assess_input.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/atomic_file.h"

namespace gongdun::cli {

namespace {

using base::Code;
using base::Result;

Result<std::string> calendar(const DutiesOptions& options) {
  auto loaded = sound_packs(options.common);
  if (!loaded) return std::unexpected(std::move(loaded).error());
  const auto& tables = loaded->assess.clock_tables;
  const auto table = std::ranges::find_if(tables, [&](const pack::ClockTable& one) { return one.meta.id == options.table; });
  if (table == tables.end()) return base::fail(Code::not_found, "规则包中没有该期限表", "the packs hold no such table of terms", options.table);
  auto text = whole_file(options.facts);
  if (!text) return std::unexpected(std::move(text).error());
  auto file = assess::read_duty_file(*table, loaded->assess.questionnaires, *text, options.facts);
  if (!file) return std::unexpected(std::move(file).error());
  base::TimeUs now = base::now_us();
  if (!options.from.empty()) {
    bool whole = false;
    const auto from = assess::parse_moment(options.from, whole);
    if (!from)
      return base::fail(Code::invalid_input, "--from 应写作 2026-03-01 或 2026-03-01 16:30（1992 至 2200 年）",
                        "write --from as 2026-03-01 or 2026-03-01 16:30 (1992 to 2200)", options.from);
    now = *from;
  }
  const assess::WorkDays days(loaded->assess.calendars);
  std::vector<assess::Duty> list = assess::duties(*table, *file, days, now);
  if (options.who != "all") std::erase_if(list, [&](const assess::Duty& one) { return pack::party_id(one.rule->party) != options.who; });
  const assess::DutyView view{*table, *file, days, now, options.common.lang};
  return options.format == "json"  ? assess::duties_json(view, list)
         : options.format == "ics" ? assess::duties_ics(view, list)
                                   : assess::duties_text(view, list);
}

}  // namespace

int run(const DutiesOptions& options) {
  auto text = calendar(options);
  if (!text) return report_error(text.error(), options.common.lang);
  if (options.output.empty()) {
    print(*text);
    return kDone;
  }
  if (auto written = report::write_file(options.output, *text); !written) return report_error(written.error(), options.common.lang);
  print(options.output + "\n");
  return kDone;
}

}  // namespace gongdun::cli
