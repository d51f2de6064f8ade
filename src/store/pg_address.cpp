#include "store/pg_address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>

namespace gongdun::store {

using base::Code;
using base::Result;

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

auto malformed() {
  return base::fail(Code::invalid_input,
                    "存储库地址写法有误，应写作 postgres://用户:密码@主机:端口/数据库；密码中的 @ / ? # % 和空格须写成 %40 %2F %3F %23 %25 %20，"
                    "或把密码放在 PGPASSFILE 所指文件中",
                    "the store address is malformed; write postgres://USER:PASSWORD@HOST:PORT/DATABASE; in the password @ / ? # % and blanks are written %40 "
                    "%2F %3F %23 %25 %20, or the password stands in the file named by PGPASSFILE");
}

// At most one '@', and it ends the user's part; no control characters.
bool plain(std::string_view url) {
  const std::size_t start = url.find("://") + 3, at = url.find('@'), end = url.find_first_of("/?#", start);
  if (std::ranges::any_of(url, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; })) return false;
  if (url.find('#') != std::string_view::npos) return false;
  if (at == std::string_view::npos) return true;
  return at == url.rfind('@') && (end == std::string_view::npos || at < end);
}

bool is_port_list(std::string_view ports) {
  return std::ranges::all_of(ports, [](char c) { return (c >= '0' && c <= '9') || c == ','; });
}

}  // namespace

Result<std::string> pg_place(const std::string& url) {
  if (!plain(url)) return malformed();
  char* message = nullptr;  // may quote the address: never shown
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), &message));
  PQfreemem(message);
  if (!options) return malformed();
  std::map<std::string_view, std::string> given;
  for (const PQconninfoOption* one = options.get(); one->keyword != nullptr; ++one)
    if (one->val != nullptr) given[one->keyword] = one->val;
  if (!is_port_list(given["port"])) return malformed();
  std::string place = given["hostaddr"].empty() ? given["host"] : given["hostaddr"];
  if (place.empty()) place = given["service"].empty() ? "localhost" : "service " + given["service"];
  if (!given["port"].empty()) place += ':' + given["port"];
  return given["dbname"].empty() ? place : place + '/' + given["dbname"];
}

}  // namespace gongdun::store
