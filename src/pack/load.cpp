#include "pack/load.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>

#include <fmt/core.h>

#include "crypto/sm3.h"
#include "pack/fields.h"
#include "pack/rule_file.h"

namespace gongdun::pack {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxPacks = 500;
constexpr std::size_t kMaxFilesPerPack = 500;

struct PackFolder {
  fs::path path;  // as given
  fs::path real;  // resolved, to keep links inside
  std::string id;
};

class Loader {
 public:
  Loader(std::vector<LoadProblem>& problems, RuleTexts* texts) : problems_(problems) { collected_.texts = texts; }

  void load_all(const std::string& directory) {
    std::vector<PackFolder> folders = find_packs(directory);
    if (folders.empty() && problems_.empty()) {
      report(directory, "没有找到规则包：应有含 pack.yaml 的子目录；请用 --packs 指定规则包目录",
             "no packs here: folders with a pack.yaml are expected; name the pack directory with --packs");
    }
    for (const PackFolder& folder : folders) load_pack(folder);
  }
  Collected take() { return std::move(collected_); }

 private:
  void report(const std::string& file, std::string zh, std::string en) { problems_.push_back({file, 0, "", {std::move(zh), std::move(en)}}); }

  std::vector<PackFolder> find_packs(const std::string& directory) {
    std::vector<PackFolder> folders;
    std::error_code error;
    fs::directory_iterator walk(directory, error);
    if (error) {
      report(directory, "规则包目录无法打开：" + error.message(), "the pack directory cannot be opened: " + error.message());
      return folders;
    }
    for (; walk != fs::directory_iterator(); walk.increment(error)) {
      const fs::path& path = walk->path();
      if (!fs::is_directory(path, error) || !fs::exists(path / "pack.yaml", error)) continue;
      folders.push_back({path, fs::canonical(path, error), path.filename().string()});
      if (folders.size() > kMaxPacks) {
        report(directory, "规则包数量过多", "too many packs");
        break;
      }
    }
    std::ranges::sort(folders, {}, &PackFolder::id);
    return folders;
  }

  // The bytes of one file of the pack; links that leave the pack, devices and oversized files are refused.
  std::optional<std::string> read(const PackFolder& folder, const std::string& name) {
    const fs::path path = folder.path / name;
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) {
      report(path.string(), "文件无法打开：" + error.message(), "the file cannot be opened: " + error.message());
      return std::nullopt;
    }
    if (real.parent_path() != folder.real) {
      report(path.string(), "文件通过链接指向规则包之外，已拒绝", "the file is a link that leaves the pack; refused");
      return std::nullopt;
    }
    if (!fs::is_regular_file(real, error)) {
      report(path.string(), "不是普通文件，已拒绝", "not a regular file; refused");
      return std::nullopt;
    }
    const std::uintmax_t size = fs::file_size(real, error);
    std::ifstream in(real, std::ios::binary);
    std::string bytes(error || size > kMaxFileBytes ? kMaxFileBytes + 1 : static_cast<std::size_t>(size), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) {
      report(path.string(), "文件读取失败", "the file cannot be read");
      return std::nullopt;
    }
    if (bytes.size() > kMaxFileBytes) {
      report(path.string(), "文件超过 4 MiB；请拆分", "the file is larger than 4 MiB; split it");
      return std::nullopt;
    }
    return bytes;
  }

  std::vector<std::string> rule_files(const PackFolder& folder, Fields& fields) {
    std::vector<std::string> names = fields.texts("files");
    for (const std::string& name : names) {
      if (name.find('/') == std::string::npos && name.ends_with(".yaml") && name != "pack.yaml") continue;
      fields.problem(fields.line_of("files"), "files", fmt::format("“{}”应为本目录内的 .yaml 文件名", name),
                     fmt::format("\"{}\" must be the name of a .yaml file in this folder", name));
    }
    if (fields.take("files") == nullptr) {
      std::error_code error;
      for (fs::directory_iterator walk(folder.path, error); !error && walk != fs::directory_iterator(); walk.increment(error)) {
        const std::string name = walk->path().filename().string();
        if (name.ends_with(".yaml") && name != "pack.yaml" && !name.starts_with('.')) names.push_back(name);
      }
    }
    std::ranges::sort(names);
    const auto twice = std::ranges::unique(names);
    names.erase(twice.begin(), twice.end());
    if (names.size() > kMaxFilesPerPack) {
      fields.problem(fields.line(), "files", "文件数量过多", "too many files");
      names.resize(kMaxFilesPerPack);
    }
    return names;
  }

