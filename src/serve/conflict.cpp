#include "serve/conflict.h"

#include <nlohmann/json.hpp>

#include "access/audit_log.h"

namespace gongdun::serve {

net::Response changed_meanwhile(Context& c, std::string_view actions, const std::string& object, const base::Bilingual& words) {
  Json params{{"zh", words.zh}, {"en", words.en}};
  // Without the log the words alone still say what to do.
  if (auto entries = access::load_audit(c.db(), {.person = {}, .action = std::string(actions), .object = object, .from = {}, .to = {}, .limit = 20}))
    for (const auto& entry : *entries)
      if (!entry.action.ends_with(".read")) {
        params["by"] = entry.login;
        params["at"] = base::iso8601(entry.at);
        break;
      }
  return problem(409, "conflict", words.en, params);
}

}  // namespace gongdun::serve
