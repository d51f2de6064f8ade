// Expected failure is a value. An Error says what went wrong, where, and what to do about it, in Chinese and
// English. It never carries a matched value or a secret: only positions, types and masked forms.
#pragma once
#include <expected>
#include <string>
#include <utility>

#include "base/bilingual.h"

namespace gongdun::base {

enum class Code {
  invalid_input,  // the bytes or arguments are wrong; reading again will not help
  not_found,
  permission,
  encrypted,    // password-protected content
  limit,        // a depth, size, time or memory limit was reached
  truncated,    // the item ended early or shrank while it was read
  unsupported,  // recognised, but nothing here opens it
  io,           // the operating system or a database refused
  interrupted,  // the user asked to stop
  conflict,     // somebody else changed it first
  internal,     // a defect of ours
};

// Stable machine name, used in JSON ("limit", "encrypted", ...).
const char* code_name(Code code);

struct Error {
  Code code = Code::internal;
  Bilingual message;  // what happened and what to do
  std::string where;  // path, path!/member, file:line, field; may be empty

  // "where: message" in the given language.
  std::string text(Lang lang) const;
  Error at(std::string place) && {
    where = where.empty() ? std::move(place) : std::move(place) + ": " + where;
    return std::move(*this);
  }
};

template <class T>
using Result = std::expected<T, Error>;
using Status = std::expected<void, Error>;

inline std::unexpected<Error> fail(Code code, std::string zh, std::string en, std::string where = {}) {
  return std::unexpected(Error{code, {std::move(zh), std::move(en)}, std::move(where)});
}

}  // namespace gongdun::base

// Returns the error of an expression of type Result/Status to the caller; for statements whose value is not needed.
#define GD_TRY(expression)                                                                                           \
  do {                                                                                                               \
    if (auto gd_try_status = (expression); !gd_try_status) return std::unexpected(std::move(gd_try_status).error()); \
  } while (false)
