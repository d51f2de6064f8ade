#include "cli/probe_command.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assess/picture.h"
#include "cli/assess_input.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "crypto/sm3.h"
#include "pack/load.h"
#include "probe/password_file.h"
#include "probe/run.h"

namespace gongdun::cli {

using base::Code;
using base::Lang;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kOtFact = "ot_mode";

Result<std::vector<probe::Target>> targets_of(const std::vector<std::string>& texts) {
  std::vector<probe::Target> out;
  for (const std::string& text : texts) {
    auto one = probe::parse_target(text);
    if (!one) return std::unexpected(std::move(one).error());
    out.push_back(std::move(*one));
  }
  return out;
}

Result<std::string> into_bag(assess::AssessStore& store, const std::string& id, const std::string& name, const std::string& content, const std::string& by,
                             const std::string& note) {
  const std::string digest = crypto::sm3_hex(content);
  assess::CustodyEvent event{{}, digest, assess::Custody::collected, by, device_name(), note, base::now_us()};
  assess::seal(event);
  GD_TRY(store.add_evidence(id, {digest, name, static_cast<std::int64_t>(content.size())}, content, event));
  return digest;
}

class Probing {
 public:
  Probing(const DiagnoseOptions& options, assess::AssessStore& store, store::Db& db) : options_(options), store_(store), db_(db), lang_(options.common.lang) {}

  Result<int> run() {
    auto assessment = store_.find(options_.id);
    if (!assessment) return std::unexpected(std::move(assessment).error());
    id_ = assessment->id;
    auto questions = store_.questionnaire(assessment->questionnaire);
    if (!questions) return std::unexpected(std::move(questions).error());
    questions_ = std::move(*questions);
    auto log = store_.log(id_);
    if (!log) return std::unexpected(std::move(log).error());
    GD_TRY(load_book());
    auto targets = targets_of(options_.files);
    if (!targets) return std::unexpected(std::move(targets).error());
    if (!options_.passwords.empty()) {
      auto file = probe::read_password_file(options_.passwords);
      if (!file) return std::unexpected(std::move(file).error());
    }
    const assess::FactBook facts(questions_, *log);
    const bool passive_only = options_.ot || facts.text(std::string(kOtFact)) == "yes";
    const auto consents = probe::consents(*log);
    auto planned = probe::plan(consents, {std::move(*targets), options_.only, passive_only}, base::now_us());
    if (!planned) return std::unexpected(std::move(planned).error());
    announce(*planned);
    if (options_.dry_run) return kDone;
    int done = kDone;
    for (const probe::Planned& one : *planned)
      if (one.refused.zh.empty() && !probe_one(one)) done = kPartly;
    return done;
  }

 private:
  std::string words(const char* zh, const char* en) const { return lang_ == Lang::zh ? zh : en; }

  Status load_book() {
    pack::Loaded loaded = pack::load_packs(options_.common.packs.empty() ? pack::default_pack_directory() : options_.common.packs);
    if (!loaded.problems.empty())
      return base::fail(Code::invalid_input, pack::format_problems(loaded.problems, Lang::zh), pack::format_problems(loaded.problems, Lang::en));
    if (loaded.assess.probe_books.empty()) return base::fail(Code::not_found, "规则包中没有探测规则", "the packs hold no rules for probes");
    book_ = std::move(loaded.assess.probe_books.front());
    return {};
  }

  // Before anything is done.
  void announce(const std::vector<probe::Planned>& planned) const {
    for (const probe::Planned& one : planned) {
      if (!one.refused.zh.empty()) {
        print(words("不运行 ", "not run: ") + one.target.text() + words("：", ": ") + one.refused.in(lang_) + "\n");
        continue;
      }
      print(words("将探测 ", "to probe: ") + one.target.text() +
            fmt::format(fmt::runtime(words("（同意人 {}，至 {}）", " (consent of {}, until {})")), one.consent->by, base::local_minute(one.consent->until)) +
            "\n  " + one.collector->plan(one.target).in(lang_) + "\n");
    }
  }

  // False: it could not be read; what it is is said, and the others go on.
  bool probe_one(const probe::Planned& planned) {
    const base::TimeUs now = base::now_us();
    auto collected = planned.collector->collect(planned.target, {&db_, &book_, options_.passwords, options_.ca, options_.ssh_key, options_.known_hosts, now});
    if (!collected) {
      report_error(collected.error(), lang_);
      return false;
    }
    probe::Report report = probe::report_of(questions_, book_, planned, *collected, options_.only, now);
    if (auto kept = keep(report); !kept) {
      report_error(kept.error(), lang_);
      return false;
    }
    show(planned, report);
    return true;
  }

