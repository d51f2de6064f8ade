// Migration 4 of the catalog: what lists, counts and search at a million assets stand on.
#pragma once
#include <string>

namespace gongdun::catalog {

std::string lists_sqlite();
std::string lists_postgres();

}  // namespace gongdun::catalog
