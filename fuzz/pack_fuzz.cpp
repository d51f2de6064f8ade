// Rule packs are files from outside: any bytes must end in rules or in problems with line and field, never in a crash or a hang.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bilingual.h"
#include "pack/load.h"
#include "pack/rule_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::pack;
  if (size > kMaxFileBytes) return 0;
  std::vector<LoadProblem> found;
  Problems problems("fuzz.yaml", found);
  Collected collected;
  parse_rule_file({reinterpret_cast<const char*>(data), size}, "fuzz", problems, collected);
  check_references(collected, found);
  drop_not_in_force(collected, "2026-11-23");
  fill_digests(collected);
  (void)format_problems(found, gongdun::base::Lang::zh);
  return 0;
}
