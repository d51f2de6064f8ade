// Prepared statements kept for the next time the same text comes: preparing costs more than most queries. One of these per connection, used by its thread.
#pragma once
#include <sqlite3.h>

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongdun::store {

class SqliteStatements {
 public:
  SqliteStatements() = default;
  ~SqliteStatements() { close(); }
  SqliteStatements(const SqliteStatements&) = delete;
  SqliteStatements& operator=(const SqliteStatements&) = delete;

  // One of this text that nobody uses now; nullptr if there is none.
  sqlite3_stmt* take(std::string_view sql) {
    const auto found = places_.find(sql);
    if (found == places_.end()) return nullptr;
    sqlite3_stmt* const stmt = found->second->stmt;
    drop(found);
    return stmt;
  }

  // Takes it back, reset; what was not used for longest goes. After close() nothing is kept.
  void give_back(std::string sql, sqlite3_stmt* stmt) {
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    if (closed_ || sql.size() > kLongest || places_.contains(sql)) {
      sqlite3_finalize(stmt);
      return;
    }
    idle_.push_front({std::move(sql), stmt});
    places_.emplace(idle_.front().sql, idle_.begin());
    if (idle_.size() <= kKept) return;
    sqlite3_finalize(idle_.back().stmt);
    drop(places_.find(idle_.back().sql));
  }

  void close() {
    for (const Idle& one : idle_) sqlite3_finalize(one.stmt);
    places_.clear();
    idle_.clear();
    closed_ = true;
  }

 private:
  static constexpr std::size_t kKept = 64, kLongest = 4096;  // texts made of long lists do not come again
  struct Idle {
    std::string sql;
    sqlite3_stmt* stmt;
  };
  using Places = std::unordered_map<std::string_view, std::list<Idle>::iterator>;

  void drop(Places::iterator place) {
    const auto idle = place->second;
    places_.erase(place);
    idle_.erase(idle);
  }

  std::list<Idle> idle_;  // the last used first
  Places places_;         // by the texts in idle_
  bool closed_ = false;
};

}  // namespace gongdun::store
