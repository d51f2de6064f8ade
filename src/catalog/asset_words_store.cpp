#include "catalog/asset_words.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;
using store::Sql;

namespace {

// Words hold letters, digits, ':' and characters beyond ASCII only: nothing in them needs an escape in either query language.
std::string fts_query(const std::vector<SearchWord>& words, bool any) {
  std::string out;
  for (const SearchWord& word : words) {
    if (!out.empty()) out += any ? " OR " : " AND ";
    out += '"' + word.text + '"' + (word.beginning ? "*" : "");
  }
  return out;
}

std::string ts_query(const std::vector<SearchWord>& words, bool any) {
  std::string out;
  for (const SearchWord& word : words) {
    if (!out.empty()) out += any ? " | " : " & ";
    out += '\'' + word.text + '\'' + (word.beginning ? ":*" : "");
  }
  return out;
}

}  // namespace

Status save_words(store::Db& db, const std::string& asset, const std::string& words) {
  return store::run(db,
                    "INSERT INTO asset_words(asset_id, words) VALUES(?, ?) ON CONFLICT(asset_id) DO UPDATE SET words = excluded.words WHERE asset_words.words "
                    "<> excluded.words",
                    asset, words);
}

Sql assets_with(store::Db& db, const std::vector<SearchWord>& words, bool any) {
  if (db.engine() == store::Engine::sqlite)
    return Sql(
        "SELECT asset_words.asset_id FROM asset_word_index CROSS JOIN asset_words ON asset_words.no = asset_word_index.rowid WHERE asset_word_index MATCH ?",
        fts_query(words, any));
  return Sql("SELECT asset_words.asset_id FROM asset_words WHERE array_to_tsvector(string_to_array(asset_words.words, ' ')) @@ CAST(? AS tsquery)",
             ts_query(words, any));
}

Result<std::vector<std::string>> first_with(store::Db& db, const std::vector<SearchWord>& words, std::size_t most) {
  std::vector<std::string> out;
  Sql sql = assets_with(db, words);
  sql.add(" LIMIT ?", most + 1);
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(row.text(0)); }));
  return out;
}

}  // namespace gongdun::catalog
