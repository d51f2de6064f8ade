// Makes single values: names, firms, addresses, numbers — and the values that only look like them. Words and forms are the trainer's own; the
// labelled tables of bench/ are made by other code from other words, so that they stay an outside judge.
#pragma once
#include <string>

#include "detect/training/random.h"

namespace gongdun::detect::training {

std::string chinese_name(Random& random);
std::string rare_name(Random& random);      // seldom families, unusual characters
std::string book_name(Random& random);      // every family of the Hundred Family Names as often as another
std::string minority_name(Random& random);  // with a middle dot, or without a family name
std::string latin_name(Random& random);
std::string masked_name(Random& random);
std::string listed_names(Random& random);  // 王一、李二; 王一/0123; 王一（班长）
std::string firm(Random& random);
std::string institution(Random& random);
std::string short_firm(Random& random);  // 远东化工
std::string english_firm(Random& random);
std::string address(Random& random);
std::string local_address(Random& random);  // without province and city
std::string park_address(Random& random);   // building and room only
std::string mobile(Random& random);
std::string typed_mobile(Random& random);  // blanks, +86, two numbers, with a name
std::string masked_mobile(Random& random);
std::string landline(Random& random);
std::string typed_landline(Random& random);
std::string local_landline(Random& random);  // without the area
std::string hotline(Random& random);
std::string account(Random& random);
std::string grouped_account(Random& random);
std::string passport(Random& random);
std::string longitude(Random& random);
std::string latitude(Random& random);
std::string position(Random& random);  // both
std::string ip_address(Random& random);
std::string decimal(Random& random, std::int64_t low, std::int64_t high, int places);
std::string date(Random& random);

}  // namespace gongdun::detect::training
