// All that differs between the SQL of our rooms, which is SQLite's common subset, and PostgreSQL. docs/store.md has the rules for authors.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::store {

struct PgQuery {
  std::string text;
  int parameters = 0;
  bool reads = false;  // changes nothing, so it needs no turn among the writers
};

// '?' and '?N' become $N, numbered as SQLite does. Type words in capitals: INTEGER is 64 bits (BIGINT; as PRIMARY KEY an identity), REAL is
// DOUBLE PRECISION, a column's TEXT sorts by bytes (COLLATE "C"). Quoted text and comments stay as they are.
PgQuery to_postgres(std::string_view sql);

// PostgreSQL keeps no NUL and no malformed UTF-8, but a file name may hold either. Such bytes, one by one, become U+10FF00 + byte, and so do
// the bytes of these code points themselves: pg_text_in(pg_text_out(x)) == x for every x, and different texts stay different.
bool pg_keeps(std::string_view text);            // as it is
std::string pg_text_out(std::string_view text);  // to the store
std::string pg_text_in(std::string_view text);   // from the store

base::Code pg_code(std::string_view sqlstate);
bool pg_connection_lost(std::string_view sqlstate);

// One writer at a time, as with SQLite: each takes this lock of the store (a schema of a database) until its transaction ends.
std::string_view pg_writer_lock();
// A row if somebody waits for that lock.
std::string_view pg_waiting_writers();
std::string_view pg_session_settings();
// Servers that would keep our data otherwise than we gave it are refused.
base::Status pg_server_fits(int version, std::string_view encoding, const std::string& where);

}  // namespace gongdun::store
