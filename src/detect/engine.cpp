// Compiles packs into an Engine. Scanning is in engine_scan.cpp.
#include "detect/engine.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "detect/engine_impl.h"
#include "pack/term_lists.h"

namespace gongdun::detect {
namespace {

struct Problems {
  std::vector<std::pair<const pack::RuleMeta*, base::Bilingual>> list;
  void add(const pack::RuleMeta& rule, std::string zh, std::string en) { list.emplace_back(&rule, base::Bilingual{std::move(zh), std::move(en)}); }

  base::Error error() const {
    base::Error error{base::Code::invalid_input, {}, {}};
    error.message.zh = fmt::format("{} 条识别规则不能使用", list.size());
    error.message.en = fmt::format("{} detector rules cannot be used", list.size());
    for (const auto& [rule, text] : list) {
      const std::string place = rule->line > 0 ? fmt::format("{}:{}", rule->file, rule->line) : rule->file;
      error.message.zh += fmt::format("\n  {}{}{}:{}", place, place.empty() ? "" : " ", rule->id, text.zh);
      error.message.en += fmt::format("\n  {}{}{}: {}", place, place.empty() ? "" : " ", rule->id, text.en);
    }
    return error;
  }
};

bool touches_alnum(std::string_view word, bool left) {
  return !word.empty() && is_alnum_byte(static_cast<unsigned char>(left ? word.front() : word.back()));
}

const char* density_words(double density) {
  return density < 0.001 ? "rare" : density < 0.01 ? "selective" : "dense";
}

Engine::Plan plan_of(const pack::Detector& detector, const PatternUnit& unit) {
  std::string why = unit.exact.by_table() ? "table" : "PCRE2";
  if (unit.by_literal())
    why += fmt::format(", {} literals, first \"{}\"", unit.anchor.literals.size(), unit.anchor.literals.front().bytes);
  else
    why += fmt::format(", byte runs, {} ({:.5f} candidates a byte)", density_words(unit.anchor.density), unit.anchor.density);
  if (unit.anchor.prefix.max == kUnboundedLength)
    why += ", begins within 256 bytes before";
  else if (unit.anchor.prefix.max > 0)
    why += fmt::format(", begins {}-{} bytes before", unit.anchor.prefix.min, unit.anchor.prefix.max);
  return {detector.meta.id, unit.text, unit.by_literal() ? "literal" : "run", why};
}

// Collects everything, then compiles the two searchers.
class Compiler {
 public:
  Compiler(EngineCore& impl, const ReadyCache& cache) : impl_(impl), cache_(cache) {}

  base::Status run(const pack::PackSet& packs) {
    impl_.detectors = packs.detectors;
    for (std::uint32_t i = 0; i < impl_.detectors.size(); ++i) add_detector(i);
    collect_terms(packs);
    if (!problems_.list.empty()) return std::unexpected(problems_.error());
    for (const auto& [unit, ref] : masks_) program_.add_trigger(ref, unit);
    impl_.kernel.emplace(program_);
    impl_.words.finish();
    auto literals = LiteralSet::compile(literals_, cache_);
    if (!literals) return std::unexpected(std::move(literals).error());
    impl_.literals.emplace(std::move(*literals));
    return {};
  }

 private:
  void add_detector(std::uint32_t index) {
    const pack::Detector& detector = impl_.detectors[index];
    DetectorChecks checks;
    for (const std::string& name : detector.validators) {
      if (const Validator* validator = find_validator(name))
        checks.validators.push_back(validator);
      else
        problems_.add(detector.meta, fmt::format("没有名为 {} 的校验器", name), fmt::format("there is no validator named {}", name));
    }
    for (const std::string& name : detector.vetoes) {
      if (const Veto* veto = find_veto(name))
        checks.vetoes.push_back(veto);
      else
        problems_.add(detector.meta, fmt::format("没有名为 {} 的否决规则", name), fmt::format("there is no veto named {}", name));
    }
    for (const std::string& value : detector.stop_values) {
      checks.stop_shortest = checks.stop_values.empty() ? value.size() : std::min(checks.stop_shortest, value.size());
      checks.stop_longest = std::max(checks.stop_longest, value.size());
      checks.stop_values.insert(base::ascii_lower(value));
    }
    impl_.checks.push_back(std::move(checks));
    for (const std::string& pattern : detector.patterns) add_pattern(index, pattern, false);
    for (const std::string& pattern : detector.masked_forms) add_pattern(index, pattern, true);
    for (const std::string& word : detector.words) {
      if (!word.empty()) add_word(base::ascii_lower(word), LiteralUse::Kind::word, index, true);
    }
  }

