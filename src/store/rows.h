// Reading rows without the loop. `bind…` values go to '?' in order.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "store/db.h"

namespace gongdun::store {

// Calls `visit(Stmt&)` for every row.
template <class Visit>
base::Status each_row(Stmt& query, Visit visit) {
  for (;;) {
    auto row = query.step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
    visit(query);
  }
}

template <class Value>
void bind_one(Stmt& query, int index, const Value& value) {
  if constexpr (std::is_convertible_v<const Value&, std::string_view>)
    query.bind(index, std::string_view(value));
  else if constexpr (std::is_floating_point_v<Value>)
    query.bind(index, static_cast<double>(value));
  else
    query.bind(index, static_cast<std::int64_t>(value));
}

// A pattern for `LIKE ? ESCAPE '\'`: texts that contain this one, in which '%' and '_' are themselves.
std::string containing(std::string_view text);
std::string beginning_with(std::string_view text);

// A query put together from parts: text and the values of its '?', in order.
class Sql {
 public:
  using Value = std::variant<std::int64_t, double, std::string>;

  Sql() = default;
  template <class... Values>
  explicit Sql(std::string_view text, const Values&... values) {
    add(text, values...);
  }
  template <class... Values>
  Sql& add(std::string_view text, const Values&... values) {
    text_ += text;
    (keep(values), ...);
    return *this;
  }
  Sql& add(const Sql& more) {
    text_ += more.text_;
    values_.insert(values_.end(), more.values_.begin(), more.values_.end());
    return *this;
  }
  const std::string& text() const { return text_; }

  base::Result<std::unique_ptr<Stmt>> prepare(Db& db) const {
    auto query = db.prepare(text_);
    if (!query) return query;
    for (std::size_t i = 0; i < values_.size(); ++i) std::visit([&](const auto& value) { bind_one(**query, static_cast<int>(i + 1), value); }, values_[i]);
    return query;
  }
  template <class Visit>
  base::Status rows(Db& db, Visit visit) const {
    auto query = prepare(db);
    if (!query) return std::unexpected(std::move(query).error());
    return each_row(**query, visit);
  }

 private:
  template <class V>
  void keep(const V& value) {
    if constexpr (std::is_convertible_v<const V&, std::string_view>)
      values_.emplace_back(std::string(std::string_view(value)));
    else if constexpr (std::is_floating_point_v<V>)
      values_.emplace_back(static_cast<double>(value));
    else
      values_.emplace_back(static_cast<std::int64_t>(value));
  }

  std::string text_;
  std::vector<Value> values_;
};

template <class... Values>
base::Result<std::unique_ptr<Stmt>> prepared(Db& db, std::string_view sql, const Values&... values) {
  auto query = db.prepare(sql);
  if (!query) return query;
  int index = 0;
  (bind_one(**query, ++index, values), ...);
  return query;
}

template <class... Values>
base::Status run(Db& db, std::string_view sql, const Values&... values) {
  auto query = prepared(db, sql, values...);
  if (!query) return std::unexpected(std::move(query).error());
  return (*query)->run();
}

template <class Visit, class... Values>
base::Status rows(Db& db, Visit visit, std::string_view sql, const Values&... values) {
  auto query = prepared(db, sql, values...);
  if (!query) return std::unexpected(std::move(query).error());
  return each_row(**query, visit);
}

// The first column of the first row.
template <class... Values>
base::Result<std::optional<std::int64_t>> integer(Db& db, std::string_view sql, const Values&... values) {
  std::optional<std::int64_t> out;
  auto status = rows(
      db,
      [&](Stmt& row) {
        if (!out && !row.is_null(0)) out = row.integer(0);
      },
      sql, values...);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

template <class... Values>
base::Result<std::optional<std::string>> text(Db& db, std::string_view sql, const Values&... values) {
  std::optional<std::string> out;
  auto status = rows(
      db,
      [&](Stmt& row) {
        if (!out && !row.is_null(0)) out = row.text(0);
      },
      sql, values...);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

}  // namespace gongdun::store
