// The one file that talks to PCRE2.
#include "detect/confirm.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <fmt/core.h>

#include <algorithm>
#include <new>
#include <utility>

namespace gongdun::detect {
namespace {

constexpr std::uint32_t kMatchLimit = 100'000;
constexpr std::uint32_t kMaxGroups = 63;
constexpr std::size_t kJitStackStart = 32 << 10, kJitStackMax = 512 << 10;

std::string message_of(int code) {
  PCRE2_UCHAR text[160] = {};
  pcre2_get_error_message(code, text, sizeof text);
  return reinterpret_cast<const char*>(text);
}

}  // namespace

base::Result<Confirmer> Confirmer::compile(const std::string& pattern) {
  constexpr std::uint32_t kOptions = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_ANCHORED | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES;
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), kOptions, &error, &offset, nullptr);
  if (code == nullptr) {
    return base::fail(base::Code::invalid_input, fmt::format("模式有语法错误(第 {} 字节):{}", offset + 1, message_of(error)),
                      fmt::format("the pattern has a syntax error (byte {}): {}", offset + 1, message_of(error)));
  }
  Confirmer confirmer;
  confirmer.code_ = code;
  std::uint32_t groups = 0;
  pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
  if (groups > kMaxGroups) return base::fail(base::Code::invalid_input, "捕获分组过多,请改用 (?:…)", "too many capture groups, use (?:…)");
  if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
    return base::fail(base::Code::invalid_input, "模式过于复杂,无法即时编译", "the pattern is too complex to be compiled to machine code");
  }
  PCRE2_SPTR first = nullptr, last = nullptr;
  const int entry = pcre2_substring_nametable_scan(code, reinterpret_cast<PCRE2_SPTR>("v"), &first, &last);
  for (PCRE2_SPTR at = first; entry > 0 && at <= last; at += entry) {
    confirmer.value_groups_.push_back(static_cast<std::uint32_t>(at[0] << 8 | at[1]));
  }
  return confirmer;
}

Confirmer::~Confirmer() {
  pcre2_code_free(static_cast<pcre2_code*>(code_));
}
Confirmer::Confirmer(Confirmer&& other) noexcept : code_(std::exchange(other.code_, nullptr)), value_groups_(std::move(other.value_groups_)) {}
Confirmer& Confirmer::operator=(Confirmer&& other) noexcept {
  std::swap(code_, other.code_);
  value_groups_ = std::move(other.value_groups_);
  return *this;
}

struct Confirmer::State::Impl {
  pcre2_match_data* data = pcre2_match_data_create(kMaxGroups + 1, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(kJitStackStart, kJitStackMax, nullptr);

  Impl() {
    if (data == nullptr || context == nullptr || stack == nullptr) throw std::bad_alloc();
    pcre2_set_match_limit(context, kMatchLimit);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~Impl() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_jit_stack_free(stack);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

Confirmer::State::State() : impl_(std::make_unique<Impl>()) {}
Confirmer::State::~State() = default;
Confirmer::State::State(State&&) noexcept = default;
Confirmer::State& Confirmer::State::operator=(State&&) noexcept = default;

bool Confirmer::match_at(std::string_view text, std::size_t begin, std::size_t window, State& state, Span& span) const {
  const std::size_t length = begin + std::min(text.size() - begin, window);
  const int found = pcre2_jit_match(static_cast<const pcre2_code*>(code_), reinterpret_cast<PCRE2_SPTR>(text.data()), length, begin, 0, state.impl_->data,
                                    state.impl_->context);
  if (found <= 0) return false;
  const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(state.impl_->data);
  if (bounds[0] != begin || bounds[1] <= begin) return false;
  span = {bounds[0], bounds[1], bounds[0], bounds[1]};
  for (const std::size_t group : value_groups_) {
    if (group >= static_cast<std::size_t>(found) || bounds[2 * group] == PCRE2_UNSET) continue;
    span.value_begin = bounds[2 * group];
    span.value_end = bounds[2 * group + 1];
    break;
  }
  return true;
}

}  // namespace gongdun::detect
