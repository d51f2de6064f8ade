// Text for people, in the two languages of the product. Chinese is the first language and never empty;
// English is complete. Both are UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::base {

enum class Lang { zh, en };

struct Bilingual {
  std::string zh;
  std::string en;

  const std::string& in(Lang lang) const { return lang == Lang::en && !en.empty() ? en : zh; }
  bool operator==(const Bilingual&) const = default;
};

}  // namespace gongdun::base
