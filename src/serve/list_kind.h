// A list of the API as something that is exported and, where people edit it, imported. What a list shows to whom is decided in one place, its own operation:
// an export walks that operation page by page with the rights of who asked. A list is one entry of the table in list_book.cpp.
#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.h"
#include "serve/context.h"

namespace gongdun::serve {

enum class Show {
  text,
  number,
  time,       // shown to the minute, local
  yes_no,     // empty for no
  grade,      // a grade code, shown by its name
  word,       // a code, shown by its name (ListColumn::words)
  bilingual,  // {zh, en}
};

struct Choice {
  std::string_view code;
  base::Bilingual title;
};
using Choices = std::vector<Choice>;

struct ListColumn {
  std::string_view key;  // member of a row, "top_reason/zh" for one further in; also its name in requests
  base::Bilingual title;
  Show show = Show::text;  // arrays are shown one after the other
  double width = 18;
  const Choices& (*words)() = nullptr;
};

struct ImportColumn {
  std::string_view key;
  base::Bilingual title;
  base::Bilingual note;  // what the cell takes
  bool required = false;
  double width = 18;
  Choices choices = {};  // a cell may hold code or either title; rows get the code
  bool told = false;     // written for who fills the list in, never read
};

struct ImportKind;
struct ImportRow {
  const ImportKind* kind = nullptr;
  std::uint64_t number = 0;         // row of the sheet
  std::vector<std::string> values;  // in order of the kind's columns, trimmed
  const std::string& at(std::string_view key) const;
};

// Why a row is refused. Errors of store and disk are not the row's: they end the job.
struct RowFault {
  std::string column;  // key; empty: the row as a whole
  base::Error error;
};
enum class Did { created, changed, unchanged, review };
using RowResult = std::expected<Did, RowFault>;

// Applies rows of one file, in order, each through the code of the single operation.
class Importer {
 public:
  virtual ~Importer() = default;
  // All rows of a file have different ones: what makes a row the same thing when it comes again. Empty: cannot be told.
  virtual std::string identity(const ImportRow& row) const = 0;
  // `dry`: only says what would come of it, with every check, and writes nothing. Otherwise within the caller's transaction; a refused row has written nothing.
  virtual RowResult row(Context& context, const ImportRow& row, bool dry) = 0;
};

struct ImportKind {
  std::string_view verb;                   // audit action of the whole: "organisations.import"
  std::vector<access::Permission> any_of;  // who holds none of these imports nothing; each row is checked by itself
  std::vector<ImportColumn> columns;
  std::unique_ptr<Importer> (*make)();
  // A row of the list in the form that is imported: one cell a column, codes for choices.
  base::Result<std::vector<std::string>> (*form)(Context& context, const Json& row);
};

struct ListKind {
  std::string_view id;  // in addresses: POST /exports/{list}
  base::Bilingual title;
  std::string_view operation;  // operationId of the list; its parameters are the filter
  bool of_data = true;         // exported under grants with exports.make only; others by who may read them
  std::vector<ListColumn> columns;
  std::vector<std::pair<std::string, std::string>> always = {};  // parameters that belong to the list itself
  const ImportKind* import = nullptr;
};

// All of them; frozen.
const std::vector<ListKind>& list_kinds();
const ListKind* find_list(std::string_view id);

// Importable lists, one file each.
const ImportKind& organisation_import();
const ImportKind& person_import();
const ImportKind& grant_import();
const ImportKind& source_import();
const ImportKind& decision_import();

// Words for codes that several lists show.
const Choices& edge_words();
const Choices& role_words();
const Choices& grade_words();
const Choices& asset_state_words();
std::string word_of(const Choices& words, std::string_view code, base::Lang lang);
// A cell as the code it stands for: the code itself, or its name in either language.
std::optional<std::string> code_of(const Choices& words, std::string_view cell);

inline RowFault fault(std::string column, base::Error error) {
  return {std::move(column), std::move(error)};
}
inline std::unexpected<RowFault> refuse(std::string column, base::Code code, std::string zh, std::string en, std::string where = {}) {
  return std::unexpected(RowFault{std::move(column), {code, {std::move(zh), std::move(en)}, std::move(where)}});
}

}  // namespace gongdun::serve
