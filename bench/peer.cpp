#include "bench/peer.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace gongdun::bench {
namespace {

std::string without_group_names(std::string pattern) {
  for (std::size_t at; (at = pattern.find("(?<v>")) != std::string::npos;) pattern.replace(at, 5, "(");
  return pattern;
}

std::string escaped(const std::string& word) {
  std::string out;
  for (const char c : word) {
    if (std::strchr("\\^$.|?*+()[]{}", c) != nullptr) out += '\\';
    out += c;
  }
  return out;
}

bool takes(const std::string& pattern) {
  hs_database_t* one = nullptr;
  hs_compile_error_t* error = nullptr;
  const bool compiled = hs_compile(pattern.c_str(), HS_FLAG_UTF8, HS_MODE_BLOCK, nullptr, &one, &error) == HS_SUCCESS;
  if (compiled)
    hs_free_database(one);
  else
    hs_free_compile_error(error);
  return compiled;
}

}  // namespace

Peer::~Peer() {
  hs_free_scratch(scratch_);
  hs_free_database(database_);
}

bool Peer::build(const std::vector<std::string>& expressions, const std::vector<unsigned>& flags) {
  std::vector<const char*> texts;
  std::vector<unsigned> ids;
  for (const std::string& expression : expressions) {
    ids.push_back(static_cast<unsigned>(texts.size()));
    texts.push_back(expression.c_str());
  }
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr, &database_, &error) != HS_SUCCESS) {
    std::fprintf(stderr, "peer: %s\n", error->message);
    hs_free_compile_error(error);
    return false;
  }
  return hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
}

bool Peer::compile(const std::vector<std::string>& expressions) {
  patterns = expressions.size();
  return build(expressions, std::vector<unsigned>(expressions.size(), 0));
}

bool Peer::compile(const pack::PackSet& packs, const detect::Engine& engine) {
  std::vector<std::string> expressions;
  for (const auto& detector : packs.detectors) {
    for (const auto* list : {&detector.patterns, &detector.masked_forms}) {
      for (const std::string& pattern : *list) {
        const std::string plain = without_group_names(pattern);
        if (takes(plain))
          expressions.push_back(plain);
        else
          ++left_out;
      }
    }
  }
  patterns = expressions.size();
  std::vector<unsigned> flags(patterns, HS_FLAG_UTF8);
  for (const std::string& word : engine.vocabulary()) expressions.push_back(escaped(word));
  for (const auto& detector : packs.detectors) {
    for (const std::string& word : detector.words) expressions.push_back(escaped(word));
  }
  words = expressions.size() - patterns;
  flags.resize(expressions.size(), HS_FLAG_UTF8 | HS_FLAG_CASELESS);
  return build(expressions, flags);
}

std::uint64_t Peer::scan(std::string_view text) {
  std::uint64_t count = 0;
  const auto hit = [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
    ++*static_cast<std::uint64_t*>(context);
    return 0;
  };
  for (std::size_t at = 0; at < text.size(); at += kPeerBlock) {
    hs_scan(database_, text.data() + at, static_cast<unsigned>(std::min(kPeerBlock, text.size() - at)), 0, scratch_, hit, &count);
  }
  return count;
}

}  // namespace gongdun::bench
