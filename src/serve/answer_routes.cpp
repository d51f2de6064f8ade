// Answers of an assessment: what is asked and stands, a new answer, a review, and the log of all that was said.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "assess/answer_form.h"
#include "assess/answer_input.h"
#include "base/json_depth.h"
#include "base/utf8.h"
#include "serve/assess_json.h"

namespace gongdun::serve {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kMostRows = 2000;  // of a table that is typed

// The cursor of a list that is made anew each time: how many were passed.
std::size_t offset_of(const std::string& cursor) {
  return static_cast<std::size_t>(std::max(0LL, std::atoll(cursor.c_str())));
}

Answer page_of(Context& c, std::vector<Json> all) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const std::size_t from = std::min(offset_of(*cursor), all.size()), to = std::min(from + c.limit(), all.size());
  Json items = Json::array();
  for (std::size_t i = from; i < to; ++i) items.push_back(std::move(all[i]));
  return json_answer(page_json(std::move(items), to < all.size() ? std::to_string(to) : std::string(), all.size()));
}

Answer list_questions(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  const std::string domain = c.query("domain"), about = c.query("about"), only = c.query("only");
  std::vector<Json> out;
  for (const AskedThing& thing : asked_things(**opened)) {
    if (!domain.empty() && (thing.question == nullptr ? "facts" : thing.question->domain) != domain) continue;
    if (!about.empty() && thing.about != about) continue;
    if (only == "unanswered" && !is_unanswered(**opened, thing)) continue;
    if (only == "no_evidence" && !lacks_evidence(thing)) continue;
    if (only == "conflict" && !is_in_conflict(**opened, thing)) continue;
    out.push_back(thing_json(**opened, thing));
  }
  return page_of(c, std::move(out));
}

// Rows of a table: lists of texts, as many as there are columns.
Result<std::string> rows_of(const std::vector<pack::Named>& columns, const std::string& text) {
  if (text.empty()) return std::string();
  const auto refuse = [] {
    return base::fail(Code::invalid_input, "此处应为行的列表，每行与表头列数相同", "a list of rows is expected, each with a text for every column", "/value");
  };
  if (base::is_too_deep(text, 3)) return refuse();
  const Json rows = Json::parse(text, nullptr, false);
  if (!rows.is_array() || rows.size() > kMostRows) return refuse();
  for (const Json& row : rows) {
    if (!row.is_array() || row.size() != columns.size()) return refuse();
    for (const Json& cell : row)
      if (!cell.is_string()) return refuse();
  }
  return rows.empty() ? std::string() : rows.dump();
}

Result<std::string> value_of(const AskedThing& thing, const std::string& text) {
  if (thing.fact != nullptr) return thing.fact->type == pack::FactType::table ? rows_of(thing.fact->columns, text) : assess::fact_text(*thing.fact, text);
  return thing.question->type == pack::AnswerType::table ? rows_of(thing.question->columns, text) : assess::answer_value(*thing.question, text);
}

// What somebody else said since, so that both can be put side by side.
net::Response answered_meanwhile(const OpenedAssessment& opened, const std::string& about) {
  Json params{{"zh", "这道题刚被他人作答，请对照后选择"}, {"en", "somebody answered this meanwhile; compare and choose"}, {"about", about}};
  const assess::Entry* last = nullptr;
  for (const auto& [id, entry] : opened.log.entries())
    if (entry.about == about && (last == nullptr || last->when < entry.when)) last = &entry;
  if (last != nullptr) {
    params["by"] = last->author;
    params["at"] = base::iso8601(last->when.time);
  }
  return problem(409, "conflict", "somebody answered this meanwhile", params);
}

bool repeats(const assess::Standing& now, const assess::Entry& entry) {
  if (now.entry == nullptr) return entry.value.empty();
  return !now.conflict && now.heads.size() == 1 && now.entry->value == entry.value && now.entry->basis == entry.basis && now.entry->note == entry.note &&
         now.entry->evidence == entry.evidence;
}

net::Response thing_answer(const OpenedAssessment& opened, const std::string& about) {
  net::Response response = json_answer(thing_json(opened, *asked_thing(opened, about)));
  response.set("ETag", "\"" + version_of(opened, about) + "\"");
  return response;
}

// Digests name what is in the bag; anything else is words that name a document.
base::Status check_evidence(Context& c, const std::vector<std::string>& evidence) {
  auto bag = assess::AssessStore::over(c.db()).evidence(c.path("id"));
  if (!bag) return std::unexpected(std::move(bag).error());
  for (const std::string& one : evidence) {
    const bool digest = one.size() == 64 && one.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (digest && std::ranges::find(*bag, one, &assess::EvidenceFile::digest) == bag->end())
      return base::fail(Code::invalid_input, "证据袋中没有该文件", "the evidence bag does not hold this file", "/evidence");
  }
  return {};
}

