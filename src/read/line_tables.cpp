#include "read/line_tables.h"

#include <algorithm>

#include "read/text_reader.h"

namespace gongdun::read {

std::size_t LineTables::add_table(std::string name, std::vector<Column> columns) {
  tables_.push_back(std::make_unique<CellWriter>(context_.sink, context_.limits, TableKind::records, std::move(name), &turn_));
  for (Column& column : columns) tables_.back()->add_column(std::move(column));
  rows_.push_back(false);
  return tables_.size() - 1;
}

void LineTables::row(std::size_t table, std::uint64_t line, std::span<const std::string_view> cells) {
  CellWriter& writer = *tables_[table];
  rows_[table] = true;
  writer.begin_row();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    if (i < writer.columns()) {
      writer.put(static_cast<std::uint32_t>(i), line, cells[i], line);
    } else {
      rest_.add(cells[i], line, 0);
    }
  }
  stopped_ = stopped_ || writer.stopped();
}

void LineTables::pair(std::string_view key, std::string_view value, std::uint64_t line, std::string_view comment, std::string_view unit) {
  if (value.empty()) return;
  auto known = keys_.find(key);
  if (known == keys_.end()) {
    const std::uint32_t column = pairs_.add_column(Column{.name = std::string(key), .comment = std::string(comment), .unit = std::string(unit)});
    if (column == CellWriter::kNoColumn) return pairs_.put_loose(key, value, line);
    known = keys_.emplace(std::string(key), column).first;
  }
  pairs_.begin_row();
  pairs_.put(known->second, line, value, line);
}

void LineTables::finish() {
  comments_.flush();
  rest_.flush();
  pairs_.finish();
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    if (std::find(shown_.begin(), shown_.end(), i) != shown_.end() && !rows_[i]) tables_[i]->announce();
    tables_[i]->finish();
  }
}

base::Status each_line(ByteSource& source, ExtractContext& context, LineTables& out, LineTaker& taker) {
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  const char end = reader->line_end();
  TextChunk chunk;
  while (!out.stopped()) {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    std::string_view rest = chunk.utf8;
    for (std::uint64_t number = chunk.first_line; !rest.empty() && !out.stopped(); ++number) {
      TextLine line{.number = number, .offset = chunk.raw_offset + (chunk.utf8.size() - rest.size())};
      const std::size_t close = rest.find(end);
      line.text = rest.substr(0, close);
      rest.remove_prefix(close == rest.npos ? rest.size() : close + 1);
      if (line.text.ends_with('\r')) line.text.remove_suffix(1);
      if (number == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.remove_prefix(3);
      taker.line(line);
    }
  }
  return {};
}

}  // namespace gongdun::read
