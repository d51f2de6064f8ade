// Reads the fields of one YAML mapping and reports every mistake with line and field: missing, wrong kind, out of range, unknown.
#pragma once
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pack/spec.h"
#include "pack/tree.h"

namespace gongdun::pack {

enum class Need { optional, required };

class Fields {
 public:
  // `path` names the mapping in messages: "detectors[cn.mobile].context".
  Fields(const Node& node, std::string path, Problems& problems);

  // nullptr if absent. Marks the key as known.
  const Node* take(std::string_view key, Need need = Need::optional);
  std::string text(std::string_view key, Need need = Need::optional);
  double number(std::string_view key, double fallback, double low, double high);
  int integer(std::string_view key, int fallback, int low, int high);
  bool flag(std::string_view key, bool fallback);
  // A list of non-empty texts, or one text.
  std::vector<std::string> texts(std::string_view key, Need need = Need::optional);
  // The same, folded for matching: lower case, half-width, without duplicates.
  std::vector<std::string> words(std::string_view key, Need need = Need::optional);
  base::Bilingual bilingual(std::string_view key, Need need = Need::optional);
  // The index in `allowed`, or -1 if absent or wrong (reported).
  int choice(std::string_view key, std::span<const std::string_view> allowed, Need need = Need::optional);
  std::vector<Term> terms(std::string_view key, Need need = Need::optional);
  RuleMeta meta(const std::string& pack);

  void problem(int line, std::string_view key, std::string zh, std::string en);
  int line() const { return node_.line; }
  int line_of(std::string_view key) const;
  std::string path_of(std::string_view key) const;
  Problems& problems() { return problems_; }
  // Call last: every key nobody asked for is a mistake.
  void finish();

 private:
  void add_term(const Node& node, double weight, std::string_view key, std::vector<Term>& out);
  void term_map(const Node& node, std::string_view key, std::vector<Term>& out);
  void iso_date(std::string_view key, const std::string& value);

  const Node& node_;
  std::string path_;
  Problems& problems_;
  std::set<std::string, std::less<>> known_;
};

// Lower case (ASCII), half-width, trimmed: the form in which all words are matched.
std::string fold_word(std::string_view word);
bool parse_number(std::string_view text, double& value);
// "cn.mobile" of `id: cn.mobile`, else the index: names list entries in messages.
std::string entry_label(const Node& node, std::size_t index);

}  // namespace gongdun::pack
