// Grants: who holds which role where. The same person, role, organisation and hierarchy is the same grant; another ceiling or end replaces it.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "grade/grade.h"
#include "serve/import_support.h"
#include "serve/person_change.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

class GrantImporter final : public Importer {
 public:
  std::string identity(const ImportRow& row) const override {
    return row.at("login") + "\n" + row.at("role") + "\n" + row.at("organisation") + "\n" + row.at("edge");
  }

  RowResult row(Context& c, const ImportRow& row, bool dry) override {
    auto person = access::person_by_login(c.db(), row.at("login"));
    if (!person) return std::unexpected(fault("login", std::move(person).error()));
    if (!*person) return refuse("login", Code::not_found, "没有这个登录名", "no such login");
    auto organisation = organisation_called(c, c.scope(Permission::grants_manage), "organisation", row.at("organisation"));
    if (!organisation) return std::unexpected(std::move(organisation.error()));
    Json body{{"person", **person}, {"role", row.at("role")}, {"organisation", *organisation}, {"edge", row.at("edge")}, {"ceiling", row.at("ceiling")}};
    if (!row.at("to").empty()) {
      auto until = time_in("to", row.at("to"));
      if (!until) return std::unexpected(std::move(until.error()));
      body["to"] = *until;
    }
    if (auto fits = check_row_body("grant", body); !fits) return std::unexpected(std::move(fits.error()));
    auto grant = grant_of(c, body);
    if (!grant) return std::unexpected(fault_of(std::move(grant).error(), grant_import(), "to"));
    return put(c, *grant, dry);
  }

 private:
  RowResult put(Context& c, const access::Grant& grant, bool dry) {
    auto held = access::load_grants(c.db(), grant.person);
    if (!held) return std::unexpected(fault("", std::move(held).error()));
    const auto known = std::ranges::find_if(*held, [&](const access::Grant& one) {
      return one.role == grant.role && one.reach.organisation == grant.reach.organisation && one.reach.edge == grant.reach.edge &&
             (one.until == 0 || one.until > base::now_us());
    });
    constexpr base::TimeUs kSecond = 1'000'000;  // what the form keeps
    const bool same = known != held->end() && known->reach.ceiling == grant.reach.ceiling && known->until / kSecond == grant.until / kSecond;
    if (same) return Did::unchanged;
    // Everything is checked before anything is written: what is refused has changed nothing.
    if (auto status = access::check_grant(c.db(), grant, c.caller.person); !status) return std::unexpected(blame(std::move(status).error()));
    if (known != held->end())
      if (auto status = access::check_giver(c.db(), *known, c.caller.person); !status) return std::unexpected(blame(std::move(status).error()));
    if (dry) return remember(grant, known != held->end());
    if (known != held->end())
      if (auto status = revoke(c, *known); !status) return std::unexpected(blame(std::move(status).error()));
    if (auto stored = give(c, grant); !stored) return std::unexpected(blame(std::move(stored).error()));
    return known != held->end() ? Did::changed : Did::created;
  }

  // In a dry run the grants of earlier rows are not there; roles that exclude each other are seen all the same.
  RowResult remember(const access::Grant& grant, bool changes) {
    std::vector<std::string>& roles = roles_[grant.person];
    const access::Role* role = access::find_role(grant.role);
    for (const std::string& held : roles)
      if (std::ranges::find(role->excludes, held) != role->excludes.end())
        return refuse("role", Code::conflict, "三员分立：同一人不能兼任系统管理员、安全管理员、审计员中的两个（本文件前面的行已授予另一个）",
                      "separation of duties: nobody holds two of system administrator, security administrator and auditor (an earlier row gives another)");
    roles.push_back(grant.role);
    return changes ? Did::changed : Did::created;
  }

  static RowFault blame(base::Error error) {
    const char* column = error.code == Code::conflict ? "role" : error.where == "to" ? "to" : error.code == Code::permission ? "organisation" : "";
    return fault(column, std::move(error));
  }

  std::map<std::string, std::vector<std::string>> roles_;
};

base::Result<std::vector<std::string>> form(Context& c, const Json& row) {
  auto person = access::load_person(c.db(), row["person"].get<std::string>());
  if (!person) return std::unexpected(std::move(person).error());
  return std::vector<std::string>{person->login,
                                  row["person_name"].get<std::string>(),
                                  row["role"].get<std::string>(),
                                  row["organisation"].get<std::string>(),
                                  row["organisation_name"].get<std::string>(),
                                  row["edge"].get<std::string>(),
                                  row["ceiling"].get<std::string>(),
                                  row["to"].is_string() ? time_for_people(row["to"].get<std::string>()) : ""};
}

}  // namespace

const ImportKind& grant_import() {
  static const ImportKind kind{
      .verb = "grants.import",
      .any_of = {Permission::grants_manage},
      .columns =
          {{.key = "login", .title = {"登录名", "Login"}, .note = {"已有账号的登录名", "of an account that exists"}, .required = true},
           {.key = "person_name", .title = {"姓名", "Name"}, .note = {"仅供核对", "for the eye only"}, .told = true},
           {.key = "role", .title = {"角色", "Role"}, .note = {"从列表中选择", "choose from the list"}, .required = true, .width = 20, .choices = role_words()},
           {.key = "organisation",
            .title = {"组织", "Organisation"},
            .note = {"编号、统一社会信用代码或名称", "number, credit code or name"},
            .required = true,
            .width = 28},
           {.key = "organisation_name", .title = {"组织名称", "Organisation name"}, .note = {"仅供核对", "for the eye only"}, .width = 28, .told = true},
           {.key = "edge", .title = {"层级", "Hierarchy"}, .note = {"从列表中选择", "choose from the list"}, .required = true, .choices = edge_words()},
           {.key = "ceiling",
            .title = {"级别上限", "Highest grade"},
            .note = {"从列表中选择", "choose from the list"},
            .required = true,
            .choices = grade_words()},
           {.key = "to",
            .title = {"截止时间", "Until"},
            .note = {"2027-12-31 或 2027-12-31 18:00；空：不限", "2027-12-31 or 2027-12-31 18:00; empty: without end"}}},
      .make = []() -> std::unique_ptr<Importer> { return std::make_unique<GrantImporter>(); },
      .form = form};
  return kind;
}

}  // namespace gongdun::serve
