// Scans and sources as the API shows them.
#pragma once
#include "catalog/catalog.h"
#include "catalog/source_store.h"
#include "serve/answer.h"

namespace gongdun::serve {

base::Result<Json> scan_json(store::Db& db, const catalog::ScanRecord& record, const std::string& source_name);
base::Result<Json> last_scan_json(store::Db& db, const catalog::Source& source);  // null: never scanned
base::Result<Json> source_json(store::Db& db, const catalog::Source& source);

}  // namespace gongdun::serve
