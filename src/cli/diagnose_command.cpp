// gongdun diagnose: an assessment from facts to report, in a terminal.
#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "assess/answer_form.h"
#include "assess/answer_input.h"
#include "assess/assess_store.h"
#include "assess/diagnosis_report.h"
#include "assess/known_signers.h"
#include "assess/outbound.h"
#include "assess/score_json.h"
#include "assess/scoring.h"
#include "assess/travel_file.h"
#include "base/utf8.h"
#include "cli/assess_input.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/diagnose_assess.h"
#include "cli/diagnose_field.h"
#include "cli/probe_command.h"
#include "cli/signing_key.h"
#include "cli/terminal.h"
#include "crypto/sm3.h"
#include "pack/load.h"
#include "report/atomic_file.h"

namespace gongdun::cli {

namespace {

using base::Code;
using base::Lang;
using base::Result;
using base::Status;
using What = DiagnoseOptions::What;

// One assessment, read.
struct Opened {
  assess::Assessment assessment;
  pack::Questionnaire questions;
  assess::AnswerLog log;
};

class Diagnosis {
 public:
  explicit Diagnosis(const DiagnoseOptions& options) : options_(options), lang_(options.common.lang), zh_(lang_ == Lang::zh) {}

  int run() {
    if (options_.what == What::outbound) return finish(outbound());
    auto catalog = open_catalog(options_.common);
    if (!catalog) return report_error(catalog.error(), lang_);
    auto store = assess::AssessStore::open((*catalog)->db());
    if (!store) return report_error(store.error(), lang_);
    store_.emplace(std::move(*store));
    db_ = &(*catalog)->db();
    switch (options_.what) {
      case What::make: return finish(make());
      case What::list: return finish(list());
      case What::form: return finish(form());
      case What::answer: return finish(answer());
      case What::evidence: return finish(evidence());
      case What::score: return finish(score());
      case What::report: return finish(report());
      case What::send: return finish(send());
      case What::merge: return finish(merge());
      case What::paper: return finish(write_paper(options_, *db_, *store_));
      case What::enter: return finish(enter_paper(options_, *db_, *store_));
      case What::custody: return finish(record_custody(options_, *store_));
      case What::summary: return finish(write_summary(options_, *store_));
      case What::capability:
      case What::plan:
      case What::risk: return finish(run_assessment(options_, *store_, **catalog));
      case What::consent: return finish(record_consent(options_, *store_));
      case What::probe: return finish(run_probes(options_, *store_, (*catalog)->db()));
      case What::outbound: break;
    }
    return kDone;
  }

 private:
  int finish(const Result<int>& done) { return done ? *done : report_error(done.error(), lang_); }
  template <class... Values>
  std::string say(const char* zh, const char* en, const Values&... values) const {
    return fmt::format(fmt::runtime(zh_ ? zh : en), values...);
  }
  std::string words(const char* zh, const char* en) const { return zh_ ? zh : en; }

  Result<Opened> open(const std::string& id) {
    Opened out;
    auto assessment = store_->find(id);
    if (!assessment) return std::unexpected(std::move(assessment).error());
    auto questions = store_->questionnaire(assessment->questionnaire);
    if (!questions) return std::unexpected(std::move(questions).error());
    auto log = store_->log(assessment->id);
    if (!log) return std::unexpected(std::move(log).error());
    return Opened{std::move(*assessment), std::move(*questions), std::move(*log)};
  }

  // Prints what is wrong; true if nothing is.
  bool sound(const assess::AnswerInput& input) const {
    if (input.problems.empty()) return true;
    print_error(pack::format_problems(input.problems, lang_));
    print_error(words("以上各处有误，未采用任何内容；改正后重试。\n", "mistakes as above: nothing was taken; correct them and try again.\n"));
    return false;
  }

  // Entries that say what already stands are passed by. How many were new.
  Result<std::size_t> take(const std::string& id, std::vector<assess::Entry> entries) {
    return store_->extend(id, [&](assess::AnswerLog& log) -> Status {
      for (assess::Entry& entry : entries) {
        if (!options_.by.empty() && entry.kind != assess::EntryKind::probe) entry.author = options_.by;
        if (entry.author.empty()) return base::fail(Code::invalid_input, "请用 --by 给出填报人姓名", "name who answers with --by");
        entry.device = device_name();
        if (!repeats(log, entry)) log.say(std::move(entry), base::now_us());
      }
      return {};
    });
  }
  static bool repeats(const assess::AnswerLog& log, const assess::Entry& entry) {
    assess::Standing now = log.standing(entry.kind, entry.about);
    if (entry.kind == assess::EntryKind::probe) {
      const auto probes = log.probes(entry.about);
      const auto found = probes.find(entry.author);
      now = found == probes.end() ? assess::Standing() : found->second;
    }
    if (entry.kind == assess::EntryKind::review) return false;
    if (now.entry == nullptr) return entry.value.empty();
    return !now.conflict && now.heads.size() == 1 && now.entry->value == entry.value && now.entry->basis == entry.basis && now.entry->note == entry.note &&
           now.entry->evidence == entry.evidence;
  }

