// What the scanner derives from an Engine once and then only reads: context indexes, term weights and the detectors that have recognisers of their own.
#pragma once
#include <array>
#include <memory>
#include <vector>

#include "detect/cell_form.h"
#include "detect/cell_gate.h"
#include "detect/context.h"
#include "detect/distinct_sketch.h"
#include "detect/engine.h"
#include "detect/secret_words.h"

namespace gongdun::detect {

struct ColumnModel;

struct ScanPlan {
  explicit ScanPlan(std::shared_ptr<const Engine> engine);

  std::shared_ptr<const Engine> engine;
  HeaderIndex headers;
  NearWords near;
  CellGate gate;
  ValueHash hash;
  // Indexes into Engine::detectors(), -1 where the packs have none.
  int person, organization, address, password, token, aws, connection, email, coordinate, mobile, phone;
  std::array<int, kForms> forms;           // by Form
  std::vector<bool> identity;              // detectors whose distinct values stand for persons
  std::vector<bool> header_only;           // detectors a header may claim a column for
  std::vector<const ColumnModel*> models;  // by detector; null: judged by the rule of its pack

  const pack::Detector& rule(std::size_t detector) const { return engine->detectors()[detector]; }
  bool personal(std::size_t detector) const;
  bool secret(std::size_t detector) const { return rule(detector).data_class == pack::DataClass::secret; }
  // A match of these patterns is only the place to read at, not a finding (names, organisations, addresses, secret words).
  bool trigger(const Match& match, std::string_view value) const;
  int secret_detector(SecretKind kind) const;
  // A value that counts wherever it stands: checksum or unmistakable structure.
  bool strong(std::size_t detector) const { return rule(detector).confidence >= 0.8; }
};

}  // namespace gongdun::detect
