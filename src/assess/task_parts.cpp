#include "assess/task_parts.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "assess/field_tables.h"
#include "base/json_depth.h"
#include "store/rows.h"

namespace gongdun::assess {

using base::Code;
using base::Result;
using base::Status;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostPacks = 100;

Basis basis_of(const std::string& id) {
  for (std::size_t i = 0; i < kBases; ++i)
    if (basis_id(static_cast<Basis>(i)) == id) return static_cast<Basis>(i);
  return Basis::said;
}

}  // namespace

Result<PreviousAnswers> answers_of(AssessStore& store, const Assessment& earlier) {
  auto questions = store.questionnaire(earlier.questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  auto log = store.log(earlier.id);
  if (!log) return std::unexpected(std::move(log).error());
  PreviousAnswers out{earlier.id, questions->version, earlier.made, {}};
  for (const auto& [id, entry] : log->entries()) out.as_of = std::max(out.as_of, entry.when.time);
  for (const pack::Question& question : questions->questions) {
    const Standing now = log->standing(EntryKind::answer, question.meta.id);
    if (now.entry != nullptr && !now.conflict) out.answers[question.meta.id] = {now.entry->value, now.entry->note, now.entry->basis};
  }
  return out;
}

Result<std::optional<PreviousAnswers>> previous_answers(store::Db& db, AssessStore& store, const Assessment& assessment) {
  if (auto status = migrate_field(db); !status) return std::unexpected(std::move(status).error());
  auto kept = store::text(db, "SELECT body FROM assess_previous WHERE assessment = ?", assessment.id);
  if (!kept) return std::unexpected(std::move(kept).error());
  if (*kept) try {
      return parse_previous(json::parse(**kept));
    } catch (const json::exception&) {
      return base::fail(Code::invalid_input, "存储库中的上次作答已损坏", "the earlier answers in the store are damaged", assessment.id);
    }
  auto all = store.all();
  if (!all) return std::unexpected(std::move(all).error());
  for (const Assessment& one : *all) {  // latest first
    if (one.id == assessment.id || one.name != assessment.name || one.made >= assessment.made) continue;
    auto answers = answers_of(store, one);
    if (!answers) return std::unexpected(std::move(answers).error());
    return std::move(*answers);
  }
  return std::nullopt;
}

Status keep_previous(store::Db& db, const std::string& assessment, const PreviousAnswers& previous) {
  GD_TRY(migrate_field(db));
  return store::run(db, "INSERT INTO assess_previous(assessment, body) VALUES (?,?) ON CONFLICT(assessment) DO NOTHING", assessment,
                    previous_json(previous).dump());
}

json previous_json(const PreviousAnswers& previous) {
  json answers = json::object();
  for (const auto& [id, one] : previous.answers) answers[id] = {{"value", one.value}, {"note", one.note}, {"basis", basis_id(one.basis)}};
  return {{"assessment", previous.assessment}, {"version", previous.version}, {"as_of", previous.as_of}, {"answers", std::move(answers)}};
}

PreviousAnswers parse_previous(const json& value) {
  PreviousAnswers out{value.at("assessment"), value.at("version"), value.at("as_of"), {}};
  for (const auto& [id, one] : value.at("answers").items()) out.answers[id] = {one.at("value"), one.at("note"), basis_of(one.at("basis"))};
  return out;
}

Result<std::vector<pack::Bundle>> packs_of(const std::string& folder) {
  std::vector<std::string> places;
  std::error_code error;
  for (fs::directory_iterator walk(folder, error); !error && walk != fs::directory_iterator(); walk.increment(error))
    if (fs::exists(walk->path() / "pack.yaml", error)) places.push_back(walk->path().string());
  if (error || places.empty() || places.size() > kMostPacks)
    return base::fail(Code::not_found, "此处没有规则包目录，或数量超过 100", "no folders of rule packs are here, or more than 100", folder);
  std::ranges::sort(places);
  std::vector<pack::Bundle> out;
  for (const std::string& place : places) {
    auto bundle = pack::bundle_folder(place);
    if (!bundle) return std::unexpected(std::move(bundle).error());
    out.push_back(std::move(*bundle));
  }
  return out;
}

json packs_json(const std::vector<pack::Bundle>& packs) {
  json out = json::array();
  for (const pack::Bundle& one : packs) out.push_back({{"id", one.id}, {"version", one.version}, {"files", one.files}});
  return out;
}

std::vector<pack::Bundle> parse_packs(const json& value) {
  std::vector<pack::Bundle> out;
  for (const json& one : value) {
    pack::Bundle bundle{one.at("id"), one.at("version"), {}, "-", {}, {}};
    one.at("files").get_to(bundle.files);
    out.push_back(std::move(bundle));
  }
  return out;
}

}  // namespace gongdun::assess
