#include "assess/travel_file.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json_depth.h"
#include "crypto/sm3.h"

namespace gongdun::assess {

using base::Code;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::string_view kForm = "gongdun-diagnosis/1";
constexpr std::size_t kLargest = 512u << 20;

std::unexpected<base::Error> damaged(const char* zh, const char* en, std::string where = {}) {
  return base::fail(Code::invalid_input, std::string("诊断文件") + zh, std::string("the diagnosis file ") + en, std::move(where));
}

json custody_json(const CustodyEvent& one) {
  return {{"id", one.id},     {"digest", one.digest}, {"what", custody_id(one.what)}, {"by", one.by}, {"device", one.device},
          {"note", one.note}, {"when", one.when}};
}

bool parse_custody(const json& value, CustodyEvent& out) {
  out = {value.at("id"), value.at("digest"), Custody::collected, value.at("by"), value.at("device"), value.at("note"), value.at("when")};
  const std::string what = value.at("what");
  for (std::size_t i = 0; i < kCustodies; ++i)
    if (custody_id(static_cast<Custody>(i)) == what) out.what = static_cast<Custody>(i);
  CustodyEvent again = out;
  seal(again);
  return again.id == out.id;
}

Result<Travelled> from_json(const json& value) {
  Travelled out;
  const json& head = value.at("assessment");
  out.assessment = {head.at("id"), head.at("name"), head.at("questionnaire"), head.at("made"), head.at("made_by"), head.at("device")};
  out.questionnaire = value.at("questionnaire");
  for (const json& one : value.at("entries")) {
    auto entry = parse_entry(one.dump());
    if (!entry) return std::unexpected(std::move(entry).error());
    out.log.add(std::move(*entry));
  }
  for (const json& one : value.at("evidence")) {
    Travelled::File file{{one.at("digest"), one.at("name"), 0}, {}};
    if (!base::decode_base64(one.at("content").get<std::string>(), file.content) || crypto::sm3_hex(file.content) != file.file.digest)
      return damaged("中的证据与其摘要不符", "holds evidence that does not agree with its digest", file.file.name);
    file.file.bytes = static_cast<std::int64_t>(file.content.size());
    out.evidence.push_back(std::move(file));
  }
  for (const json& one : value.at("custody")) {
    CustodyEvent event;
    if (!parse_custody(one, event)) return damaged("中的保管记录被改动", "holds an altered record of custody");
    out.custody.push_back(std::move(event));
  }
  if (value.contains("previous")) out.parts.previous = parse_previous(value["previous"]);
  if (value.contains("packs")) out.parts.packs = parse_packs(value["packs"]);
  return out;
}

}  // namespace

Result<std::string> travel_text(AssessStore& store, const Assessment& assessment, const TaskParts& parts) {
  auto questions = store.questionnaire(assessment.questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  auto log = store.log(assessment.id);
  if (!log) return std::unexpected(std::move(log).error());
  auto evidence = store.evidence(assessment.id);
  if (!evidence) return std::unexpected(std::move(evidence).error());
  auto custody = store.custody(assessment.id);
  if (!custody) return std::unexpected(std::move(custody).error());
  json out{{"form", kForm},
           {"assessment",
            {{"id", assessment.id},
             {"name", assessment.name},
             {"questionnaire", assessment.questionnaire},
             {"made", assessment.made},
             {"made_by", assessment.made_by},
             {"device", assessment.device}}},
           {"questionnaire", questions->text},
           {"entries", json::array()},
           {"evidence", json::array()},
           {"custody", json::array()}};
  for (const Entry* entry : log->in_order()) out["entries"].push_back(json::parse(entry_json(*entry)));
  for (const EvidenceFile& file : *evidence) {
    auto content = store.content(assessment.id, file.digest);
    if (!content) return std::unexpected(std::move(content).error());
    out["evidence"].push_back({{"digest", file.digest}, {"name", file.name}, {"content", base::encode_base64(*content)}});
  }
  for (const CustodyEvent& event : *custody) out["custody"].push_back(custody_json(event));
  if (parts.previous) out["previous"] = previous_json(*parts.previous);
  if (!parts.packs.empty()) out["packs"] = packs_json(parts.packs);
  return out.dump(1) + "\n";
}

Result<Travelled> parse_travel(std::string_view text) {
  if (text.size() > kLargest) return damaged("过大", "is too large");
  if (base::is_too_deep(text, 8)) return damaged("无法读取", "cannot be read");
  json value = json::parse(text, nullptr, false);
  if (!value.is_object() || value.value("form", json()) != kForm)
    return damaged("无法识别：应为 gongdun diagnose export 写出的文件", "is not one that `gongdun diagnose export` wrote");
  auto signature = take_signature(value);
  if (!signature) return std::unexpected(std::move(signature).error());
  try {
    auto out = from_json(value);
    if (out) out->signature = std::move(*signature);
    return out;
  } catch (const json::exception&) {
    return damaged("不完整或被改动", "is incomplete or was altered");
  }
}

Result<Merged> take_in(AssessStore& store, const Travelled& travelled) {
  auto tx = store::Tx::begin(store.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto out = take_in_within(store, travelled);
  if (!out) return out;
  if (auto status = tx->commit(); !status) return std::unexpected(std::move(status).error());
  return out;
}

Result<Merged> take_in_within(AssessStore& store, const Travelled& travelled) {
  Merged out{.id = travelled.assessment.id};
  if (out.id.empty()) return damaged("没有诊断编号", "has no id of an assessment");
  auto known = store.find(out.id);
  if (!known && known.error().code != Code::not_found) return std::unexpected(std::move(known).error());
  if (known && known->id == out.id && known->questionnaire != travelled.assessment.questionnaire)
    return base::fail(Code::conflict, "该诊断使用的调研表版本与文件不同", "the assessment here uses another version of the questionnaire than the file",
                      out.id);
  if (!known || known->id != out.id) {
    auto questions = pack::read_questionnaire(travelled.questionnaire, out.id);
    if (!questions) return std::unexpected(std::move(questions).error());
    if (questions->digest != travelled.assessment.questionnaire)
      return damaged("中的调研表与其摘要不符", "holds a questionnaire that does not agree with its digest");
    if (auto status = store.create_within(travelled.assessment, *questions); !status) return std::unexpected(std::move(status).error());
    out.made = true;
  }
  auto fresh = store.extend_within(out.id, [&](AnswerLog& log) -> base::Status {
    log.merge(travelled.log);
    return {};
  });
  if (!fresh) return std::unexpected(std::move(fresh).error());
  out.entries = *fresh;
  auto had = store.evidence(out.id);
  if (!had) return std::unexpected(std::move(had).error());
  for (const Travelled::File& file : travelled.evidence) {
    if (std::ranges::any_of(*had, [&](const EvidenceFile& one) { return one.digest == file.file.digest; })) continue;
    const auto first = std::ranges::find_if(travelled.custody, [&](const CustodyEvent& one) { return one.digest == file.file.digest; });
    if (first == travelled.custody.end()) return damaged("中的证据没有采集记录", "holds evidence without a record of its collection", file.file.name);
    if (auto status = store.add_evidence_within(out.id, file.file, file.content, *first); !status) return std::unexpected(std::move(status).error());
    ++out.files;
  }
  for (const CustodyEvent& event : travelled.custody) {
    auto added = store.add_custody(out.id, event);
    if (!added) return std::unexpected(std::move(added).error());
    out.events += *added ? 1 : 0;
  }
  return out;
}

}  // namespace gongdun::assess
