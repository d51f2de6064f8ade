#include "serve/import_faults.h"

#include <unistd.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "serve/list_form.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

std::unexpected<base::Error> cannot_write(const std::string& path) {
  return base::fail(Code::io, "无法写入未导入行的清单，请检查磁盘空间", "cannot write the list of refused rows; check the disk space", path);
}

}  // namespace

FaultFile::~FaultFile() {
  if (file_ != nullptr) std::fclose(file_);
}

Result<std::unique_ptr<FaultFile>> FaultFile::open(const std::string& path, std::uint64_t bytes) {
  auto out = std::make_unique<FaultFile>(path);
  out->file_ = std::fopen(path.c_str(), "abe");
  if (out->file_ == nullptr || ::ftruncate(::fileno(out->file_), static_cast<off_t>(bytes)) != 0) return cannot_write(path);
  return out;
}

Status FaultFile::add(const Json& line) {
  const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) return cannot_write(path_);
  return {};
}

Result<std::uint64_t> FaultFile::settle() {
  if (std::fflush(file_) != 0 || ::fdatasync(::fileno(file_)) != 0 || std::fseek(file_, 0, SEEK_END) != 0) return cannot_write(path_);
  return static_cast<std::uint64_t>(std::ftell(file_));
}

Status FaultFile::each(const std::function<Result<bool>(const Json&)>& visit) const {
  std::ifstream file(path_, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    auto going = visit(Json::parse(line, nullptr, false));
    if (!going) return std::unexpected(std::move(going).error());
    if (!*going) break;
  }
  return {};
}

Json fault_line(const ImportRow& row, const std::string& cell, const base::Bilingual& why) {
  return {{"row", row.number}, {"cell", cell}, {"zh", why.zh}, {"en", why.en}, {"values", row.values}};
}

Status write_fault_book(const std::string& path, const FaultFile& faults, const ListKind& list, base::Lang lang, const std::string& mark) {
  auto book = report::ListWorkbook::open(path, false, import_sheet(list, lang, mark, true));
  if (!book) return std::unexpected(std::move(book).error());
  const Status written = faults.each([&](const Json& line) -> Result<bool> {
    std::vector<std::string> cells{std::to_string(line.value("row", 0)), line.value("cell", ""), line.value("zh", ""), line.value("en", "")};
    std::size_t i = 0;
    for (const Json& value : line.value("values", Json::array())) {
      const Choices& words = list.import->columns[i++].choices;
      cells.push_back(words.empty() ? value.get<std::string>() : word_of(words, value.get<std::string>(), lang));
    }
    if (auto added = (*book)->add(cells); !added) return std::unexpected(std::move(added).error());
    return true;
  });
  if (!written) return written;
  return (*book)->close();
}

}  // namespace gongdun::serve
