#include "serve/import_support.h"

#include <algorithm>
#include <ctime>

#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "base/split.h"
#include "serve/openapi.h"

namespace gongdun::serve {

using base::Code;

std::expected<void, RowFault> check_row_body(std::string_view operation, const Json& body) {
  const Operation* known = OpenApi::get().operation(operation);
  if (known == nullptr) return refuse("", Code::internal, "没有这个接口", "no such operation", std::string(operation));
  auto status = OpenApi::get().check_body(*known, body);
  if (status) return {};
  const std::vector<std::string> parts = base::split(status.error().where, '/');
  return std::unexpected(fault(parts.empty() ? "" : parts.front(), std::move(status).error()));
}

RowFault fault_of(base::Error error, const ImportKind& kind, std::string otherwise) {
  const std::vector<std::string> parts = base::split(error.where, '/');
  if (!parts.empty() && std::ranges::find(kind.columns, parts.front(), &ImportColumn::key) != kind.columns.end()) otherwise = parts.front();
  return fault(std::move(otherwise), std::move(error));
}

std::expected<std::string, RowFault> organisation_called(Context& c, const access::Scope& scope, const std::string& column, const std::string& text) {
  auto found = access::organisations_called(c.db(), scope, text);
  if (!found) return std::unexpected(fault(column, std::move(found).error()));
  if (found->size() == 1) return found->front();
  if (found->empty()) return refuse(column, Code::not_found, "没有组织“" + text + "”，或不在您的授权范围内", "no organisation \"" + text + "\" in your reach");
  return refuse(column, Code::conflict, "有多个组织叫“" + text + "”，请改填编号或统一社会信用代码",
                "several organisations are called \"" + text + "\"; give the number or credit code");
}

std::expected<std::string, RowFault> time_in(const std::string& column, const std::string& text) {
  if (parse_time(text)) return text;
  std::tm parts{};
  parts.tm_isdst = -1;
  const char* rest = strptime(text.c_str(), "%Y-%m-%d", &parts);
  parts.tm_hour = 23, parts.tm_min = 59, parts.tm_sec = 59;
  if (rest != nullptr && *rest == ' ') parts.tm_sec = 0, rest = strptime(rest + 1, "%H:%M", &parts);
  const std::time_t at = rest == nullptr || *rest != '\0' ? -1 : std::mktime(&parts);
  if (at < 0) return refuse(column, Code::invalid_input, "时间须写作 2027-12-31 或 2027-12-31 18:00", "write times as 2027-12-31 or 2027-12-31 18:00");
  return base::iso8601(static_cast<base::TimeUs>(at) * 1'000'000);
}

std::string time_for_people(const std::string& iso) {
  const auto time = parse_time(iso);
  if (!time) return iso;
  // Seconds are kept where there are any: what is read back is the same time.
  return *time % 60'000'000 == 0 ? base::local_minute(*time) : iso;
}

}  // namespace gongdun::serve
