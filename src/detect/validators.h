// Validators: exact checks of a value that a pattern found. A pack names them (`validators: [gb11643]`); all named ones must pass.
// A validator is a pure function of the value's bytes, registered by one line in a validators_*.cpp that also carries its names and source.
//
// identity    gb11643 gb11643_15 mobile_cn landline_cn phone_foreign passport_cn hkmo_permit taiwan_permit plate_cn drivers_licence_cn surname_cn address_cn
// organisation gb32100 gb11714 business_reg15 org_suffix
// money       luhn card_bin bank_account iban swift_bic
// devices     imei imsi iccid vin_gb16735 mac ipv4 ipv6 domain email
// places      geo geo_cn postcode_cn
// transport   iso6346 imo_ship mmsi icao24
// goods       ean13 isbn13
// secrets     jwt private_key_pem aws_key aliyun_key tencent_key secret_value connection_string entropy_mid entropy_hi
// general     date date_compact not_sequential not_repeating not_placeholder has_digit has_letter has_digit_and_letter not_all_hex not_date
#pragma once
#include <string_view>
#include <vector>

namespace gongdun::detect {

struct Validator {
  std::string_view id;
  std::string_view name_zh, name_en;
  std::string_view source;  // standard and clause, or how the rule was made
  bool (*passes)(std::string_view value);
};

// Null if no validator has this name.
const Validator* find_validator(std::string_view id);
// Sorted by id.
std::vector<const Validator*> all_validators();

// One static object of this type registers validators; the registry is complete before main().
struct ValidatorRegistration {
  explicit ValidatorRegistration(const Validator& validator);
};
#define GD_VALIDATOR(name, zh, en, from) static const ValidatorRegistration gd_validator_##name({#name, zh, en, from, &name})

}  // namespace gongdun::detect
