// Character recognition of pictures and of PDF pages without text, by Debian's Tesseract in a process of its own for each picture (and pdftoppm for each
// page). Off unless asked for: it is slow, and what it reads is a guess. Its text comes in blocks of the part "ocr".
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/format.h"

namespace gongdun::read {

struct OcrSettings {
  std::string languages = "chi_sim+eng";  // names of Tesseract's trained data
  std::string program = "tesseract";
  std::chrono::milliseconds picture_time{30'000};  // one picture or page
  std::uint32_t pages = 50;                        // of one document
  std::chrono::milliseconds document_time{120'000};
  std::uint64_t picture_bytes = 64ULL << 20;
  std::uint64_t memory_bytes = 1ULL << 30;  // address space of the helper
};

// For the whole program, before reading begins; nothing turns it off again.
void use_ocr(std::optional<OcrSettings> settings);
const OcrSettings* ocr();  // nullptr while off
// What distinguishes items read so from others in the store; empty while off.
std::string ocr_digest();

// Reads the bytes of a picture. A missing program or language and whatever went wrong is said as `unread` of the item, never an error.
void recognise_picture(int descriptor, std::uint64_t bytes, std::uint32_t page, ExtractContext& context);
// The pages of a PDF one after the other.
void recognise_pdf(int descriptor, ExtractContext& context);

// A picture's own extractor, then its drawn text where that is asked for.
template <Extract Metadata>
base::Status with_drawn_text(ByteSource& source, ExtractContext& context) {
  if (ocr() == nullptr) return Metadata(source, context);
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  auto descriptor = (*bytes)->descriptor();
  auto status = Metadata(source, context);
  if (!descriptor) return std::unexpected(std::move(descriptor).error());
  if (!context.stop.requested()) recognise_picture(*descriptor, (*bytes)->size(), 0, context);
  return status;
}

// White space that recognition puts between Chinese characters, taken out.
std::string close_up(std::string_view line);

}  // namespace gongdun::read
