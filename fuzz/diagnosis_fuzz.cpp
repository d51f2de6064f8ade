// Answers, facts and travel files come from other people's machines: any bytes must end in entries or in words, never in a crash. The first byte chooses.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assess/answer_input.h"
#include "assess/outbound.h"
#include "assess/paper.h"
#include "assess/scoring.h"
#include "assess/travel_file.h"
#include "pack/load.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun;
  static const pack::Loaded packs = pack::load_packs(GD_SOURCE_DIR "/packs");
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const pack::Questionnaire& questions =
      *std::ranges::find_if(packs.assess.questionnaires, [](const pack::Questionnaire& one) { return one.meta.id == "diagnosis"; });
  if (data[0] % 4 == 0) {
    (void)pack::parse_expression(text);
  } else if (data[0] % 4 == 1) {
    (void)assess::parse_travel(text);
    (void)assess::parse_page_code(text);
  } else if (data[0] % 4 == 2) {
    (void)assess::decide_file(packs.assess.decision_tables, "outbound", text, "fuzz", true, base::Lang::zh);
  } else {
    assess::AnswerLog log;
    for (assess::Entry& entry : assess::read_answers(questions, text, "fuzz").entries) log.say(std::move(entry), 1);
    const assess::Picture picture = assess::look(questions, log);
    (void)assess::measures(questions, picture, assess::score(questions, picture));
  }
  return 0;
}
