#include "probe/documents.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "pack/fields.h"

namespace gongdun::probe {

namespace {

constexpr std::size_t kBeginning = 600;  // bytes in which a document says what it is

// Folded like the words of a pack, without white space inside Chinese words that were set apart ("应 急 预 案").
std::string folded(std::string_view text) {
  std::string out = pack::fold_word(text);
  std::string tight;
  tight.reserve(out.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool blank = out[i] == ' ' || out[i] == '\t' || out[i] == '\n' || out[i] == '\r';
    if (!blank) {
      tight += out[i];
      continue;
    }
    // Between two words of letters a blank stays.
    const bool letters =
        !tight.empty() && static_cast<unsigned char>(tight.back()) < 0x80 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) < 0x80;
    if (letters && tight.back() != ' ') tight += ' ';
  }
  return tight;
}

bool has_any(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

}  // namespace

DocumentMatch match(const pack::DocumentRule& rule, const std::vector<DocumentText>& documents) {
  DocumentMatch best;
  for (const DocumentText& document : documents) {
    const std::string text = folded(document.text);
    if (!has_any(folded(document.name), rule.titles) && !has_any(text.substr(0, kBeginning), rule.titles)) continue;
    DocumentMatch now{&document, {}, 0};
    for (const pack::DocumentRule::Section& section : rule.sections)
      if (has_any(text, section.words))
        ++now.found;
      else
        now.missing.push_back(section.named.id);
    if (best.document == nullptr || now.found > best.found) best = std::move(now);
  }
  return best;
}

std::vector<Finding> judge_documents(const pack::ProbeBook& book, const std::vector<DocumentText>& documents) {
  std::vector<Finding> out;
  for (const pack::DocumentRule& rule : book.documents) {
    const DocumentMatch found = match(rule, documents);
    if (found.document == nullptr) continue;
    Finding finding{rule.meta.id, rule.probe, pack::State::compliant, {}, {}};
    const double share = static_cast<double>(found.found) / static_cast<double>(rule.sections.size());
    if (!found.missing.empty()) finding.state = share < rule.partial_from ? pack::State::noncompliant : pack::State::partial;
    std::string zh, en;
    for (const pack::DocumentRule::Section& section : rule.sections) {
      if (std::ranges::find(found.missing, section.named.id) == found.missing.end()) continue;
      zh += (zh.empty() ? "" : "、") + section.named.name.zh;
      en += (en.empty() ? "" : ", ") + section.named.name.en;
    }
    const std::string count = fmt::format("{}/{}", found.found, rule.sections.size());
    finding.note = {"《" + found.document->name + "》章节 " + count + (zh.empty() ? "" : "，缺：" + zh),
                    found.document->name + ": sections " + count + (en.empty() ? "" : ", missing: " + en)};
    out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace gongdun::probe
