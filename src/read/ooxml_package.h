// A document package in a ZIP file (Office Open XML, ISO/IEC 29500-2; OpenDocument, ISO/IEC 26300-3): its parts by name, each streamed,
// and their relationships. A package without a usable directory is salvaged as far as its local headers reach.
// Budget: Limits::expanded_bytes and expansion_ratio over the whole package, kPartRatio for one part, 65,536 parts.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "read/byte_source.h"
#include "read/limits.h"
#include "read/whole_inflate.h"
#include "read/xml_scan.h"

namespace gongdun::read {

// Deflate reaches 1032:1; office XML stays below 100:1. Judged beyond Limits::expansion_floor.
inline constexpr double kPartRatio = 500;

struct Relationship {
  std::string id;
  std::string type;    // last segment of the type: "worksheet", "comments" (the same in the transitional and the strict form)
  std::string target;  // part name, or the address when external
  bool external = false;
};

class OoxmlPackage {
 public:
  // `bytes` must outlive the package.
  static base::Result<std::unique_ptr<OoxmlPackage>> open(RandomAccess& bytes, const Limits& limits);
  ~OoxmlPackage();
  OoxmlPackage(const OoxmlPackage&) = delete;
  OoxmlPackage& operator=(const OoxmlPackage&) = delete;

  // Names have no leading slash; letter case does not matter (ISO/IEC 29500-2 §6.2.2.3).
  bool has(std::string_view part) const;
  std::vector<std::string> parts() const;
  std::optional<std::uint64_t> part_bytes(std::string_view part) const;  // as the directory says; not to be trusted
  bool salvaged() const { return salvaged_; }

  // Streams one part. The stream must not outlive the package.
  base::Result<XmlInput> open_part(std::string_view part);
  base::Result<std::string> read_part(std::string_view part, std::size_t most);
  // Relationships of a part ("" = of the package). A missing relationship part is no relationships; a broken one gives what was read.
  std::vector<Relationship> relationships(std::string_view part);
  // The content type of a part, from [Content_Types].xml; empty if not stated.
  std::string content_type(std::string_view part);

  struct Budget;

 private:
  struct Zip;
  struct Entry {
    std::string name;
    std::uint64_t position = 0;  // index in the directory, or offset of the local header when salvaged
    std::uint64_t packed = 0;
    std::optional<std::uint64_t> unpacked;
    bool encrypted = false;
    std::optional<DeflatePromise> deflated;
  };

  OoxmlPackage(RandomAccess& bytes, const Limits& limits);
  base::Status open_directory();
  base::Status salvage();
  const Entry* find(std::string_view part) const;
  // The whole part in memory; none where it must be streamed.
  std::optional<XmlInput> open_whole(const Entry& entry);

  RandomAccess& bytes_;
  const Limits& limits_;
  std::unique_ptr<Zip> zip_;
  std::unique_ptr<Budget> budget_;
  WholeInflate inflate_;
  std::map<std::string, Entry, std::less<>> entries_;  // by lower-case name
  bool salvaged_ = false;
};

// "xl/workbook.xml" + "worksheets/sheet1.xml" → "xl/worksheets/sheet1.xml"; "/a/b" is absolute; ".." cannot leave the package.
std::string resolve_part(std::string_view source_part, std::string_view target);

}  // namespace gongdun::read
