// What a cell looks like, without knowing what it means. Pure; shared by the dialect and header guesses.
#pragma once
#include <string_view>

namespace gongdun::read {

enum class CellShape {
  missing,   // empty, "-", "NULL", "NaN"
  number,    // 12, -3.5, 1,234.50, 7e-3, 15%
  datetime,  // 2024-01-05 08:00, 2024年1月5日, 08:15:00
  code,      // letters and digits in one piece: FI-1.PV, A1032
  word,      // short text
  sentence,  // long text
};

CellShape shape_of(std::string_view cell);
inline bool is_value(CellShape shape) {
  return shape == CellShape::number || shape == CellShape::datetime;
}
bool is_year(std::string_view cell);
// "mm", "(℃)", "[t/h]", "m³/h", "万元"
bool is_unit(std::string_view cell);
// A declared type as some exports give under the header: "varchar(20)", "int", "字符串".
bool is_type_name(std::string_view cell);
// Does the text name a field in the usual words of Chinese or English headings?
bool is_field_word(std::string_view cell);
// customer_id, SepalLength, XCOLLAR: written like a program's name for a thing
bool is_identifier(std::string_view cell);
// "温度(℃)", "温度/℃", "Depth [m]" → the unit; empty if there is none.
std::string_view unit_in_name(std::string_view name);
bool has_digit(std::string_view text);
bool has_han(std::string_view text);

}  // namespace gongdun::read