  Result<int> make() {
    auto loaded = sound_packs(options_.common);
    if (!loaded) return std::unexpected(std::move(loaded).error());
    auto& all = loaded->assess.questionnaires;
    const auto wanted = std::ranges::find_if(all, [&](const pack::Questionnaire& one) { return one.meta.id == options_.questionnaire; });
    if (wanted == all.end()) return base::fail(Code::not_found, "规则包中没有该调研表", "the packs hold no such questionnaire", options_.questionnaire);
    auto text = whole_file(options_.files.front());
    if (!text) return std::unexpected(std::move(text).error());
    assess::AnswerInput input = assess::read_facts(*wanted, *text, options_.files.front());
    if (!sound(input)) return kNothing;
    std::string name;
    for (const assess::Entry& one : input.entries)
      if (one.about == "fact.name") name = one.value;
    assess::Assessment fresh{"DG-" + crypto::random_hex(6), name, wanted->digest, base::now_us(), options_.by, device_name()};
    GD_TRY(store_->create(fresh, *wanted));
    auto taken = take(fresh.id, std::move(input.entries));
    if (!taken) return std::unexpected(std::move(taken).error());
    print(fresh.id + "\n");
    return kDone;
  }

  Result<int> list() {
    auto all = store_->all();
    if (!all) return std::unexpected(std::move(all).error());
    TextTable table{.header = {words("编号", "id"), words("企业", "enterprise"), words("建立时间", "made")}, .widths = {18, 40, 0}};
    for (const assess::Assessment& one : *all) table.rows.push_back({one.id, one.name, base::local_minute(one.made)});
    print(table.text());
    return kDone;
  }

  Result<int> form() {
    auto opened = open(options_.id);
    if (!opened) return std::unexpected(std::move(opened).error());
    const assess::Picture picture = assess::look(opened->questions, opened->log);
    GD_TRY(assess::write_form(opened->questions, picture, {options_.output, opened->assessment.name, lang_, options_.output.ends_with(".csv")}));
    print(options_.output + "\n");
    return kDone;
  }

  Result<int> answer() {
    auto opened = open(options_.id);
    if (!opened) return std::unexpected(std::move(opened).error());
    std::size_t read = 0, taken = 0;
    for (const std::string& file : options_.files) {
      auto input = assess::read_answer_file(opened->questions, file);
      if (!input) return std::unexpected(std::move(input).error());
      if (!sound(*input)) return kNothing;
      read += input->entries.size();
      auto fresh = take(opened->assessment.id, std::move(input->entries));
      if (!fresh) return std::unexpected(std::move(fresh).error());
      taken += *fresh;
    }
    print(say("读取 {} 项，其中 {} 项是新的或有变化。\n", "{} answers read, {} of them new or changed.\n", read, taken));
    return kDone;
  }

  Result<int> evidence() {
    auto opened = open(options_.id);
    if (!opened) return std::unexpected(std::move(opened).error());
    for (const std::string& file : options_.files) {
      auto content = whole_file(file);
      if (!content) return std::unexpected(std::move(content).error());
      const std::string digest = crypto::sm3_hex(*content);
      assess::CustodyEvent event{{}, digest, assess::Custody::collected, options_.by, device_name(), options_.note, base::now_us()};
      assess::seal(event);
      const assess::EvidenceFile entry{digest, std::filesystem::path(file).filename().string(), static_cast<std::int64_t>(content->size())};
      GD_TRY(store_->add_evidence(opened->assessment.id, entry, *content, event));
      print(digest + "  " + entry.name + "\n");
    }
    return kDone;
  }

  Result<int> score() {
    auto opened = open(options_.id);
    if (!opened) return std::unexpected(std::move(opened).error());
    const assess::Picture picture = assess::look(opened->questions, opened->log);
    const assess::Score result = assess::score(opened->questions, picture);
    if (options_.format == "json") {
      print(assess::score_json(opened->assessment, opened->questions, picture, result));
      return kDone;
    }
    print_score(*opened, picture, result);
    return kDone;
  }