  Status keep(probe::Report& report) {
    auto bagged = into_bag(store_, id_, report.evidence_name, report.evidence, std::string("gongdun ") + GD_VERSION, words("自动探测", "probe"));
    if (!bagged) return std::unexpected(std::move(bagged).error());
    auto taken = store_.extend(id_, [&](assess::AnswerLog& log) -> Status {
      for (assess::Entry& entry : report.entries) {
        entry.device = device_name();
        log.say(std::move(entry), base::now_us());
      }
      return {};
    });
    if (!taken) return std::unexpected(std::move(taken).error());
    return {};
  }

  void show(const probe::Planned& planned, const probe::Report& report) const {
    print(planned.target.text() + "\n");
    TextTable table{.header = {words("题", "question"), words("探测", "probe"), words("结果", "result"), words("说明", "note")}, .widths = {8, 28, 12, 0}};
    for (const probe::Result& one : report.results) {
      const auto state = one.verdict.state;
      table.rows.push_back({one.question, one.probe,
                            state ? questions_.scoring.state_name[static_cast<std::size_t>(*state)].in(lang_) : words("未见不符", "no fault found"),
                            one.verdict.note.in(lang_)});
    }
    if (!table.rows.empty()) print(table.text());
    for (const probe::Finding& one : report.unknown) {
      std::string missing;
      for (const std::string& fact : one.unknown) {
        const pack::FactField* field = book_.fact(fact);
        missing += (missing.empty() ? "" : words("、", ", ")) + (field == nullptr ? fact : field->name.in(lang_));
      }
      print(words("未能判断 ", "not known: ") + one.probe + " " + one.rule + words("：缺 ", ": missing ") + missing + "\n");
    }
    print(words("证据 ", "evidence ") + report.evidence_name + " SM3 " + crypto::sm3_hex(report.evidence) + "\n");
  }

  const DiagnoseOptions& options_;
  assess::AssessStore& store_;
  store::Db& db_;
  Lang lang_;
  std::string id_;
  pack::Questionnaire questions_;
  pack::ProbeBook book_;
};

}  // namespace

Result<int> record_consent(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto assessment = store.find(options.id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  auto log = store.log(assessment->id);
  if (!log) return std::unexpected(std::move(log).error());
  assess::Entry entry;
  if (!options.withdraw.empty()) {
    const auto all = probe::consents(*log);
    const auto fits = [&](const probe::Consent& one) { return one.id.starts_with(options.withdraw); };
    const auto found = std::ranges::find_if(all, fits);
    if (found == all.end() || std::ranges::count_if(all, fits) > 1)
      return base::fail(Code::not_found, "没有这份同意，或编号开头不唯一", "there is no such consent, or several begin so", options.withdraw);
    entry = probe::withdrawal(found->id, options.by, options.note);
  } else {
    if (options.scopes.empty() || options.until.empty())
      return base::fail(Code::invalid_input, "请用 --scope 给出同意探测的对象，用 --until 给出期限",
                        "say with --scope what may be probed, and with --until how long");
    auto scope = targets_of(options.scopes);
    if (!scope) return std::unexpected(std::move(scope).error());
    auto until = probe::parse_until(options.until);
    if (!until) return std::unexpected(std::move(until).error());
    if (*until <= base::now_us()) return base::fail(Code::invalid_input, "期限已过", "the end has passed already", options.until);
    std::vector<std::string> evidence;
    for (const std::string& file : options.files) {
      auto content = whole_file(file);
      if (!content) return std::unexpected(std::move(content).error());
      auto digest = into_bag(store, assessment->id, std::filesystem::path(file).filename().string(), *content, options.by, "书面同意");
      if (!digest) return std::unexpected(std::move(digest).error());
      evidence.push_back(*digest);
    }
    entry = probe::consent_entry(*scope, *until, options.by, evidence);
  }
  entry.device = device_name();
  std::string id;
  auto taken = store.extend(assessment->id, [&](assess::AnswerLog& to) -> Status {
    id = to.say(std::move(entry), base::now_us()).id;
    return {};
  });
  if (!taken) return std::unexpected(std::move(taken).error());
  print(id + "\n");
  return kDone;
}

Result<int> run_probes(const DiagnoseOptions& options, assess::AssessStore& store, store::Db& db) {
  return Probing(options, store, db).run();
}

}  // namespace gongdun::cli
