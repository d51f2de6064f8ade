#include "detect/scan_plan.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "detect/column_model.h"

namespace gongdun::detect {

ScanPlan::ScanPlan(std::shared_ptr<const Engine> from)
    : engine(std::move(from)),
      headers(engine->detectors()),
      near(engine->detectors()),
      gate(*engine),
      person(engine->find_detector("person.name")),
      organization(engine->find_detector("org.name")),
      address(engine->find_detector("cn.address")),
      password(engine->find_detector("secret.password")),
      token(engine->find_detector("secret.generic_token")),
      aws(engine->find_detector("secret.aws_key")),
      connection(engine->find_detector("secret.connection_string")),
      email(engine->find_detector("email")),
      coordinate(engine->find_detector("geo.coordinate")),
      mobile(engine->find_detector("cn.mobile")),
      phone(engine->find_detector("cn.phone")) {
  constexpr std::array<std::string_view, 7> kIdentities{"cn.resident_id", "cn.passport", "cn.mobile", "person.name", "bank.card", "email", "cn.phone"};
  for (std::size_t i = 0; i < kForms; ++i) forms[i] = i == 0 ? -1 : engine->find_detector(form_detector(static_cast<Form>(i)));
  for (const pack::Detector& detector : engine->detectors()) {
    identity.push_back(std::ranges::find(kIdentities, detector.meta.id) != kIdentities.end());
    header_only.push_back(detector.column.header_only);
    const auto trained = column_models();
    const auto model = std::ranges::find(trained, detector.meta.id, &ColumnModel::detector);
    models.push_back(model == trained.end() ? nullptr : &*model);
  }
}

bool ScanPlan::personal(std::size_t detector) const {
  const pack::DataClass data_class = rule(detector).data_class;
  return data_class == pack::DataClass::personal || data_class == pack::DataClass::personal_sensitive;
}

bool ScanPlan::trigger(const Match& match, std::string_view value) const {
  const int detector = static_cast<int>(match.detector);
  if (match.masked_form) return false;
  if (detector == person || detector == organization || detector == address) return true;
  if (detector != password && detector != token) return false;
  if (match.begin != match.value_begin || match.end != match.value_end || value.size() > 24) return false;
  return std::ranges::none_of(value, [](char c) { return c >= '0' && c <= '9'; }) && value.find('$') == std::string_view::npos &&
         value.find('{') == std::string_view::npos;
}

int ScanPlan::secret_detector(SecretKind kind) const {
  switch (kind) {
    case SecretKind::password: return password;
    case SecretKind::token: return token;
    case SecretKind::aws: return aws >= 0 ? aws : token;
    case SecretKind::none: break;
  }
  return -1;
}

}  // namespace gongdun::detect
