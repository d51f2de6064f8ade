// Organisations with what they stand under.
#include <map>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "base/utf8.h"
#include "serve/import_support.h"
#include "serve/organisation_change.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

constexpr std::pair<std::string_view, const char*> kAbove[] = {
    {"territory", "territory"}, {"group", "group"}, {"above_sector", "sector"}, {"service", "service"}};

std::vector<std::string> names_of(const std::string& cell) {
  std::string text = cell;
  for (const std::string mark : {"；", "\n"})
    for (std::size_t at = 0; (at = text.find(mark)) != std::string::npos;) text.replace(at, mark.size(), ";");
  std::vector<std::string> out;
  for (const std::string& one : base::split(text, ';'))
    if (const auto trimmed = base::trim(one); !trimmed.empty()) out.emplace_back(trimmed);
  return out;
}

class OrganisationImporter final : public Importer {
 public:
  std::string identity(const ImportRow& row) const override {
    if (!row.at("id").empty()) return "id " + row.at("id");
    if (!row.at("credit_code").empty()) return "code " + row.at("credit_code");
    return row.at("name").empty() ? "" : "name " + row.at("name") + "\n" + row.at("territory") + "\n" + row.at("group");
  }

  RowResult row(Context& c, const ImportRow& row, bool dry) override {
    Json body{{"name", row.at("name")}, {"credit_code", row.at("credit_code")}, {"region", row.at("region")}, {"parents", Json::array()}};
    if (!row.at("sector").empty()) body["sector"] = row.at("sector");
    unsigned to_come = 0;  // kinds of edge to organisations of earlier rows, which a dry run has not made
    for (const auto& [column, kind] : kAbove)
      for (const std::string& name : names_of(row.at(column))) {
        auto parent = organisation_called(c, c.scope(Permission::grants_manage), std::string(column), name);
        if (!parent && dry && parent.error().error.code == Code::not_found && is_to_come(kind, name)) {
          to_come |= bit_of(kind);
          continue;
        }
        if (!parent) return std::unexpected(std::move(parent.error()));
        body["parents"].push_back({{"kind", kind}, {"id", *parent}});
      }
    if (auto fits = check_row_body("addOrganisation", body); !fits) return std::unexpected(std::move(fits.error()));
    auto id = known(c, row);
    if (!id) return std::unexpected(std::move(id.error()));
    if (to_come == 0 || !id->empty()) {
      auto saved = save_organisation(c, *id, body, dry);
      if (!saved) return std::unexpected(fault_of(std::move(saved).error(), organisation_import(), "territory"));
      if (dry) remember(row, body, to_come);
      return to_come == 0 ? saved->did : Did::changed;
    }
    remember(row, body, to_come);
    return Did::created;
  }

 private:
  // Which one the row is about: by its number, else by credit code, else by name below the same.
  std::expected<std::string, RowFault> known(Context& c, const ImportRow& row) const {
    const access::Scope scope = c.scope(Permission::grants_manage);
    if (!row.at("id").empty()) return organisation_called(c, scope, "id", row.at("id"));
    const bool by_code = !row.at("credit_code").empty();
    auto found = access::organisations_called(c.db(), scope, by_code ? row.at("credit_code") : row.at("name"));
    if (!found) return std::unexpected(fault("", std::move(found).error()));
    if (found->size() > 1)
      return refuse(by_code ? "credit_code" : "name", Code::conflict, "已有多个同样的组织，请填写编号",
                    "there are several such organisations; give the number");
    return found->empty() ? std::string() : found->front();
  }

  static unsigned bit_of(std::string_view kind) {
    unsigned bit = 1;
    for (const auto& [column, name] : kAbove) {
      if (name == kind) return bit;
      bit <<= 1;
    }
    return 0;
  }

  bool is_to_come(std::string_view kind, const std::string& name) const {
    const auto found = to_come_.find(std::hash<std::string>()(name));
    return found != to_come_.end() && (found->second & bit_of(kind)) != 0;
  }

  void remember(const ImportRow& row, const Json& body, unsigned kinds) {
    for (const Json& parent : body["parents"]) kinds |= bit_of(parent["kind"].get<std::string>());
    for (const std::string& name : {row.at("name"), row.at("credit_code")})
      if (!name.empty()) to_come_[std::hash<std::string>()(name)] |= static_cast<std::uint8_t>(kinds);
  }

  // Of each organisation the file would make, by name and by credit code, the hierarchies it would stand in; digests, for 200,000 rows of them.
  std::unordered_map<std::uint64_t, std::uint8_t> to_come_;
};

base::Result<std::vector<std::string>> form(Context&, const Json& row) {
  std::map<std::string, std::string> above;
  for (const Json& parent : row["parents"]) {
    std::string& cell = above[parent["kind"].get<std::string>()];
    cell += (cell.empty() ? "" : ";") + parent["id"].get<std::string>();
  }
  return std::vector<std::string>{row["id"].get<std::string>(),
                                  row["name"].get<std::string>(),
                                  row["credit_code"].get<std::string>(),
                                  row["region"].get<std::string>(),
                                  row["sector"].is_string() ? row["sector"].get<std::string>() : "",
                                  above["territory"],
                                  above["group"],
                                  above["sector"],
                                  above["service"]};
}

}  // namespace

const ImportKind& organisation_import() {
  const base::Bilingual above{"编号、统一社会信用代码或名称；多个以分号隔开。可以是本文件中前面的行",
                              "number, credit code or name; several with semicolons; may be an earlier row of this file"};
  static const ImportKind kind{
      .verb = "organisations.import",
      .any_of = {Permission::grants_manage},
      .columns = {{.key = "id",
                   .title = {"编号", "Id"},
                   .note = {"修改已有组织时填写；留空则按信用代码、名称查找，没有则新建",
                            "of one that exists; empty: found by credit code, then name, else made anew"}},
                  {.key = "name", .title = {"名称", "Name"}, .note = {"不超过 200 字", "at most 200 characters"}, .required = true, .width = 36},
                  {.key = "credit_code", .title = {"统一社会信用代码", "Credit code"}, .note = {"18 位，可空", "18 characters, or empty"}, .width = 22},
                  {.key = "region", .title = {"行政区划", "Region"}, .note = {"行政区划代码（GB/T 2260），可空", "code of GB/T 2260, or empty"}},
                  {.key = "sector", .title = {"行业", "Sector"}, .note = {"规则包中行业的编号，可空", "id of a sector of the rule packs, or empty"}},
                  {.key = "territory", .title = {"上级（属地）", "Above, territory"}, .note = above, .width = 28},
                  {.key = "group", .title = {"上级（集团）", "Above, group"}, .note = above, .width = 28},
                  {.key = "above_sector", .title = {"上级（行业）", "Above, sector"}, .note = above, .width = 28},
                  {.key = "service", .title = {"上级（服务商）", "Above, service provider"}, .note = above, .width = 28}},
      .make = []() -> std::unique_ptr<Importer> { return std::make_unique<OrganisationImporter>(); },
      .form = form};
  return kind;
}

}  // namespace gongdun::serve
