// The index behind search: which words (catalog/search_terms.h) each asset has. One table of words on both engines; the inverted lists over it are FTS5 on
// SQLite and GIN on PostgreSQL, kept by the database in the transaction that changes the words. Beside the words of its texts an asset has marks: detectors
// and rules (for filters), and what it is compared by (for precedents).
#pragma once
#include <set>
#include <string>
#include <vector>

#include "catalog/search_terms.h"
#include "grade/grade.h"
#include "store/rows.h"

namespace gongdun::catalog {

// Marks, as marked_word() makes them.
namespace mark {
inline constexpr char kDetector = 'd', kRule = 'r', kAlike = 'a', kFollows = 'p', kPrecedent = 'x';
}

// Writes only what differs from what is there.
base::Status save_words(store::Db& db, const std::string& asset, const std::string& words);

// Ids of assets that have all the words, as a query with one column; `any`: one of them will do. There must be a word.
store::Sql assets_with(store::Db& db, const std::vector<SearchWord>& words, bool any = false);
// The same read, at most `most` + 1 of them.
base::Result<std::vector<std::string>> first_with(store::Db& db, const std::vector<SearchWord>& words, std::size_t most);

}  // namespace gongdun::catalog
