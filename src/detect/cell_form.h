// Values as people type them: a mobile number behind +86 or a name, a card in fours behind the apostrophe of a spreadsheet, a plate in lower case, two
// numbers in one cell, degrees and minutes. Read for whole cells only, where the column bears the reading out; never in running text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "detect/cell_shape.h"

namespace gongdun::detect {

enum class Form : std::uint8_t { none, resident_id, mobile, phone, card, plate, vin, imei, mac, ipv4, coordinate };
inline constexpr std::size_t kForms = 11;
const char* form_detector(Form form);  // id of the detector whose values these are

struct CellForm {
  Form form = Form::none;
  bool labelled = false;     // its label or its owner's name stands with it: as good as the same words in running text
  bool header_only = false;  // so common a make that only a header can tell: eight digits, twelve hexadecimal ones
  std::string value;         // the (first) value as it is usually written
};

CellForm read_cell_form(std::string_view value, const CellShape& shape);

}  // namespace gongdun::detect