  void print_score(const Opened& opened, const assess::Picture& picture, const assess::Score& result) const {
    print(fmt::format("{}  {}\n", opened.assessment.id, opened.assessment.name));
    if (result.total)
      print(say("总分 {}　等级 {}（按分数为{}）　已答 {}/{}　未答全按不符合计为 {}\n",
                "total {}, level {} (by score {}), answered {}/{}, with all silence as not met {}\n", assess::score_text(*result.total),
                result.level->named.name.in(lang_), result.by_score->named.name.in(lang_), result.answered, result.applicable,
                assess::score_text(result.floor)));
    else
      print(words("尚无作答，没有得分。\n", "nothing is answered yet: there is no score.\n"));
    if (!result.vetoes.empty()) {
      print(words("否决项不符合：", "veto items not met:"));
      for (const assess::ItemView* item : result.vetoes) print(" " + item->question->meta.id + " " + item->question->meta.name.in(lang_));
      print("\n");
    }
    print_open_matters(picture);
    TextTable table{.header = {words("域", "domain"), words("得分", "score"), words("已答", "answered")}, .widths = {44, 8, 0}};
    for (const assess::DomainScore& one : result.domains)
      if (one.domain->weight > 0)
        table.rows.push_back({one.domain->named.id + " " + one.domain->named.name.in(lang_), one.score ? assess::score_text(*one.score) : "—",
                              fmt::format("{}/{}", one.answered, one.applicable)});
    print(table.text());
  }

  void print_open_matters(const assess::Picture& picture) const {
    for (const std::string& fact : picture.facts_needed) print(say("缺少企业信息：{}\n", "a fact is missing: {}\n", fact));
    for (const std::string& fact : picture.facts.conflicts()) print(say("企业信息有冲突：{}\n", "a fact is in conflict: {}\n", fact));
    for (const assess::ItemView& item : picture.items) {
      const std::string& id = item.question->meta.id;
      if (item.contradicted)
        print(say("{} 自动探测与作答不符，复核前按不符合计\n", "{}: a probe contradicts the answer; counts as not met until reviewed\n", id));
      if (!item.disagreement) continue;
      print(say("{} 多人作答不一致，选定前取较差者：", "{}: people disagree; the worse counts until one is picked:", id));
      for (const assess::Entry* one : item.answer.heads) print(fmt::format(" {}={}", one->author, one->value));
      print("\n");
    }
  }

  Result<int> report() {
    auto opened = open(options_.id);
    if (!opened) return std::unexpected(std::move(opened).error());
    auto custody = store_->custody(opened->assessment.id);
    if (!custody) return std::unexpected(std::move(custody).error());
    auto evidence = store_->evidence(opened->assessment.id);
    if (!evidence) return std::unexpected(std::move(evidence).error());
    auto files = assess::write_diagnosis_report({opened->assessment, opened->questions, opened->log, *evidence, *custody, lang_}, options_.output);
    if (!files) return std::unexpected(std::move(files).error());
    for (const std::string& file : *files) print(file + "\n");
    return kDone;
  }

  Result<int> send() {
    auto assessment = store_->find(options_.id);
    if (!assessment) return std::unexpected(std::move(assessment).error());
    assess::TaskParts parts;
    if (options_.task) {
      auto previous = assess::previous_answers(*db_, *store_, *assessment);
      if (!previous) return std::unexpected(std::move(previous).error());
      parts.previous = std::move(*previous);
      auto packs = assess::packs_of(options_.common.packs.empty() ? pack::default_pack_directory() : options_.common.packs);
      if (!packs) return std::unexpected(std::move(packs).error());
      parts.packs = std::move(*packs);
    }
    auto text = assess::travel_text(*store_, *assessment, parts);
    if (text) text = sign(std::move(*text));
    if (!text) return std::unexpected(std::move(text).error());
    GD_TRY(report::write_file(options_.output, *text));
    print(options_.output + "\n");
    return kDone;
  }

  // Nobody there to ask for a passphrase: the file goes out without a signature, and says so here and where it arrives.
  Result<std::string> sign(std::string text) const {
    const bool nobody = options_.passphrase_file.empty() && !is_terminal(STDIN_FILENO);
    if (options_.no_signature || nobody) {
      print_error(words("未签名：收到的人无法确认由谁写出（签名须在终端输入口令，或用 --passphrase-file 指定口令文件）",
                        "not signed: nobody can tell who wrote it (to sign, give the passphrase at a terminal or name its file with --passphrase-file)"));
      return text;
    }
    auto key = signing_key({options_.key, options_.passphrase_file, lang_});
    if (!key) return std::unexpected(std::move(key).error());
    return assess::sign_travel(text, *key, options_.by.empty() ? device_name() : options_.by);
  }

