#include "serve/context.h"

#include <algorithm>
#include <charconv>

#include "base/split.h"

namespace gongdun::serve {

namespace {

constexpr std::size_t kDefaultLimit = 50, kMostLimit = 200, kBulk = 2000;

}  // namespace

const std::string& Context::path(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : path_values)
    if (key == name) return value;
  return none;
}

std::vector<std::string> Context::query_list(std::string_view name) const {
  return base::split(request.parameter(name), ',');
}

std::size_t Context::limit() const {
  if (bulk) return kBulk;
  const std::string_view text = request.parameter("limit");
  std::size_t value = kDefaultLimit;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<std::size_t>(value, 1, kMostLimit);
}

base::Result<std::string> Context::cursor() const {
  return decode_cursor(request.parameter("cursor"));
}

base::Status Context::audit(std::string_view action, const std::string& object, const std::string& before, const std::string& after) {
  return access::append_audit(db(), {.person = caller.person,
                                     .login = caller.login,
                                     .address = request.peer,
                                     .action = std::string(action),
                                     .object = object,
                                     .before = before,
                                     .after = after,
                                     .hash = {}});
}

base::Status Context::audit_alone(std::string_view action, const std::string& object, const std::string& after) {
  if (bulk) return {};
  auto tx = store::Tx::begin(db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(audit(action, object, {}, after));
  return tx->commit();
}

Handlers& Handlers::on(std::string_view operation, Handler handler) {
  all_.emplace_back(operation, std::move(handler));
  return *this;
}

const Handler* Handlers::find(std::string_view operation) const {
  const auto found = std::ranges::find(all_, operation, [](const auto& one) -> std::string_view { return one.first; });
  return found == all_.end() ? nullptr : &found->second;
}

}  // namespace gongdun::serve
