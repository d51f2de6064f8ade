// Cells written as people type them, and short names of firms under their header.
#include "detect/org_form.h"
#include "detect/table_scan.h"

namespace gongdun::detect {

// No pattern knew the whole cell. What can only be told by the header waits in Tally::headed.
bool TableScanner::form_cell(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell) {
  const CellForm form = read_cell_form(value, shape);
  const int detector = plan_.forms[static_cast<std::size_t>(form.form)];
  if (detector < 0) return false;
  Tally& tally = column.tally(static_cast<std::uint16_t>(detector));
  const HeaderSpeech* speech = column.hears(tally.detector);
  const bool speaks = speech && speech->strength > 0, against = speech && speech->strength < 0;
  if (form.header_only && !speaks && tally.full == 0 && !column.meta.name.empty()) return false;
  CellHit hit{.row = cell.row, .offset = 0, .confidence = 0, .near_word = -1, .full = !form.labelled, .masked = false, .sample = {}};
  const pack::Detector& rule = plan_.rule(tally.detector);
  if (form.header_only) {
    ++tally.headed;
  } else {
    ++tally.full;
    if ((speaks && !rule.column.header_only) || (!against && form.labelled))
      hit.confidence = static_cast<float>(rule.confidence_context);
    else if (!against && plan_.strong(tally.detector))
      hit.confidence = static_cast<float>(rule.confidence);
    tally.alone += hit.confidence > 0;
    tally.labelled += form.labelled;
  }
  if (!form.header_only && tally.make_bytes == 0) {
    tally.make_kinds = shape.kinds;
    tally.make_bytes = shape.bytes;
  }
  tally.distinct.add(plan_.hash(form.value));
  hold(tally, hit, form.value);
  return true;
}

bool TableScanner::short_organization(const ColumnState& column, std::string_view value) const {
  if (plan_.organization < 0) return false;
  const HeaderSpeech* speech = column.hears(static_cast<std::uint16_t>(plan_.organization));
  return speech && speech->strength >= 2 && ends_like_a_firm(value);
}

}  // namespace gongdun::detect
