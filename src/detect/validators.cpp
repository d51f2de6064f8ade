#include "detect/validators.h"

#include <algorithm>
#include <map>

namespace gongdun::detect {
namespace {

std::map<std::string_view, Validator>& registry() {
  static std::map<std::string_view, Validator> all;
  return all;
}

}  // namespace

ValidatorRegistration::ValidatorRegistration(const Validator& validator) {
  registry().emplace(validator.id, validator);
}

const Validator* find_validator(std::string_view id) {
  const auto found = registry().find(id);
  return found == registry().end() ? nullptr : &found->second;
}

std::vector<const Validator*> all_validators() {
  std::vector<const Validator*> all;
  for (const auto& [id, validator] : registry()) all.push_back(&validator);
  return all;
}

}  // namespace gongdun::detect
