// The fixed parts of a DOCX (ECMA-376): styles, heading numbers, fonts, running header and footer, properties, relationships.
#pragma once
#include <string>
#include <vector>

#include "report/document.h"

namespace gongdun::report::docx {

// Namespaces every part with content declares.
extern const std::string kNamespaces;
extern const std::string kXmlHead;

struct Media {
  std::string file;  // image1.png
  std::string bytes;
};

// Relationship ids of the main part: the fixed ones, then rIdImage1, ...
std::string relationships(const std::vector<Media>& media);
std::string root_relationships();
std::string content_types();
std::string styles(base::Lang lang);
std::string numbering();
std::string font_table(base::Lang lang);
std::string settings(base::Lang lang);
std::string header(const Document& document);
std::string footer(const Document& document);
std::string empty_header();
std::string core_properties(const Document& document);
std::string app_properties(const Document& document);

// A field with the value shown until the reader's program computes it.
std::string field(const std::string& instruction, const std::string& shown, const std::string& run_properties = {});

}  // namespace gongdun::report::docx
