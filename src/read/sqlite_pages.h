// The pages of an SQLite database file ("Database File Format", sqlite.org/fileformat2.html): the header, and the cells of a b-tree in key order.
// Read only and hostile-proof: no page is visited twice, whatever the pointers say.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/stop_flag.h"
#include "read/binary_input.h"

namespace gongdun::read {

struct SqliteHeader {
  std::uint32_t page_bytes = 0, usable_bytes = 0, pages = 0;
  bool write_ahead_log = false;
  base::Encoding encoding = base::Encoding::utf8;
  std::uint32_t user_version = 0, application = 0;
};
base::Result<SqliteHeader> read_sqlite_header(std::string_view head, std::uint64_t file_bytes);

class SqlitePages {
 public:
  SqlitePages(const PieceAccess& access, const SqliteHeader& header, const Limits& limits, const base::StopFlag& stop)
      : access_(access), header_(header), limits_(limits), stop_(stop), visited_(header.pages + std::size_t{1}) {}

  // Calls on_cell(rowid, record) for each row of the b-tree at `root`, of tables with rowid and without. false from on_cell ends the walk.
  // Broken pages are left out; damage() then says how many and why.
  using OnCell = std::function<bool(std::int64_t, std::string_view)>;
  void walk(std::uint32_t root, const OnCell& on_cell);
  std::uint64_t damaged() const { return damaged_; }

 private:
  struct Step {
    std::uint32_t page = 0;
    std::uint16_t cell_at = 0;  // not 0: the row in this inner page of an index, which stands between two of its children
  };
  base::Result<std::string> read_page(std::uint32_t number) const;
  // false: the walk is over.
  bool page(std::uint32_t number, std::vector<Step>& todo, const OnCell& on_cell);
  bool cell(std::string_view page, std::uint16_t at, std::uint8_t kind, const OnCell& on_cell);
  bool payload(ByteCursor& in, std::uint64_t size, bool table, std::string& out);

  const PieceAccess& access_;
  const SqliteHeader& header_;
  const Limits& limits_;
  const base::StopFlag& stop_;
  std::vector<bool> visited_;
  std::uint64_t damaged_ = 0;
};

// Seven bits a byte, the highest first; the ninth byte whole.
std::uint64_t sqlite_varint(ByteCursor& in);

struct SqliteValue {
  enum class Kind : std::uint8_t { null, integer, real, text, blob } kind = Kind::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes;
};
// The values of a record in order; fewer where it is damaged.
std::vector<SqliteValue> sqlite_record(std::string_view record, std::size_t most);

}  // namespace gongdun::read