Answer answer_question(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto opened = open_assessment(c, c.path("id"), AssessNeed::answer);
  if (!opened) return std::unexpected(std::move(opened).error());
  const std::string about = c.path("about");
  const auto thing = asked_thing(**opened, about);
  if (!thing) return base::fail(Code::not_found, "调研表中没有这道题", "the questionnaire has no such question", about);
  assess::Entry entry;
  entry.about = about;
  entry.note = std::string(base::trim(base::printable(c.body.value("note", ""))));
  const std::string basis = c.body.value("basis", "said");
  for (std::size_t i = 0; i < assess::kBases; ++i)
    if (assess::basis_id(static_cast<assess::Basis>(i)) == basis) entry.basis = static_cast<assess::Basis>(i);
  if (c.body.contains("evidence")) entry.evidence = c.body["evidence"].get<std::vector<std::string>>();
  GD_TRY(check_evidence(c, entry.evidence));
  auto value = value_of(*thing, c.body["value"].get<std::string>());
  if (!value) return std::unexpected(std::move(value).error());
  entry.value = std::move(*value);
  if (thing->question != nullptr && thing->question->type == pack::AnswerType::score && entry.value == "na" && entry.note.empty())
    return base::fail(Code::invalid_input, "选“不适用”须说明理由", "say why it does not apply", "/note");
  // What stands already is no change, whichever version was seen.
  if (repeats((*opened)->log.standing(assess::EntryKind::answer, about), entry)) return thing_answer(**opened, about);
  if (const std::string seen = seen_version(c); !seen.empty() && seen != version_of(**opened, about)) return answered_meanwhile(**opened, about);
  const std::string said = Json{{"about", about}, {"value", entry.value}, {"basis", assess::basis_id(entry.basis)}}.dump();
  auto now = add_to_log(c, **opened, std::move(entry));
  if (!now) return std::unexpected(std::move(now).error());
  GD_TRY(c.audit("assessment.answer", c.path("id"), {}, said));
  net::Response response = thing_answer(**now, about);
  GD_TRY(tx->commit());
  tell_assessment_changed(c, (*now)->organisation);
  return response;
}

Answer review_answer(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto opened = open_assessment(c, c.path("id"), AssessNeed::review);
  if (!opened) return std::unexpected(std::move(opened).error());
  const std::string about = c.path("about");
  const auto thing = asked_thing(**opened, about);
  if (!thing || thing->question == nullptr || thing->question->type != pack::AnswerType::score)
    return base::fail(Code::not_found, "没有可复核的这道题", "there is no such question to review", about);
  if (const std::string seen = seen_version(c); !seen.empty() && seen != version_of(**opened, about)) return answered_meanwhile(**opened, about);
  const auto standing = (*opened)->log.standing(assess::EntryKind::answer, about);
  if (std::ranges::any_of(standing.heads, [&](const assess::Entry* one) { return one->author == c.caller.name; }))
    return base::fail(Code::permission, "复核人不得是作答人", "who answered does not review", c.caller.login);
  assess::Entry entry;
  entry.kind = assess::EntryKind::review;
  entry.about = about;
  entry.value = c.body["value"].get<std::string>();
  entry.note = base::printable(c.body["note"].get<std::string>());
  auto now = add_to_log(c, **opened, entry);
  if (!now) return std::unexpected(std::move(now).error());
  GD_TRY(c.audit("assessment.review", c.path("id"), {}, Json{{"about", about}, {"value", entry.value}}.dump()));
  net::Response response = thing_answer(**now, about);
  GD_TRY(tx->commit());
  tell_assessment_changed(c, (*now)->organisation);
  return response;
}

base::Bilingual words_of(const OpenedAssessment& opened, const assess::Entry& entry) {
  if (const pack::Question* question = opened.questions->question(entry.about))
    return {assess::value_words(*opened.questions, *question, entry.value, base::Lang::zh),
            assess::value_words(*opened.questions, *question, entry.value, base::Lang::en)};
  if (entry.about.starts_with(assess::kFactPrefix))
    if (const pack::FactField* field = opened.questions->fact(std::string_view(entry.about).substr(assess::kFactPrefix.size())))
      return {assess::fact_words(*field, entry.value, base::Lang::zh), assess::fact_words(*field, entry.value, base::Lang::en)};
  return {entry.value, entry.value};
}

Answer history(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  const std::string about = c.query("about");
  auto entries = (*opened)->log.in_order();
  std::ranges::reverse(entries);
  std::set<std::string> replaced;  // by one of the same kind
  for (const assess::Entry* one : entries)
    for (const std::string& id : one->replaces)
      if (const auto found = (*opened)->log.entries().find(id); found != (*opened)->log.entries().end() && found->second.kind == one->kind) replaced.insert(id);
  std::vector<Json> out;
  for (const assess::Entry* one : entries) {
    if (!about.empty() && one->about != about) continue;
    Json row = head_json(*one);
    row["kind"] = assess::kind_id(one->kind);
    row["about"] = one->about;
    const auto thing = asked_thing(**opened, one->about);
    row["title"] = !thing ? Json(nullptr) : bilingual_json(thing->question != nullptr ? thing->question->meta.name : thing->fact->name);
    row["words"] = bilingual_json(words_of(**opened, *one));
    row["stands"] = !replaced.contains(one->id);
    out.push_back(std::move(row));
  }
  return page_of(c, std::move(out));
}

}  // namespace

void add_answer_routes(Handlers& to) {
  to.on("assessmentQuestions", list_questions).on("answerQuestion", answer_question).on("reviewAnswer", review_answer).on("assessmentHistory", history);
}

}  // namespace gongdun::serve
