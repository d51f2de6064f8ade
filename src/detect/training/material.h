// Tables to learn from: kinds of columns — some hold what a detector looks for, most only look like it — under right, foreign, vague, lying or no
// headers, side by side as in real tables. What each column is, is known.
#pragma once
#include <string>
#include <vector>

#include "detect/training/random.h"

namespace gongdun::detect::training {

enum class Proof {
  header,  // nobody could tell without the header: an account number
  shaped,  // enough under a header that says nothing: a mobile number
  proved,  // enough under any header: an address
};

using Maker = std::string (*)(Random&, std::uint64_t row);

struct Kind {
  const char* headers;  // Chinese | English | pinyin, words separated by blanks
  Maker make;
  const char* truth = "";  // detector, empty: nothing that is looked for
  Proof proof = Proof::proved;
  const char* akin = "";    // detectors whose claim would be no mistake while the header does not rule it out
  const char* always = "";  // … whatever the header says
};

const std::vector<Kind>& kinds();

enum class Told { right, silent, nothing, wrong };  // what the header tells: the truth, a vague word, there is none, another kind

struct MadeColumn {
  const Kind* kind = nullptr;
  Told told = Told::right;
  const Kind* header_of = nullptr;  // whose word the header is, if told is right or wrong
  std::string header, comment;
  std::vector<std::string> cells;
  std::uint64_t dirt = 0;  // of 100 cells, those that hold something else
};

struct MadeTable {
  std::vector<MadeColumn> columns;
};

MadeTable make_table(Random& random);

// Is the column one of this detector's? Undecided: a judge may say either.
enum class Answer { no, yes, undecided };
Answer answer_for(const MadeColumn& column, std::string_view detector);

}  // namespace gongdun::detect::training
