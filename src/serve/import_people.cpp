// People: a row with a login changes that account, one without invites. Passwords never travel; the one-time link of an invitation is shown in the
// console, once, and is in no file.
#include <nlohmann/json.hpp>

#include "serve/import_support.h"
#include "serve/person_change.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

class PersonImporter final : public Importer {
 public:
  std::string identity(const ImportRow& row) const override { return row.at("login").empty() ? "name " + row.at("name") : "login " + row.at("login"); }

  RowResult row(Context& c, const ImportRow& row, bool dry) override {
    if (!c.caller.may(Permission::people_manage)) return refuse("", Code::permission, "没有管理人员的权限", "people may not be managed");
    return row.at("login").empty() ? invite(c, row, dry) : change(c, row, dry);
  }

 private:
  static RowResult change(Context& c, const ImportRow& row, bool dry) {
    auto id = access::person_by_login(c.db(), row.at("login"));
    if (!id) return std::unexpected(fault("login", std::move(id).error()));
    if (!*id) return refuse("login", Code::not_found, "没有这个登录名；邀请新人请将登录名留空", "no such login; leave it empty to invite somebody new");
    auto known = access::load_person(c.db(), **id);
    if (!known) return std::unexpected(fault("login", std::move(known).error()));
    Json body{{"name", row.at("name")}};
    if (const std::string& state = row.at("state"); !state.empty() && (state == "disabled") != known->disabled) body["state"] = state;
    if (auto fits = check_row_body("changePerson", body); !fits) return std::unexpected(std::move(fits.error()));
    auto would = change_person(c, **id, body, true);
    if (would && *would == Did::changed && !dry) would = change_person(c, **id, body, false);
    if (!would) return std::unexpected(fault_of(std::move(would).error(), person_import(), "state"));
    return *would;
  }

  static RowResult invite(Context& c, const ImportRow& row, bool dry) {
    if (row.at("state") == "disabled")
      return refuse("state", Code::invalid_input, "受邀请的人还没有账号，不能停用", "who is invited has no account yet to disable");
    const Json body{{"name", row.at("name")}};
    if (auto fits = check_row_body("invite", body); !fits) return std::unexpected(std::move(fits.error()));
    // Invited already, or come already: the same file again invites nobody twice.
    auto known = store::integer(
        c.db(), "SELECT 1 FROM invitation WHERE kind = 'person' AND name = ?1 AND (used > 0 OR expires > ?2) UNION ALL SELECT 1 FROM person WHERE name = ?1",
        row.at("name"), base::now_us());
    if (!known) return std::unexpected(fault("name", std::move(known).error()));
    if (*known) return Did::unchanged;
    if (dry) return Did::created;
    auto link = make_link(c, {.id = {}, .kind = "person", .person = {}, .role = {}, .name = row.at("name")}, "person.invite");
    if (!link) return std::unexpected(fault("name", std::move(link).error()));
    return Did::created;
  }
};

base::Result<std::vector<std::string>> form(Context&, const Json& row) {
  return std::vector<std::string>{row["login"].get<std::string>(), row["name"].get<std::string>(), row["state"] == "disabled" ? "disabled" : "active"};
}

}  // namespace

const ImportKind& person_import() {
  static const ImportKind kind{.verb = "people.import",
                               .any_of = {Permission::people_manage},
                               .columns = {{.key = "login",
                                            .title = {"登录名", "Login"},
                                            .note = {"修改已有人员时填写；留空则邀请新人，登录名由本人设定",
                                                     "of somebody who has an account; empty invites somebody new, who chooses it"}},
                                           {.key = "name",
                                            .title = {"姓名", "Name"},
                                            .note = {"已受邀请或已有账号的同名者不再邀请；确有重名的，请在页面上单独邀请",
                                                     "somebody of this name who was invited or is there is not invited again; invite namesakes one by one"},
                                            .required = true},
                                           {.key = "state",
                                            .title = {"状态", "State"},
                                            .note = {"可空：不变", "empty: as it is"},
                                            .choices = {{"active", {"正常", "Active"}}, {"disabled", {"已停用", "Disabled"}}}}},
                               .make = []() -> std::unique_ptr<Importer> { return std::make_unique<PersonImporter>(); },
                               .form = form};
  return kind;
}

}  // namespace gongdun::serve
