#include "pack/term_lists.h"

namespace gongdun::pack {

std::vector<const std::vector<Term>*> term_lists(const PackSet& set) {
  std::vector<const std::vector<Term>*> out;
  for (const Category& one : set.categories) out.push_back(&one.terms);
  for (const DocumentKind& one : set.document_kinds) out.push_back(&one.terms);
  for (const DataObject& one : set.general_objects) out.push_back(&one.terms);
  for (const Sector& sector : set.sectors) {
    out.push_back(&sector.terms);
    out.push_back(&sector.anti_terms);
    for (const DataObject& one : sector.objects) out.push_back(&one.terms);
  }
  for (const GradeRule& one : set.grade_rules) out.push_back(&one.words);
  return out;
}

}  // namespace gongdun::pack
