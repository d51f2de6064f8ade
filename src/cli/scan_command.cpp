#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include <fmt/ranges.h>

#include "catalog/catalog.h"
#include "catalog/json_output.h"
#include "catalog/scan.h"
#include "catalog/scan_report.h"
#include "catalog/tools.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "read/ocr.h"

namespace gongdun::cli {

using base::Code;
using base::Lang;

namespace {

base::StopFlag g_stop;  // the one thing a signal handler may touch

void on_signal(int) {
  if (g_stop.requested()) _exit(kInterrupted);  // asked twice: at once
  g_stop.request();
}

void listen_for_interrupt() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

base::Status check_sector(const std::string& sector, const pack::PackSet& packs) {
  if (sector == "auto") return {};
  std::vector<std::string> known{"auto"};
  for (const auto& pack : packs.sectors) {
    if (pack.meta.id == sector) return {};
    known.push_back(pack.meta.id);
  }
  std::ranges::sort(known);
  const std::string list = fmt::format("{}", fmt::join(known, " "));
  return base::fail(Code::invalid_input, "没有这个行业，可用：" + list, "no such sector; known: " + list, "--sector " + sector);
}

base::Status check_paths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (std::filesystem::exists(path, error) || std::filesystem::is_symlink(path, error)) return {};
  }
  return base::fail(Code::not_found, "给出的路径都不存在，请检查拼写", "none of the paths exists; check the spelling", paths.empty() ? "" : paths.front());
}

base::Status print_result(catalog::Catalog& catalog, const ScanOptions& options, const std::vector<catalog::Asset>& assets, const catalog::ScanOutcome& outcome,
                          const pack::PackSet& packs) {
  if (options.format == "jsonl")
    return catalog.each_finding_line(outcome.record.id, [](const std::string& line) {
      print(line);
      print("\n");
      return std::ferror(stdout) == 0;
    });
  if (options.format == "json")
    catalog::write_scan_object(assets, outcome, options.common.lang, print);
  else
    print(scan_summary(assets, outcome, packs, options.common.lang));
  return {};
}

int exit_code(const catalog::ScanOutcome& outcome) {
  if (outcome.interrupted) return kInterrupted;
  if (outcome.record.items == 0 && !outcome.unread.empty()) return kNothing;
  return outcome.unread.empty() ? kDone : kPartly;
}

}  // namespace

int run(const ScanOptions& options) {
  const Lang lang = options.common.lang;
  if (auto status = check_paths(options.paths); !status) return report_error(status.error(), lang);
  if (options.ocr) read::use_ocr(read::OcrSettings{});
  listen_for_interrupt();
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  if (auto status = check_sector(options.sector, *box->packs); !status) return report_error(status.error(), lang);
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);

  catalog::ScanRequest request{
      .paths = options.paths, .excludes = options.excludes, .sector = options.sector, .threads = options.threads, .git_history = options.git_history};
  work::Progress progress;
  auto outcome = [&] {
    ProgressLine line(progress, lang);
    return catalog::run_scan(**catalog, box->tools(), request, g_stop, progress);
  }();
  if (!outcome) return report_error(outcome.error(), lang);
  auto assets = (*catalog)->assets({.seen_by_scan = outcome->record.id});
  if (!assets) return report_error(assets.error(), lang);
  if (auto status = print_result(**catalog, options, *assets, *outcome, *box->packs); !status) return report_error(status.error(), lang);
  if (!options.report.empty()) {
    auto files = catalog::write_scan_report(**catalog, *assets, *outcome, *box->packs, {options.report, lang});
    if (!files) return report_error(files.error(), lang);
    if (options.format == "human") {
      print(lang == Lang::zh ? "报告：\n" : "Report:\n");
      for (const std::string& file : *files) print("  " + file + "\n");
    }
  }
  std::fflush(stdout);
  return exit_code(*outcome);
}

}  // namespace gongdun::cli
