#include "serve/job_caller.h"

#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace gongdun::serve {

void keep_caller(const Context& context, Json& request) {
  request["address"] = context.request.peer;
  request["permissions"] = access::names_of(context.caller.limit);
}

base::Result<access::Caller> caller_of_job(store::Db& db, const Job& job, const Json& request) {
  auto person = access::load_person(db, job.person);
  if (!person) return std::unexpected(std::move(person).error());
  if (person->disabled) return base::fail(base::Code::permission, "账号已停用", "the account is disabled", person->login);
  auto rights = access::load_rights(db, job.person, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  access::Caller caller;
  caller.person = person->id;
  caller.login = person->login;
  caller.name = person->name;
  caller.rights = std::move(*rights);
  for (const Json& name : request.value("permissions", Json::array()))
    if (const auto known = access::parse_permission(name.get<std::string>())) caller.limit.set(static_cast<std::size_t>(*known));
  return caller;
}

}  // namespace gongdun::serve
