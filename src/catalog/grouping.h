// Which asset a part belongs to: the same table split over files, a file series, documents of one kind in one folder.
// The key is made of places and shapes, never of grades, so a new rule pack does not tear assets apart.
#pragma once
#include <string>
#include <string_view>

#include "catalog/part.h"
#include "read/item.h"

namespace gongdun::catalog {

// What the grader says of a document by itself. A mail about ore prices and one about a VPN account are not one data item, so the sector parts them.
struct DocumentTraits {
  std::string kind, title, sector;
};

struct AssetKey {
  std::string key;
  std::string name;      // what people will call it
  std::string location;  // folder or archive
};

// `path` is the item's canonical path with archive members as path!/member.
// Of a document that says nothing of its kind the traits are empty.
AssetKey asset_key(std::string_view path, const Part& part, const DocumentTraits& document);

// Two folders of one row of dated folders (2023/, 2024/).
bool grouped_alike(std::string_view folder, std::string_view other);
// The key of the same asset in another folder.
std::string moved_asset_key(std::string_view key, std::string_view folder);

// "炼钢记录_2024-03.csv" → "炼钢记录_#-#": digits of a file name folded, extension dropped.
std::string series_name(std::string_view file_name);

}  // namespace gongdun::catalog
