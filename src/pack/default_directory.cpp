#include <cstdlib>
#include <filesystem>

#include "base/own_program.h"
#include "pack/load.h"

namespace gongdun::pack {

namespace fs = std::filesystem;

namespace {

constexpr const char* kInstalled = "/usr/share/gongdun/packs";
constexpr int kParents = 5;  // build/<preset>/src/<room>/ … the source tree

bool holds_packs(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "taxonomy" / "pack.yaml", error);
}

}  // namespace

std::string default_pack_directory() {
  if (const char* named = std::getenv("GONGDUN_PACKS"); named && *named) return named;
  std::error_code error;
  fs::path place = fs::path(base::own_program()).parent_path();
  if (!place.empty()) {
    if (const fs::path shared = place.parent_path() / "share" / "gongdun" / "packs"; holds_packs(shared)) return shared.string();
    for (int i = 0; i <= kParents && !place.empty(); ++i, place = place.parent_path()) {
      if (holds_packs(place / "packs")) return (place / "packs").string();
      if (place == place.parent_path()) break;
    }
  }
  return kInstalled;
}

}  // namespace gongdun::pack