  Result<int> merge() {
    for (const std::string& file : options_.files) {
      auto text = whole_file(file);
      if (!text) return std::unexpected(std::move(text).error());
      auto travelled = assess::parse_travel(*text);
      if (!travelled) return std::unexpected(std::move(travelled).error().at(file));
      auto merged = assess::take_in(*store_, *travelled);
      if (!merged) return std::unexpected(std::move(merged).error().at(file));
      print(say("{} → {}：新记录 {} 条，证据 {} 件，保管记录 {} 条\n", "{} -> {}: {} new entries, {} files of evidence, {} records of custody\n", file,
                merged->id, merged->entries, merged->files, merged->events));
      auto signer = signer_words(*travelled);
      if (!signer) return std::unexpected(std::move(signer).error().at(file));
      print(*signer);
      GD_TRY(take_parts(*travelled));
      auto opened = open(merged->id);
      if (!opened) return std::unexpected(std::move(opened).error());
      print_open_matters(assess::look(opened->questions, opened->log));
    }
    return kDone;
  }

  Result<std::string> signer_words(const assess::Travelled& travelled) const {
    if (!travelled.signature) return words("  未签名：无法确认由谁写出\n", "  not signed: nobody can tell who wrote it\n");
    auto signers = assess::KnownSigners::open(*db_);
    if (!signers) return std::unexpected(std::move(signers).error());
    const assess::TravelSignature& signature = *travelled.signature;
    auto met = signers->meet(signature, travelled.assessment.id, base::now_us());
    if (!met) return std::unexpected(std::move(met).error());
    const std::string signer = base::printable(signature.signer);
    std::string out = met->before ? say("  签名有效：{}，公钥 {}，{} 起已知", "  signed by {}, key {}, known since {}", signer,
                                        signature.fingerprint.substr(0, 16), base::local_minute(met->before->since))
                                  : say("  签名有效：自称“{}”，公钥第一次出现，已记录；请向对方核对指纹 {}",
                                        "  signed by one who calls himself \"{}\" with a key not seen before, now remembered; compare its fingerprint {}",
                                        signer, signature.fingerprint);
    if (met->before && met->before->name != signature.signer)
      out += say("（此前自称“{}”）", " (called itself \"{}\" before)", base::printable(met->before->name));
    out += "\n";
    for (const assess::KnownSigner& one : met->namesakes)
      out += say("  注意：“{}”此前用的是另一公钥 {}（{}），可能换了密钥，也可能是冒名，请核实\n",
                 "  note: \"{}\" came under another key before, {} ({}): a new key, or somebody else; ask\n", base::printable(one.name),
                 one.fingerprint.substr(0, 16), base::local_minute(one.since));
    return out;
  }

  Status take_parts(const assess::Travelled& travelled) const {
    if (travelled.parts.previous) {
      GD_TRY(assess::keep_previous(*db_, travelled.assessment.id, *travelled.parts.previous));
      print(say("  附有上次作答 {} 项（{}）\n", "  with {} answers of the last time ({})\n", travelled.parts.previous->answers.size(),
                base::local_minute(travelled.parts.previous->as_of).substr(0, 10)));
    }
    if (travelled.parts.packs.empty()) return {};
    if (options_.packs_to.empty()) {
      print(say("  附有规则包 {} 个；用 --packs-to 目录 取出\n", "  with {} rule packs; --packs-to FOLDER takes them out\n", travelled.parts.packs.size()));
      return {};
    }
    for (const pack::Bundle& one : travelled.parts.packs) GD_TRY(pack::unpack_bundle(one, options_.packs_to + "/" + one.id));
    print(say("  规则包 {} 个已放入 {}；扫描时用 --packs 指定\n", "  {} rule packs put into {}; name it with --packs when scanning\n",
              travelled.parts.packs.size(), options_.packs_to));
    return {};
  }

  Result<int> outbound() {
    auto loaded = sound_packs(options_.common);
    if (!loaded) return std::unexpected(std::move(loaded).error());
    auto text = whole_file(options_.files.front());
    if (!text) return std::unexpected(std::move(text).error());
    auto decided = assess::decide_file(loaded->assess.decision_tables, options_.table, *text, options_.files.front(), options_.format == "json", lang_);
    if (!decided) return std::unexpected(std::move(decided).error());
    print(*decided);
    return kDone;
  }

  const DiagnoseOptions& options_;
  Lang lang_;
  bool zh_;
  std::optional<assess::AssessStore> store_;
  store::Db* db_ = nullptr;
};

}  // namespace

int run(const DiagnoseOptions& options) {
  return Diagnosis(options).run();
}

}  // namespace gongdun::cli
