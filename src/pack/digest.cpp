// Digests do not depend on file order, key order, comments or layout except Pack::digest, which is over the bytes.
#include <algorithm>
#include <set>

#include "crypto/sm3.h"
#include "pack/rule_file.h"
#include "pack/term_lists.h"

namespace gongdun::pack {

namespace {

void feed(crypto::Sm3& hash, std::string_view text) {
  hash.update(std::to_string(text.size()));
  hash.update(":");
  hash.update(text);
}

std::string finish(crypto::Sm3& hash) {
  const crypto::Sm3Digest digest = hash.finish();
  return crypto::hex(digest);
}

std::string digest_parts(std::vector<DigestPart> parts, const std::vector<std::string>& left_out, const std::set<std::string>& words) {
  std::erase_if(parts, [&](const DigestPart& part) { return std::ranges::find(left_out, part.id) != left_out.end(); });
  std::ranges::sort(parts, [](const DigestPart& a, const DigestPart& b) { return std::tie(a.id, a.text) < std::tie(b.id, b.text); });
  crypto::Sm3 hash;
  for (const DigestPart& part : parts) feed(hash, part.text);
  hash.update("words");
  for (const std::string& word : words) feed(hash, word);
  return finish(hash);
}

void add_words(const std::vector<Term>& terms, std::set<std::string>& words) {
  for (const Term& term : terms) words.insert((term.whole_word ? "w" : "p") + term.word);
}

std::set<std::string> vocabulary(const PackSet& set) {
  std::set<std::string> words;
  for (const std::vector<Term>* terms : term_lists(set)) add_words(*terms, words);
  return words;
}

}  // namespace

void fill_digests(Collected& collected) {
  PackSet& set = collected.set;
  crypto::Sm3 all;
  for (const Pack& pack : set.packs) {
    feed(all, pack.id);
    feed(all, pack.digest);
  }
  for (const std::string& id : set.not_in_force) feed(all, id);
  set.digest = finish(all);
  // Words are counted while reading, so a new word needs a new reading; a new weight does not.
  set.detect_digest = digest_parts(collected.detect_parts, set.not_in_force, vocabulary(set));
  set.grade_digest = digest_parts(collected.grade_parts, set.not_in_force, {});
}

}  // namespace gongdun::pack
