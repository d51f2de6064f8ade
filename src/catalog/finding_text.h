// Findings as the store keeps them and as `--format jsonl` prints them: one JSON line each. A line is kept without its item, because the
// carrier may move: stored as ID TAB rest, printed as {"id":ID,"item":URI rest.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "catalog/item_store.h"

namespace gongdun::catalog {

// Appends the stored form, newline included.
void append_finding(std::string& lines, const std::string& id, const detect::Finding& finding);

// Splits stored lines; `visit` gets id and rest and returns false to stop.
void each_finding_line(std::string_view lines, const std::function<bool(std::string_view id, std::string_view rest)>& visit);

// The line of `--format jsonl`, without newline.
std::string printed_finding(std::string_view id, std::string_view uri, std::string_view rest);

base::Result<detect::Finding> parse_finding(std::string_view id, std::string_view uri, std::string_view rest);

// JSON string literal with quotes; malformed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace gongdun::catalog
