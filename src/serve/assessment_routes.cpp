// Assessments: the list, a new one, one of them, its score, its state and terms, its reports.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "assess/answer_input.h"
#include "crypto/sm3.h"
#include "pack/load.h"
#include "serve/assess_json.h"
#include "serve/jobs.h"
#include "serve/report_store.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;
using base::Status;

namespace {

assess::AssessOrder order_of(std::string_view sort) {
  if (sort == "name") return assess::AssessOrder::name;
  if (sort == "score") return assess::AssessOrder::score;
  if (sort == "due") return assess::AssessOrder::due;
  if (sort == "progress") return assess::AssessOrder::progress;
  return assess::AssessOrder::made;
}

Answer list_assessments(Context& c) {
  GD_TRY(freshen_rows(c));
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const std::string sort = c.query("sort"), today = day_of(base::now_us());
  assess::AssessFilter filter{.text = c.query("q"),
                              .organisation = c.query("organisation"),
                              .states = c.query_list("state"),
                              .overdue_on = c.query("overdue") == "true" ? today : std::string(),
                              .order = order_of(sort.starts_with('-') ? sort.substr(1) : sort),
                              .descending = sort.empty() || sort.starts_with('-'),
                              .cursor = *cursor,
                              .limit = c.limit() + 1};
  assess::AssessList list(c.db());
  const access::Scope scope = c.scope(Permission::assessments_see);
  auto rows = list.rows(scope, filter);
  if (!rows) return std::unexpected(std::move(rows).error());
  auto total = list.count(scope, filter);
  if (!total) return std::unexpected(std::move(total).error());
  std::string next;
  if (rows->size() > c.limit()) {
    rows->resize(c.limit());
    next = assess::AssessList::cursor_of(rows->back(), filter.order);
  }
  Json items = Json::array();
  for (const assess::ListedAssessment& row : *rows) items.push_back(assessment_json(row, today));
  return json_answer(page_json(std::move(items), next, *total));
}

Answer list_questionnaires(Context& c) {
  Json items = Json::array();
  for (const pack::Questionnaire& one : c.node.tools().assess->questionnaires) {
    Json facts = Json::array();
    for (const pack::FactField& field : one.facts) {
      static constexpr const char* kTypes[] = {"yes_no", "number", "text", "choice", "multi", "table"};
      Json choices = Json::array();
      for (const pack::Named& choice : field.choices) choices.push_back(named_json(choice));
      facts.push_back({{"id", field.id},
                       {"name", bilingual_json(field.name)},
                       {"type", kTypes[static_cast<int>(field.type)]},
                       {"choices", choices},
                       {"unit", field.unit},
                       {"required", field.required}});
    }
    items.push_back({{"id", one.meta.id},
                     {"version", one.version},
                     {"digest", one.digest},
                     {"name", bilingual_json(one.meta.name)},
                     {"questions", one.questions.size()},
                     {"facts", facts}});
  }
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

assess::Entry word_on(std::string_view about, std::string value, std::string note = {}) {
  assess::Entry out;
  out.about = about;
  out.value = std::move(value);
  out.note = std::move(note);
  return out;
}

Result<std::vector<assess::Entry>> first_entries(Context& c, const pack::Questionnaire& questions) {
  std::vector<assess::Entry> out;
  for (const auto& [id, text] : c.body["facts"].items()) {
    const pack::FactField* field = questions.fact(id);
    if (field == nullptr || field->type == pack::FactType::table) return base::fail(Code::invalid_input, "没有这项企业信息", "no such fact", "/facts/" + id);
    auto value = assess::fact_text(*field, text.get<std::string>());
    if (!value) return std::unexpected(std::move(value).error().at("/facts/" + id));
    if (!value->empty()) out.push_back(word_on(std::string(assess::kFactPrefix) + id, std::move(*value)));
  }
  if (std::ranges::none_of(out, [](const assess::Entry& one) { return one.about == "fact.name"; }))
    return base::fail(Code::invalid_input, "请填写企业名称", "the name of the enterprise is needed", "/facts/name");
  const std::string due = c.body.value("due", "");
  if (!due.empty() && !assess::is_day(due)) return base::fail(Code::invalid_input, "日期须写作 2026-12-05", "write days as 2026-12-05", "/due");
  if (!due.empty()) out.push_back(word_on(assess::kAboutDue, due));
  return out;
}

Answer make_assessment(Context& c) {
  const auto& all = c.node.tools().assess->questionnaires;
  const std::string wanted = c.body.value("questionnaire", "diagnosis");
  const auto questions = std::ranges::find_if(all, [&](const pack::Questionnaire& one) { return one.meta.id == wanted; });
  if (questions == all.end()) return base::fail(Code::invalid_input, "规则包中没有该调研表", "the packs hold no such questionnaire", "/questionnaire");
  std::string organisation = c.body.value("organisation", "");
  if (organisation.empty()) organisation = c.node.home();
  auto covered = c.scope(Permission::assessments_answer).covers(c.db(), {"territory", organisation, 0});
  if (!covered) return std::unexpected(std::move(covered).error());
  if (!*covered) return base::fail(Code::permission, "这个组织不在您的授权范围内", "the organisation is not in your reach", "/organisation");
  auto entries = first_entries(c, *questions);
  if (!entries) return std::unexpected(std::move(entries).error());
  std::string name;
  for (assess::Entry& entry : *entries) {
    entry.author = c.caller.name;
    entry.device = kConsoleDevice;
    if (entry.about == "fact.name") name = entry.value;
  }
  const assess::Assessment fresh{"DG-" + crypto::random_hex(6), name, questions->digest, base::now_us(), c.caller.name, kConsoleDevice};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  assess::AssessStore store = assess::AssessStore::over(c.db());
  GD_TRY(store.create_within(fresh, *questions));
  auto taken = store.extend_within(fresh.id, [&](assess::AnswerLog& log) -> Status {
    for (assess::Entry& entry : *entries) log.say(std::move(entry), base::now_us());
    return {};
  });
  if (!taken) return std::unexpected(std::move(taken).error());
  assess::AssessList list(c.db());
  GD_TRY(list.set_organisation(fresh.id, organisation));
  auto opened = read_assessment(c.db(), fresh.id);
  if (!opened) return std::unexpected(std::move(opened).error());
  GD_TRY(write_row(c.db(), **opened));
  GD_TRY(c.audit("assessment.make", fresh.id, {}, Json{{"name", name}, {"organisation", organisation}, {"questionnaire", questions->version}}.dump()));
  auto row = list.row(access::Scope::all(), fresh.id);
  if (!row) return std::unexpected(std::move(row).error());
  GD_TRY(tx->commit());
  tell_assessment_changed(c, organisation);
  return json_answer(assessment_json(*row, day_of(base::now_us())), 201);
}

net::Response detail_answer(Context& c, const OpenedAssessment& opened) {
  net::Response response = json_answer(assessment_detail(c, opened));
  response.set("ETag", "\"" + version_of(opened) + "\"");
  return response;
}

Answer get_assessment(Context& c) {
  GD_TRY(freshen_rows(c));
  auto opened = open_assessment(c, c.path("id"), AssessNeed::see);
  if (!opened) return std::unexpected(std::move(opened).error());
  return detail_answer(c, **opened);
}

Answer get_score(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::see);
  if (!opened) return std::unexpected(std::move(opened).error());
  return json_answer(score_answer(**opened));
}

// Who wrote last, and when.
net::Response somebody_wrote(const OpenedAssessment& opened) {
  Json params{{"zh", "诊断内容刚被他人更新，请查看后重试"}, {"en", "somebody added to this assessment meanwhile; look at it and try again"}};
  if (const auto entries = opened.log.in_order(); !entries.empty()) {
    params["by"] = entries.back()->author;
    params["at"] = base::iso8601(entries.back()->when.time);
  }
  return problem(409, "conflict", "somebody added to this assessment meanwhile", params);
}

bool has_answered(const OpenedAssessment& opened, const std::string& name) {
  return std::ranges::any_of(opened.log.entries(), [&](const auto& one) {
    return one.second.kind == assess::EntryKind::answer && one.second.author == name && !one.second.about.starts_with("work.");
  });
}

// Two people: who answered neither approves nor returns. What is submitted has every question answered and nothing in dispute.
Status check_state(Context& c, const OpenedAssessment& opened, const std::string& state, const std::string& note) {
  if (state == "submitted") {
    if (!opened.score.complete()) return base::fail(Code::conflict, "还有未作答的题目", "some questions are not answered yet", opened.assessment.id);
    if (opened.score.contradicted + opened.score.disagreements > 0 || !opened.picture.facts.conflicts().empty())
      return base::fail(Code::conflict, "还有未处理的冲突", "some conflicts are not settled yet", opened.assessment.id);
    return {};
  }
  if (assess::work_of(opened.log).state != "submitted")
    return base::fail(Code::conflict, "诊断尚未提交复核，或提交后又有改动", "the assessment is not submitted, or was changed since", opened.assessment.id);
  if (has_answered(opened, c.caller.name)) return base::fail(Code::permission, "复核人不得是作答人", "who answered does not review", c.caller.login);
  if (state == "returned" && note.empty()) return base::fail(Code::invalid_input, "请写明退回原因", "say why it goes back", "/note");
  return {};
}

Answer set_state(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  const std::string state = c.body["state"].get<std::string>(), note = c.body.value("note", "");
  auto opened = open_assessment(c, c.path("id"), state == "submitted" ? AssessNeed::answer : AssessNeed::review);
  if (!opened) return std::unexpected(std::move(opened).error());
  if (const std::string seen = seen_version(c); !seen.empty() && seen != version_of(**opened)) return somebody_wrote(**opened);
  GD_TRY(check_state(c, **opened, state, note));
  const std::string before = assess::work_of((*opened)->log).state;
  auto now = add_to_log(c, **opened, word_on(assess::kAboutState, state, note));
  if (!now) return std::unexpected(std::move(now).error());
  GD_TRY(c.audit("assessment.state", c.path("id"), before, state));
  net::Response response = detail_answer(c, **now);
  GD_TRY(tx->commit());
  tell_assessment_changed(c, (*now)->organisation);
  return response;
}

Answer set_terms(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto opened = open_assessment(c, c.path("id"), AssessNeed::answer);
  if (!opened) return std::unexpected(std::move(opened).error());
  if (const std::string seen = seen_version(c); !seen.empty() && seen != version_of(**opened)) return somebody_wrote(**opened);
  const std::string note = c.body.value("note", "");
  if (c.body.contains("due")) {
    const std::string due = c.body["due"].get<std::string>();
    if (!due.empty() && !assess::is_day(due)) return base::fail(Code::invalid_input, "日期须写作 2026-12-05", "write days as 2026-12-05", "/due");
    auto now = add_to_log(c, **opened, word_on(assess::kAboutDue, due));
    if (!now) return std::unexpected(std::move(now).error());
    opened = std::move(now);
  }
  if (c.body.contains("shared")) {
    if (note.empty())
      return base::fail(Code::invalid_input, "请写明企业方由谁、以何种方式表示同意或撤回", "say who of the enterprise agreed or took it back, and how",
                        "/note");
    auto now = add_to_log(c, **opened, word_on(assess::kAboutSharing, c.body["shared"].get<bool>() ? "yes" : "no", note));
    if (!now) return std::unexpected(std::move(now).error());
    opened = std::move(now);
  }
  GD_TRY(c.audit("assessment.terms", c.path("id"), {}, c.body.dump()));
  net::Response response = detail_answer(c, **opened);
  GD_TRY(tx->commit());
  tell_assessment_changed(c, (*opened)->organisation);
  return response;
}

Answer list_reports(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto reports = reports_of_assessment(c.db(), c.path("id"));
  if (!reports) return std::unexpected(std::move(reports).error());
  Json items = Json::array();
  for (const Report& report : *reports) {
    Json files = Json::array();
    for (const ReportFile& file : report.files) files.push_back({{"name", file.name}, {"format", file.format}, {"bytes", file.bytes}, {"sm3", file.sm3}});
    items.push_back(
        {{"id", report.id}, {"title", report.title}, {"lang", report.lang}, {"by", report.by}, {"created", base::iso8601(report.created)}, {"files", files}});
  }
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

// The job belongs to no organisation: its result is for who asked alone.
Answer make_report(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  const std::string lang = c.body["lang"].get<std::string>();
  Job job{.kind = "diagnosis",
          .title = (*opened)->assessment.name + (lang == "en" ? ": diagnosis report" : "：诊断报告"),
          .person = c.caller.person,
          .by = c.caller.name,
          .organisation = {},
          .source = {},
          .request = Json{{"assessment", c.path("id")}, {"lang", lang}, {"organisation", (*opened)->organisation}}.dump()};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(insert_job(c.db(), job));
  GD_TRY(c.audit("assessment.report", c.path("id"), {}, Json{{"job", job.id}}.dump()));
  GD_TRY(tx->commit());
  c.node.jobs().add(job);
  return json_answer(c.node.jobs().json_of(job), 202);
}

Answer report_file(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto reports = reports_of_assessment(c.db(), c.path("id"));
  if (!reports) return std::unexpected(std::move(reports).error());
  const auto report = std::ranges::find(*reports, c.path("report"), &Report::id);
  if (report == reports->end()) return base::fail(Code::not_found, "没有这份报告", "no such report", c.path("report"));
  const auto file = std::ranges::find(report->files, c.path("name"), &ReportFile::name);
  if (file == report->files.end()) return base::fail(Code::not_found, "没有这个文件", "no such file", c.path("name"));
  GD_TRY(c.audit_alone("assessment.report.read", c.path("id"), Json{{"report", report->id}, {"file", file->name}}.dump()));
  net::Response response;
  response.file = (std::filesystem::path(report_folder(c.node.options().data, report->id)) / file->name).string();
  response.set("Content-Type", report_type(file->format))
      .set("Content-Disposition", "attachment; filename=\"" + c.path("id") + "." + file->format + "\"")
      .set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_assessment_routes(Handlers& to) {
  to.on("listQuestionnaires", list_questionnaires)
      .on("listAssessments", list_assessments)
      .on("makeAssessment", make_assessment)
      .on("getAssessment", get_assessment)
      .on("getAssessmentScore", get_score)
      .on("setAssessmentState", set_state)
      .on("setAssessmentTerms", set_terms)
      .on("assessmentReports", list_reports)
      .on("makeAssessmentReport", make_report)
      .on("assessmentReportFile", report_file);
}

}  // namespace gongdun::serve
