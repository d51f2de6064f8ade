#include "report/zip_package.h"

#include <fmt/format.h>
#include <zip.h>

#include <memory>

namespace gongdun::report {
namespace {

constexpr zip_uint16_t kDosTime = 0, kDosDate = 33;  // 1980-01-01 00:00, the earliest a zip can say

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

std::unexpected<base::Error> refused(zip_error_t* error) {
  const std::string why = zip_error_strerror(error);
  return base::fail(base::Code::internal, fmt::format("DOCX 打包失败（{}）", why), fmt::format("the DOCX could not be packed ({})", why));
}

bool add_part(zip_t* archive, const std::string& name, const std::string& bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (!source) return false;
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto at = static_cast<zip_uint64_t>(index);
  return zip_file_set_dostime(archive, at, kDosTime, kDosDate, 0) == 0 && zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) == 0;
}

std::string read_all(zip_source_t* source) {
  std::string out;
  if (zip_source_open(source) != 0) return out;
  char buffer[65536];
  for (zip_int64_t got = 0; (got = zip_source_read(source, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
  zip_source_close(source);
  return out;
}

}  // namespace

base::Result<std::string> ZipPackage::bytes() const {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_source_t, FreeSource> target(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!target) return refused(&error);
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
  if (!archive) return refused(&error);
  zip_source_keep(target.get());  // closing the archive lets go of its own hold only
  for (const auto& [name, content] : parts_) {
    if (!add_part(archive.get(), name, content)) return refused(zip_get_error(archive.get()));
  }
  if (zip_close(archive.get()) != 0) return refused(zip_get_error(archive.get()));
  (void)archive.release();
  return read_all(target.get());
}

}  // namespace gongdun::report