  void add_pattern(std::uint32_t index, const std::string& pattern, bool masked_form) {
    const pack::Detector& detector = impl_.detectors[index];
    auto units = make_units(pattern, program_);
    if (!units) {
      const base::Bilingual& why = units.error().message;
      problems_.add(detector.meta, fmt::format("模式 {} 被拒绝:{}", pattern, why.zh), fmt::format("pattern {} is refused: {}", pattern, why.en));
      return;
    }
    for (PatternUnit& unit : *units) {
      unit.detector = index;
      unit.masked_form = masked_form;
      const auto number = static_cast<std::uint32_t>(impl_.units.size());
      for (const Literal& literal : unit.anchor.literals) {
        add_literal(literal, {LiteralUse::Kind::unit, false, false, static_cast<std::uint32_t>(literal.bytes.size()), number});
      }
      if (!unit.by_literal()) masks_.emplace_back(number, unit.anchor.mask);
      impl_.units.push_back(std::move(unit));
    }
  }

  void add_word(const std::string& word, LiteralUse::Kind kind, std::uint32_t index, bool whole) {
    const LiteralUse use{kind, whole && touches_alnum(word, true), whole && touches_alnum(word, false), static_cast<std::uint32_t>(word.size()), index};
    if (!WordIndex::can_hold(word, whole)) return add_literal({word, true}, use);
    impl_.words.add(word, whole, static_cast<std::uint32_t>(impl_.word_uses.size()));
    impl_.word_uses.push_back(use);
  }

  void add_literal(Literal literal, const LiteralUse& use) {
    if (literal.caseless) {
      literal.bytes = base::ascii_lower(literal.bytes);
      literal.caseless = std::any_of(literal.bytes.begin(), literal.bytes.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    }
    const auto [found, fresh] = ids_.try_emplace(literal, static_cast<std::uint32_t>(literals_.size()));
    if (fresh) {
      literals_.push_back(literal);
      impl_.uses.emplace_back();
    }
    impl_.uses[found->second].push_back(use);
  }

  void collect_terms(const pack::PackSet& packs) {
    for (const std::vector<pack::Term>* terms : pack::term_lists(packs)) {
      for (const pack::Term& term : *terms) {
        const std::string word = base::ascii_lower(term.word);
        if (!word.empty()) whole_words_.try_emplace(word, true).first->second &= term.whole_word;
      }
    }
    for (const auto& [word, whole] : whole_words_) {
      add_word(word, LiteralUse::Kind::term, static_cast<std::uint32_t>(impl_.vocabulary.size()), whole);
      impl_.vocabulary.push_back(word);
    }
  }

  EngineCore& impl_;
  const ReadyCache& cache_;
  Problems problems_;
  MaskProgram program_;
  std::vector<std::pair<std::uint32_t, MaskProgram::Ref>> masks_;
  std::vector<Literal> literals_;
  std::map<Literal, std::uint32_t> ids_;
  std::map<std::string, bool> whole_words_;
};

}  // namespace

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;

base::Result<std::shared_ptr<const Engine>> Engine::compile(const pack::PackSet& packs, const ReadyCache& cache) {
  std::shared_ptr<Engine> engine(new Engine());
  GD_TRY(Compiler(*engine->impl_, cache).run(packs));
  return engine;
}

const std::vector<pack::Detector>& Engine::detectors() const {
  return impl_->detectors;
}
const std::vector<std::string>& Engine::vocabulary() const {
  return impl_->vocabulary;
}
std::vector<Engine::Plan> Engine::plans() const {
  std::vector<Plan> plans;
  auto unit = impl_->units.begin();
  for (std::size_t i = 0; i < impl_->detectors.size(); ++i) {
    const pack::Detector& detector = impl_->detectors[i];
    for (; unit != impl_->units.end() && unit->detector == i; ++unit) plans.push_back(plan_of(detector, *unit));
    if (!detector.words.empty()) plans.push_back({detector.meta.id, fmt::format("{} words", detector.words.size()), "dictionary", "literal search"});
  }
  return plans;
}

const EngineCore& Engine::core() const {
  return *impl_;
}

int Engine::find_detector(std::string_view id) const {
  for (std::size_t i = 0; i < impl_->detectors.size(); ++i) {
    if (impl_->detectors[i].meta.id == id) return static_cast<int>(i);
  }
  return -1;
}

Engine::Scratch::Scratch(const Engine& engine) : impl_(std::make_unique<Impl>(*engine.impl_)) {}
Engine::Scratch::~Scratch() = default;
Engine::Scratch::Scratch(Scratch&&) noexcept = default;

}  // namespace gongdun::detect
