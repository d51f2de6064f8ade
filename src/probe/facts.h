// What a collector has read: facts by the ids of the pack's probe book. A fact that could not be read is not there.
#pragma once
#include <map>
#include <string>

#include "pack/expression.h"

namespace gongdun::probe {

class Facts {
 public:
  void flag(const std::string& id, bool value) { values_[id] = value; }
  void number(const std::string& id, double value) { values_[id] = value; }
  void word(const std::string& id, const std::string& value) { values_[id] = std::vector{value}; }
  pack::FactValue operator()(const std::string& id) const {
    const auto found = values_.find(id);
    return found == values_.end() ? pack::FactValue() : found->second;
  }
  bool has(const std::string& id) const { return values_.contains(id); }
  const std::map<std::string, pack::FactValue>& all() const { return values_; }

 private:
  std::map<std::string, pack::FactValue> values_;
};

}  // namespace gongdun::probe
