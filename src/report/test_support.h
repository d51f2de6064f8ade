// Helpers of this room's tests: a scratch folder, reading back what was written, a small strict XML check.
#pragma once
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"

namespace gongdun::report::test {

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "gongdun-report-XXXXXX").string();
    if (::mkdtemp(name.data())) path_ = name;
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++found;
  return found;
}

// What a command prints.
inline std::string output_of(const std::string& command) {
  std::string out;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) return out;
  char buffer[4096];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  ::pclose(pipe);
  return out;
}

inline std::string pdf_page(const std::string& path, int page) {
  return output_of("pdftotext -layout -f " + std::to_string(page) + " -l " + std::to_string(page) + " '" + path + "' -");
}

inline int pdf_pages(const std::string& path) {
  const std::string info = output_of("pdfinfo '" + path + "'");
  const std::size_t at = info.find("Pages:");
  return at == std::string::npos ? 0 : std::stoi(info.substr(at + 6));
}

struct Entry {
  std::string name, bytes;
  zip_stat_t stat;
};

inline std::vector<Entry> unzip(const std::string& path) {
  std::vector<Entry> parts;
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (!archive) return parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    Entry entry{zip_get_name(archive, index, 0), "", {}};
    zip_stat_index(archive, index, 0, &entry.stat);
    entry.bytes.resize(entry.stat.size);
    zip_file_t* file = zip_fopen_index(archive, index, 0);
    zip_fread(file, entry.bytes.data(), entry.bytes.size());
    zip_fclose(file);
    parts.push_back(std::move(entry));
  }
  zip_close(archive);
  return parts;
}

inline std::string part(const std::vector<Entry>& parts, const std::string& name) {
  for (const auto& entry : parts) {
    if (entry.name == name) return entry.bytes;
  }
  return {};
}

// Well-formedness as far as our writers can break it: nesting, quoted unique attributes, entities, characters of XML 1.0. Empty = fine.
inline std::string xml_fault(std::string_view text) {
  std::vector<std::string> open;
  std::size_t at = 0;
  const auto fault = [&](const std::string& why) { return why + " at byte " + std::to_string(at) + ": " + std::string(text.substr(at, 60)); };
  while (at < text.size()) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') return fault("control character");
    if (text.substr(at).starts_with("\xEF\xBF\xBE") || text.substr(at).starts_with("\xEF\xBF\xBF")) return fault("non-character");
    if (c == '&') {
      const std::size_t end = text.find(';', at);
      const std::string_view name = end == std::string_view::npos ? "" : text.substr(at + 1, end - at - 1);
      if (name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "#39" && name != "apos") return fault("bad entity");
    }
    if (c != '<') {
      ++at;
      continue;
    }
    if (text.substr(at).starts_with("<?") || text.substr(at).starts_with("<!")) {
      at = text.find('>', at) + 1;
      continue;
    }
    std::size_t end = at + 1;
    for (char quote = 0; end < text.size() && (quote || text[end] != '>'); ++end) {
      if (text[end] == '<') return fault("< inside a tag");
      if (text[end] == '"') quote = quote ? '\0' : '"';
    }
    if (end >= text.size()) return fault("tag without end");
    const std::string_view tag = text.substr(at + 1, end - at - 1);
    const std::string name(tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" /\n", 1) - (tag.starts_with('/') ? 1 : 0)));
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != name) return fault("wrong end tag");
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(name);
    }
    at = end + 1;
  }
  return open.empty() ? "" : "not closed: " + open.back();
}

// Everything a scanned file could throw at a page.
inline std::string hostile() {
  std::string text = "<script>alert(1)</script>\"'&amp;]]>--%s{}";
  text += std::string("\x01\x02\x1b[31m", 7) + '\0';
  text += "\xff\xfe\xc0\x80";  // not UTF-8
  text +=
      "\xe2\x80\xae"
      "gnp.exe"
      "\xe2\x80\xac";  // right-to-left override
  text += "مرحبا שלום";
  text += "😀👨‍👩‍👧‍👦";
  for (int i = 0; i < 60; ++i) text += "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87";  // piled marks
  text += "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80";                                                    // non-characters, surrogate
  return text;
}

}  // namespace gongdun::report::test
