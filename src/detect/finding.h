// A Finding: one place where something was recognised. The raw value never leaves detect: `sample` is masked where it is found, and no digest
// of a value is kept.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace gongdun::detect {

struct Finding {
  std::string item;                // URI
  std::string table;               // sheet or SQL table, may be empty
  std::string column;              // column name, empty if none
  std::int64_t column_index = -1;  // 0-based, -1 outside tables
  std::uint64_t row = 0;           // 1-based (a text row is a line); 0 = none
  std::uint32_t page = 0;          // 1-based; 0 = none
  std::uint64_t offset = 0;        // see read::TextBlock::offset; for cells: byte offset inside the cell
  std::string detector;
  double confidence = 0;
  std::string sample;                   // masked
  std::vector<std::string> validators;  // that passed
  std::vector<std::string> context;     // words that supported it: "header:身份证号", "near:手机"
  bool masked = false;                  // the value was already masked by somebody else
};

// One detector claimed for one column; `column` entries of the JSON contract.
struct ColumnClaim {
  std::string item, table;
  std::string name;         // empty: no header
  std::uint32_t index = 0;  // 0-based
  std::string comment;
  std::string detector;
  double share = 0;  // valid cells : non-empty cells
  double confidence = 0;
  std::uint64_t matches = 0;   // cells that matched
  std::uint64_t distinct = 0;  // estimate of distinct matching values
  bool masked = false;
  std::vector<std::string> reasons;  // strongest features, for explain
};

struct ColumnSummary {
  std::string name, comment, unit;
  std::uint32_t index = 0;
  std::uint64_t filled = 0;    // non-empty cells
  std::uint64_t distinct = 0;  // estimate
  std::string shape;           // empty | number | integer | datetime | code | text | mixed
};

// How often a dictionary term was seen; headers and titles count apart because they weigh more.
struct TermCount {
  std::uint32_t term = 0;  // index into Engine::vocabulary()
  std::uint32_t body = 0, header = 0;
};

// All findings of one detector, listed or not.
struct DetectorCount {
  std::string detector;
  std::uint64_t found = 0, distinct = 0;
};

struct TableScan {
  std::string name, comment, title;
  bool has_header = false;
  bool pairs = false;
  std::uint32_t page = 0;
  std::uint64_t rows = 0;
  std::vector<ColumnSummary> columns;
  std::vector<TermCount> terms;       // of this table alone (ItemScan::terms is the sum over tables and text)
  std::vector<DetectorCount> counts;  // of this table alone
  std::uint64_t persons = 0;          // of this table alone
};

// Everything detect says of one item.
struct ItemScan {
  std::vector<TableScan> tables;
  std::vector<Finding> findings;  // listed ones; see `counts` for how many there were
  std::vector<ColumnClaim> claims;
  using Count = DetectorCount;
  std::vector<DetectorCount> counts;  // per detector: all findings of the item, listed or not
  std::vector<TermCount> terms;
  std::uint64_t text_bytes = 0, text_lines = 0, characters = 0, han_characters = 0;
  std::uint64_t persons = 0;  // estimate: rows of tables that hold personal data, or distinct identities in text
};

}  // namespace gongdun::detect
