// Data sources.
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "serve/import_support.h"
#include "serve/source_change.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

const Choices& every_words() {
  static const Choices all{
      {"never", {"不定期", "Never"}}, {"day", {"每天", "Every day"}}, {"week", {"每周", "Every week"}}, {"month", {"每月", "Every month"}}};
  return all;
}

const Choices& yes_no_words() {
  static const Choices all{{"no", {"否", "No"}}, {"yes", {"是", "Yes"}}};
  return all;
}

std::expected<int, RowFault> number_in(const ImportRow& row, const char* column, int otherwise) {
  const std::string& text = row.at(column);
  if (text.empty()) return otherwise;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return refuse(column, Code::invalid_input, "应为整数", "should be a whole number");
  return value;
}

class SourceImporter final : public Importer {
 public:
  std::string identity(const ImportRow& row) const override {
    return row.at("id").empty() ? row.at("address") + "\n" + row.at("organisation") : "id " + row.at("id");
  }

  RowResult row(Context& c, const ImportRow& row, bool dry) override {
    Json body{{"name", row.at("name")},
              {"kind", "folder"},
              {"address", row.at("address")},
              {"git_history", row.at("git_history") == "yes"},
              {"excludes", base::split(row.at("excludes"), ';')}};
    if (!row.at("sector").empty()) body["sector"] = row.at("sector");
    std::string organisation = c.node.home();
    if (!row.at("organisation").empty()) {
      auto found = organisation_called(c, c.scope(Permission::sources_manage), "organisation", row.at("organisation"));
      if (!found) return std::unexpected(std::move(found.error()));
      organisation = std::move(*found);
    }
    body["organisation"] = organisation;
    if (auto timed = add_schedule(row, body); !timed) return std::unexpected(std::move(timed.error()));
    if (auto fits = check_row_body("addSource", body); !fits) return std::unexpected(std::move(fits.error()));
    std::string id = row.at("id");
    if (id.empty()) {
      auto wanted = wanted_source(c, body);  // brings the path into its usual form
      if (!wanted) return std::unexpected(fault_of(std::move(wanted).error(), source_import(), "address"));
      auto known = store::text(c.db(), "SELECT id FROM source WHERE address = ? AND org_id = ?", wanted->address, organisation);
      if (!known) return std::unexpected(fault("address", std::move(known).error()));
      id = known->value_or("");
    }
    auto saved = save_source(c, id, body, row.at("version"), dry);
    if (!saved) {
      const char* column = saved.error().code == Code::conflict ? "version" : saved.error().code == Code::not_found ? "id" : "address";
      return std::unexpected(fault_of(std::move(saved).error(), source_import(), column));
    }
    return saved->did;
  }

 private:
  static std::expected<void, RowFault> add_schedule(const ImportRow& row, Json& body) {
    if (row.at("every").empty() || row.at("every") == "never") return {};
    auto hour = number_in(row, "hour", 2);
    if (!hour) return std::unexpected(std::move(hour.error()));
    auto day = number_in(row, "day", 1);
    if (!day) return std::unexpected(std::move(day.error()));
    if (*hour < 0 || *hour > 23) return refuse("hour", Code::invalid_input, "应为 0–23", "should be 0 to 23");
    if (*day < 1 || *day > (row.at("every") == "week" ? 7 : 28))
      return refuse("day", Code::invalid_input, "每周为 1–7（1 为周一），每月为 1–28", "1 to 7 (1 is Monday) for a week, 1 to 28 for a month");
    body["schedule"] = {{"every", row.at("every")}, {"hour", *hour}};
    if (row.at("every") != "day") body["schedule"]["day"] = *day;
    return {};
  }
};

base::Result<std::vector<std::string>> form(Context& c, const Json& row) {
  auto version = store::integer(c.db(), "SELECT version FROM source WHERE id = ?", row["id"].get<std::string>());
  if (!version) return std::unexpected(std::move(version).error());
  std::string excludes;
  for (const Json& one : row["excludes"]) excludes += (excludes.empty() ? "" : ";") + one.get<std::string>();
  const Json& schedule = row["schedule"];
  const bool timed = schedule.is_object();
  return std::vector<std::string>{row["id"].get<std::string>(),
                                  row["name"].get<std::string>(),
                                  row["address"].get<std::string>(),
                                  row["organisation"].get<std::string>(),
                                  row["sector"].is_string() ? row["sector"].get<std::string>() : "",
                                  excludes,
                                  row["git_history"].get<bool>() ? "yes" : "no",
                                  timed ? schedule["every"].get<std::string>() : "never",
                                  timed ? std::to_string(schedule["hour"].get<int>()) : "",
                                  timed && schedule.contains("day") ? std::to_string(schedule["day"].get<int>()) : "",
                                  std::to_string(version->value_or(0))};
}

}  // namespace

const ImportKind& source_import() {
  static const ImportKind kind{
      .verb = "sources.import",
      .any_of = {Permission::sources_manage},
      .columns =
          {{.key = "id",
            .title = {"编号", "Id"},
            .note = {"修改已有数据源时填写；留空则按路径和组织查找，没有则新建", "of one that exists; empty: found by path and organisation, else made anew"}},
           {.key = "name", .title = {"名称", "Name"}, .note = {"不超过 200 字", "at most 200 characters"}, .required = true, .width = 28},
           {.key = "address",
            .title = {"路径", "Path"},
            .note = {"服务器上的完整路径，以 / 开头", "the whole path on the server, beginning with /"},
            .required = true,
            .width = 48},
           {.key = "organisation",
            .title = {"组织", "Organisation"},
            .note = {"编号、统一社会信用代码或名称；空：本单位", "number, credit code or name; empty: this node's own"},
            .width = 28},
           {.key = "sector",
            .title = {"行业", "Sector"},
            .note = {"规则包中行业的编号；空：按内容判断", "id of a sector of the rule packs; empty: by content"}},
           {.key = "excludes", .title = {"不扫描", "Left out"}, .note = {"通配符，以分号隔开", "patterns, with semicolons between"}, .width = 28},
           {.key = "git_history", .title = {"含 Git 历史", "Git history"}, .note = {"空：否", "empty: no"}, .choices = yes_no_words()},
           {.key = "every", .title = {"定期扫描", "Scanned"}, .note = {"空：不定期", "empty: never by itself"}, .choices = every_words()},
           {.key = "hour", .title = {"几点", "Hour"}, .note = {"0–23，空为 2", "0 to 23, empty is 2"}, .width = 10},
           {.key = "day", .title = {"哪天", "Day"}, .note = {"每周：1–7，1 为周一；每月：1–28", "week: 1 to 7, 1 is Monday; month: 1 to 28"}, .width = 10},
           {.key = "version",
            .title = {"版本", "Version"},
            .note = {"导出时的版本，勿改；此后被他人修改的行不导入", "as exported, leave it: rows that somebody changed since are refused"},
            .width = 10}},
      .make = []() -> std::unique_ptr<Importer> { return std::make_unique<SourceImporter>(); },
      .form = form};
  return kind;
}

}  // namespace gongdun::serve
