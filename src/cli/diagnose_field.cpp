#include "cli/diagnose_field.h"

#include <algorithm>

#include <fmt/format.h>

#include "assess/paper.h"
#include "assess/site_summary.h"
#include "cli/assess_input.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Code;
using base::Result;
using base::Status;

namespace {

struct Whole {
  assess::Assessment assessment;
  pack::Questionnaire questions;
  assess::AnswerLog log;
};

Result<Whole> open(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto assessment = store.find(options.id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  auto questions = store.questionnaire(assessment->questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  auto log = store.log(assessment->id);
  if (!log) return std::unexpected(std::move(log).error());
  return Whole{std::move(*assessment), std::move(*questions), std::move(*log)};
}

Result<assess::Custody> custody_of(const std::string& word) {
  for (std::size_t i = 1; i < assess::kCustodies; ++i) {  // collected: by `diagnose evidence` alone
    const auto one = static_cast<assess::Custody>(i);
    if (word == assess::custody_id(one) || word == assess::custody_name(one).zh) return one;
  }
  return base::fail(Code::invalid_input, "应为 sealed 封存、handed_over 移交、viewed 查看、issued 出具 之一",
                    "should be one of sealed, handed_over, viewed, issued", word);
}

Result<std::vector<assess::EvidenceFile>> chosen(std::vector<assess::EvidenceFile> files, const std::string& digest) {
  if (digest != "all") std::erase_if(files, [&](const assess::EvidenceFile& one) { return digest.empty() || !one.digest.starts_with(digest); });
  if (files.empty()) return base::fail(Code::not_found, "证据袋中没有该文件", "the evidence bag does not hold this file", digest);
  if (digest != "all" && files.size() > 1)
    return base::fail(Code::invalid_input, "SM3 开头不唯一，请多写几位", "several digests begin so; write more of it", digest);
  return files;
}

}  // namespace

Result<int> write_paper(const DiagnoseOptions& options, store::Db& db, assess::AssessStore& store) {
  auto whole = open(options, store);
  if (!whole) return std::unexpected(std::move(whole).error());
  auto previous = assess::previous_answers(db, store, whole->assessment);
  if (!previous) return std::unexpected(std::move(previous).error());
  const assess::Picture picture = assess::look(whole->questions, whole->log);
  GD_TRY(report::write_paper_form(assess::paper_form(whole->assessment, whole->questions, picture, *previous, options.common.lang), options.output));
  print(options.output + "\n");
  return kDone;
}

Result<int> record_custody(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto assessment = store.find(options.id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  auto what = custody_of(options.event);
  if (!what) return std::unexpected(std::move(what).error());
  if (*what == assess::Custody::handed_over && options.note.empty())
    return base::fail(Code::invalid_input, "移交须用 --note 写明移交给谁", "say with --note to whom it is handed over");
  auto files = store.evidence(assessment->id);
  if (files) files = chosen(std::move(*files), options.digest);
  if (!files) return std::unexpected(std::move(files).error());
  const base::TimeUs now = base::now_us();
  for (const assess::EvidenceFile& file : *files) {
    assess::CustodyEvent event{{}, file.digest, *what, options.by, device_name(), options.note, now};
    assess::seal(event);
    auto added = store.add_custody(assessment->id, event);
    if (!added) return std::unexpected(std::move(added).error());
    print(fmt::format("{}  {}  {}\n", assess::custody_name(*what).in(options.common.lang), file.digest.substr(0, 16), file.name));
  }
  return kDone;
}

Result<int> write_summary(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto whole = open(options, store);
  if (!whole) return std::unexpected(std::move(whole).error());
  auto evidence = store.evidence(whole->assessment.id);
  if (!evidence) return std::unexpected(std::move(evidence).error());
  auto custody = store.custody(whole->assessment.id);
  if (!custody) return std::unexpected(std::move(custody).error());
  auto files =
      assess::write_site_summary({whole->assessment, whole->questions, whole->log, *evidence, *custody, options.common.lang}, options.met, options.output);
  if (!files) return std::unexpected(std::move(files).error());
  for (const std::string& file : *files) print(file + "\n");
  return kDone;
}

}  // namespace gongdun::cli
