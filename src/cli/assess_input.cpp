#include "cli/assess_input.h"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace gongdun::cli {

using base::Code;
using base::Lang;
using base::Result;

namespace {
constexpr std::uintmax_t kLargestInput = 512u << 20;
}

std::string device_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

Result<std::string> whole_file(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  std::ifstream in(path, std::ios::binary);
  if (error || !in || !std::filesystem::is_regular_file(path, error))
    return base::fail(Code::not_found, "文件无法打开，请检查路径和权限", "the file cannot be opened; check path and permissions", path);
  if (size > kLargestInput) return base::fail(Code::limit, "文件过大", "the file is too large", path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<pack::Loaded> sound_packs(const Common& common) {
  pack::Loaded loaded = pack::load_packs(common.packs.empty() ? pack::default_pack_directory() : common.packs);
  if (loaded.problems.empty()) return loaded;
  return base::fail(Code::invalid_input, pack::format_problems(loaded.problems, Lang::zh), pack::format_problems(loaded.problems, Lang::en));
}

}  // namespace gongdun::cli
