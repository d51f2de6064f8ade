#include "base/error.h"

namespace gongdun::base {

const char* code_name(Code code) {
  switch (code) {
    case Code::invalid_input: return "invalid_input";
    case Code::not_found: return "not_found";
    case Code::permission: return "permission";
    case Code::encrypted: return "encrypted";
    case Code::limit: return "limit";
    case Code::truncated: return "truncated";
    case Code::unsupported: return "unsupported";
    case Code::io: return "io";
    case Code::interrupted: return "interrupted";
    case Code::conflict: return "conflict";
    case Code::internal: return "internal";
  }
  return "internal";
}

std::string Error::text(Lang lang) const {
  const std::string& words = message.in(lang);
  return where.empty() ? words : where + ": " + words;
}

}  // namespace gongdun::base
