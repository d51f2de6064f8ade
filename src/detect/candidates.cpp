// CandidateReader: from engine matches to candidates with a confidence.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "detect/text_scan.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kMostCandidates = 1U << 20;  // of one buffer

bool is_title(std::string_view word) {
  return word == "先生" || word == "女士" || word == "同志" || word == "师傅";
}

std::string_view line_around(std::string_view text, std::size_t at, std::size_t& begin) {
  constexpr std::size_t kReach = 400;
  begin = at;
  while (begin > 0 && at - begin < kReach && text[begin - 1] != '\n' && text[begin - 1] != '\x1f') --begin;
  std::size_t end = at;
  while (end < text.size() && end - at < kReach && text[end] != '\n' && text[end] != '\x1f') ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

void CandidateReader::names(std::string_view text, const Match& match) {
  const auto detector = static_cast<std::uint16_t>(match.detector);
  const double confidence = plan_.rule(detector).confidence_context;
  const int named = static_cast<int>(match.detector);
  const std::string_view word = text.substr(match.begin, match.end - match.begin);
  pieces_.clear();
  Piece piece;
  if (named == plan_.person) {
    if (!is_title(word))
      names_after_label(text, match.end, pieces_);
    else if (name_before_title(text, match.begin, piece))
      pieces_.push_back(piece);
  } else if (named == plan_.organization) {
    if (organization_at(text, match.begin, match.end, piece)) pieces_.push_back(piece);
  } else if (address_around(text, match.begin, match.end, piece)) {
    pieces_.push_back(piece);
  }
  for (const Piece& one : pieces_) {
    found_.push_back({.detector = detector,
                      .begin = one.begin,
                      .end = one.end,
                      .confidence = one.strong ? confidence : confidence * 0.88,
                      .near_word = -1,
                      .note = {},
                      .masked = false});
    if (named == plan_.person) found_.back().note = "near:" + std::string(word);
  }
}

void CandidateReader::plain(std::string_view text, const Match& match, bool quick) {
  const auto detector = static_cast<std::uint16_t>(match.detector);
  const pack::Detector& rule = plan_.rule(detector);
  Candidate candidate{.detector = detector,
                      .begin = match.value_begin,
                      .end = match.value_end,
                      .confidence = rule.confidence,
                      .near_word = -1,
                      .note = {},
                      .masked = match.masked_form};
  if (!quick || rule.context.required) {
    const NearContext near = plan_.near.look(detector, text, match.begin, match.end);
    candidate.near_word = near.word;
    if (near.word >= 0) candidate.confidence = rule.confidence_context;
    if (near.against && !plan_.strong(detector)) return;
    if (near.against) candidate.confidence *= 0.6;
    // A wider pattern carries its own label (账号：…).
    if (rule.context.required && near.word < 0 && match.begin == match.value_begin) return;
  }
  if (match.masked_form) candidate.confidence = std::min(candidate.confidence, 0.9);
  if (static_cast<int>(match.detector) == plan_.connection) {
    const ValueStyle style{.quoted = true, .code = false, .environment = true};
    const SecretValue verdict = judge_secret_value(text.substr(match.value_begin, match.value_end - match.value_begin), SecretKind::password, {}, style);
    if (verdict == SecretValue::no) return;
    candidate.masked = verdict == SecretValue::masked;
  }
  found_.push_back(std::move(candidate));
}

void CandidateReader::secret(std::string_view text, const Match& match, bool prose) {
  const auto read = read_assignment(text, match.begin, match.end, prose);
  if (!read) return;
  const int detector = plan_.secret_detector(read->kind);
  if (detector < 0) return;
  const std::size_t name_size = std::min<std::size_t>(read->name_end - read->name_begin, 60);
  found_.push_back({.detector = static_cast<std::uint16_t>(detector),
                    .begin = read->value_begin,
                    .end = read->value_end,
                    .confidence = plan_.rule(static_cast<std::size_t>(detector)).confidence_context,
                    .near_word = -1,
                    .note = "name:" + std::string(base::utf8_prefix(text.substr(read->name_begin, name_size), 40)),
                    .masked = read->masked});
}

void CandidateReader::read_one(std::string_view text, const Match& match, bool prose, bool quick) {
  const pack::Detector& rule = plan_.rule(match.detector);
  if (rule.columns_only || found_.size() >= kMostCandidates) return;
  const std::string_view value = text.substr(match.value_begin, match.value_end - match.value_begin);
  if (!plan_.trigger(match, value)) return plain(text, match, quick);
  if (plan_.secret(match.detector)) return secret(text, match, prose);
  names(text, match);
}

// 张三 110101… 139…: a whole name on the line of an identity number or a telephone number.
void CandidateReader::names_beside_identities(std::string_view text) {
  if (plan_.person < 0) return;
  const std::size_t count = found_.size();
  std::size_t last_line = static_cast<std::size_t>(-1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& id = plan_.rule(found_[i].detector).meta.id;
    if (id != "cn.resident_id" && id != "cn.mobile" && id != "bank.card" && id != "cn.passport") continue;
    std::size_t begin = 0;
    const std::string_view line = line_around(text, found_[i].begin, begin);
    if (begin == last_line) continue;
    last_line = begin;
    pieces_.clear();
    name_tokens(line, pieces_);
    for (const Piece& piece : pieces_) {
      found_.push_back({.detector = static_cast<std::uint16_t>(plan_.person),
                        .begin = begin + piece.begin,
                        .end = begin + piece.end,
                        .confidence = 0.82,
                        .near_word = -1,
                        .note = "near:" + id,
                        .masked = false});
    }
  }
}

// Of candidates about the same bytes the surest stays, of equal ones the longer.
std::vector<Candidate>& CandidateReader::settle(std::string_view text) {
  names_beside_identities(text);
  std::ranges::sort(found_, [this](const Candidate& a, const Candidate& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.end != b.end ? a.end > b.end : plan_.rule(a.detector).confidence > plan_.rule(b.detector).confidence;
  });
  std::size_t kept = 0;
  for (Candidate& one : found_) {
    bool lost = false;
    while (kept > 0 && one.begin < found_[kept - 1].end) {
      const Candidate& other = found_[kept - 1];
      const bool secrets = plan_.secret(one.detector) && plan_.secret(other.detector);
      if (secrets || other.confidence >= one.confidence) {
        lost = true;
        break;
      }
      --kept;
    }
    if (lost) continue;
    if (&found_[kept] != &one) found_[kept] = std::move(one);
    ++kept;
  }
  found_.resize(kept);
  return found_;
}

std::vector<Candidate>& CandidateReader::read(std::string_view text, const std::vector<Match>& matches, bool prose, const std::vector<bool>& quick) {
  clear();
  std::size_t address_end = 0, url_end = 0;
  for (const Match& match : matches) {
    const int detector = static_cast<int>(match.detector);
    // pass@host of a connection string is no mail address; one address has several triggers.
    if (detector == plan_.connection) url_end = match.end;
    if (detector == plan_.email && match.begin < url_end) continue;
    if (detector == plan_.address && match.begin < address_end) continue;
    const std::size_t before = found_.size();
    read_one(text, match, prose, quick[match.detector]);
    if (detector == plan_.address && found_.size() > before) address_end = found_.back().end;
  }
  return settle(text);
}

}  // namespace gongdun::detect
