// What every rule of every pack has.
#pragma once
#include <string>

#include "base/bilingual.h"

namespace gongdun::pack {

// V checked against the official text, S seen in a secondary source, M from memory, D a design proposal of ours.
enum class Verified { V, S, M, D };
const char* verified_name(Verified verified);

struct RuleMeta {
  std::string id;  // "cn.resident_id", "S-01-D1", "g43697.matrix"
  base::Bilingual name;
  std::string basis;  // document code + article: "GB11643", "M166 A10-2", "PLAN34 附件一(二)2"
  Verified verified = Verified::D;
  std::string effective_from;  // ISO date or empty
  std::string effective_to;
  std::string file;  // where the rule stands, for messages
  int line = 0;
  std::string pack;  // id of the pack it stands in
};

}  // namespace gongdun::pack
