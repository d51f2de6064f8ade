// What the readers of legacy Office documents share: the compound file, the two outlets (text and tables), and where losses are told.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "read/compound_file.h"
#include "read/document_table.h"
#include "read/document_text.h"
#include "read/format.h"

namespace gongdun::read {

struct LegacyDocument {
  const CompoundFile* file;  // null for a bare workbook
  ExtractContext& context;
  DocumentText text;
  DocumentTable table;
  bool stopped = false;

  LegacyDocument(const CompoundFile* from, ExtractContext& with)
      : file(from), context(with), text(with.sink, with.limits), table(with.sink, with.limits, text) {}

  bool going() {
    stopped = stopped || text.stopped() || table.stopped() || context.stop.requested();
    return !stopped;
  }
  void lost(base::Error error, std::string_view part) const {
    if (error.where.empty()) error.where = part;
    context.sink.unread(error);
  }
};

// Each reads the document whose streams lie in the root of the file. An error means that the main part could not be read at all.
base::Status read_legacy_workbook(LegacyDocument& document);      // xls.cpp
base::Status read_legacy_word(LegacyDocument& document);          // doc.cpp
base::Status read_legacy_presentation(LegacyDocument& document);  // ppt.cpp
base::Status read_outlook_message(LegacyDocument& document);      // msg.cpp

base::Error legacy_encrypted();
base::Error legacy_damaged();

}  // namespace gongdun::read