  void load_pack(const PackFolder& folder) {
    const std::string manifest_path = (folder.path / "pack.yaml").string();
    const std::optional<std::string> manifest = read(folder, "pack.yaml");
    if (!manifest) {
      collected_.broken_file = true;
      return;
    }
    Problems problems(manifest_path, problems_);
    const Node root = parse_tree(*manifest, problems);
    Pack pack;
    std::vector<std::string> names;
    if (root.kind != Node::Kind::null) names = parse_manifest(folder, root, problems, pack);
    pack.id = folder.id;

    crypto::Sm3 hash;
    feed(hash, "pack.yaml", *manifest);
    for (const std::string& name : names) {
      if (name.find('/') != std::string::npos) continue;
      const std::optional<std::string> bytes = read(folder, name);
      if (!bytes) {
        collected_.broken_file = true;
        continue;
      }
      feed(hash, name, *bytes);
      Problems of_file((folder.path / name).string(), problems_);
      parse_rule_file(*bytes, folder.id, of_file, collected_);
    }
    const crypto::Sm3Digest digest = hash.finish();
    pack.digest = crypto::hex(digest);
    collected_.set.packs.push_back(std::move(pack));
  }

  std::vector<std::string> parse_manifest(const PackFolder& folder, const Node& root, Problems& problems, Pack& pack) {
    Fields fields(root, "", problems);
    const std::string id = fields.text("id", Need::required);
    if (!id.empty() && id != folder.id) {
      fields.problem(fields.line_of("id"), "id", fmt::format("规则包编号“{}”应与目录名“{}”一致", id, folder.id),
                     fmt::format("the pack id \"{}\" must equal its folder name \"{}\"", id, folder.id));
    }
    pack.version = fields.text("version", Need::required);
    pack.name = fields.bilingual("name", Need::required);
    fields.text("basis", Need::required);
    std::vector<std::string> names = rule_files(folder, fields);
    fields.finish();
    return names;
  }

  static void feed(crypto::Sm3& hash, std::string_view name, std::string_view bytes) {
    hash.update(fmt::format("{}:{}{}:", name.size(), name, bytes.size()));
    hash.update(bytes);
  }

  std::vector<LoadProblem>& problems_;
  Collected collected_;
};

std::string machine_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

}  // namespace

Loaded load_packs(const std::string& directory, std::string_view today, RuleTexts* texts) {
  Loaded loaded;
  try {
    Loader loader(loaded.problems, texts);
    loader.load_all(directory);
    Collected collected = loader.take();
    check_references(collected, loaded.problems);
    drop_not_in_force(collected, today.empty() ? machine_date() : std::string(today));
    fill_digests(collected);
    loaded.set = std::move(collected.set);
    loaded.assess = std::move(collected.assess);
  } catch (const std::exception& error) {  // the file system library throws on paths it cannot hold
    loaded.problems.push_back(
        {directory, 0, "", {std::string("规则包目录无法读取：") + error.what(), std::string("the packs cannot be read: ") + error.what()}});
  }
  return loaded;
}

std::string format_problems(const std::vector<LoadProblem>& problems, base::Lang lang) {
  std::string out;
  for (const LoadProblem& one : problems) {
    out += one.line > 0 ? fmt::format("{}:{}: ", one.file, one.line) : fmt::format("{}: ", one.file);
    if (!one.field.empty()) out += one.field + ": ";
    out += one.message.in(lang) + "\n";
  }
  return out;
}

}  // namespace gongdun::pack
