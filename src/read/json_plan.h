// How a JSON text will be shown, judged from its beginning: rows of records, rows of arrays, or key → value pairs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

struct JsonPlan {
  bool is_json = false;
  bool sequence = false;                   // several texts one after the other: JSON Lines
  bool lines = false;                      // … each on a line of its own
  bool grid = false;                       // rows are arrays of values, the texts themselves (sequence) or the elements of the root array
  bool root_records = false;               // the root array's elements are the records
  std::vector<std::string> record_arrays;  // dotted paths of the arrays inside the root object that make up most of the text
};

JsonPlan plan_json(std::string_view head, bool whole);

}  // namespace gongdun::read
