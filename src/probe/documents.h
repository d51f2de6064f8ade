// Policy documents against the sections a pack asks for. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pack/probe_book.h"
#include "probe/judge.h"

namespace gongdun::probe {

struct DocumentText {
  std::string name;  // of the file
  std::string text;  // as extracted, UTF-8
};

// The rule's document is the one that names it in its file name or near its beginning; of several the one with the most sections.
struct DocumentMatch {
  const DocumentText* document = nullptr;  // null: none of them is one
  std::vector<std::string> missing;        // ids of sections
  std::size_t found = 0;
};
DocumentMatch match(const pack::DocumentRule& rule, const std::vector<DocumentText>& documents);

// A document that is not there says nothing: it may lie elsewhere.
std::vector<Finding> judge_documents(const pack::ProbeBook& book, const std::vector<DocumentText>& documents);

}  // namespace gongdun::probe
