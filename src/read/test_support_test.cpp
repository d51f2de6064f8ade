#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/stop_flag.h"
#include "read/reader.h"
#include "read/test_support.h"

namespace gongdun::read {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "gongdun_testXXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path.string();
}

RecordedItem read_bytes(std::string_view bytes, const Limits& limits, std::vector<RecordedItem>* all) {
  const TemporaryDirectory directory;
  Item item;
  item.uri = directory.write("item", bytes);
  item.bytes = bytes.size();
  Recorder recorder;
  const base::StopFlag stop;
  read_item(item, limits, stop, recorder);
  EXPECT_FALSE(recorder.items.empty());
  if (all != nullptr) *all = recorder.items;
  return recorder.items.empty() ? RecordedItem{} : recorder.items.back();
}

std::string encode_as(std::string_view utf8, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const auto size =
      ucnv_convert(charset, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << charset;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace gongdun::read
