#include "probe/password_file.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "base/split.h"

namespace gongdun::probe {

using base::Code;

namespace {

constexpr off_t kLargest = 1 << 20;

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size())
      out.back() += line[++i];
    else if (line[i] == ':' && out.size() < 5)
      out.emplace_back();
    else
      out.back() += line[i];
  }
  return out;
}

}  // namespace

std::string password_for(std::string_view file, const Target& target, std::uint16_t usual_port) {
  const std::string port = std::to_string(target.port == 0 ? usual_port : target.port);
  for (std::string line : base::split(file, '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with('#')) continue;
    const auto fields = fields_of(line);
    const auto fits = [&](std::size_t i, const std::string& wanted) { return fields[i] == "*" || fields[i] == wanted; };
    if (fields.size() == 5 && fits(0, target.host) && fits(1, port) && fits(2, target.path) && fits(3, target.user)) return fields[4];
  }
  return {};
}

base::Result<std::string> read_password_file(const std::string& path) {
  struct stat info{};
  std::ifstream in(path, std::ios::binary);
  if (!in || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > kLargest)
    return base::fail(Code::not_found, "口令文件无法打开", "the file of passwords cannot be opened", path);
  if ((info.st_mode & 077) != 0)
    return base::fail(Code::permission, "口令文件可被他人读取，请执行 chmod 600 后重试", "others may read the file of passwords; chmod 600 it and try again",
                      path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace gongdun::probe
