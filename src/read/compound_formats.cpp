// Documents in compound files: which one it is says the directory, which may lie anywhere in the file, so the head only tells that it is one.
// What they have in common is read here: properties ([MS-OLEPS]), macros, files embedded as objects.
#include <span>
#include <string>
#include <string_view>

#include "read/code_page.h"
#include "read/compound_writer.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"
#include "read/property_set.h"
#include "read/sniff.h"
#include "read/stream_source.h"
#include "read/vba_project.h"

namespace gongdun::read {

base::Error legacy_encrypted() {
  return {
      base::Code::encrypted,
      {"文档已加密（需要密码），内容未读取；请提供解密后的文件", "the document is encrypted (a password is needed) and was not read; provide a decrypted copy"},
      {}};
}

base::Error legacy_damaged() {
  return {base::Code::invalid_input, {"文档结构损坏，内容未读取；请取得完整文件", "the document is damaged and was not read; obtain an intact copy"}, {}};
}

namespace {

constexpr std::size_t kMostEmbedded = 1000;
constexpr std::size_t kMacroBytes = 16 << 20, kPropertyBytes = 1 << 20;

using ReadDocument = base::Status (*)(LegacyDocument&);

base::Status refuse_encrypted(LegacyDocument&) {
  return std::unexpected(legacy_encrypted());
}

// Its own content is in a form nothing here opens.
base::Status properties_only(LegacyDocument&) {
  return base::fail(base::Code::unsupported, "只读取了文档属性、宏和嵌入文件，正文的专有格式未打开",
                    "only properties, macros and embedded files were read; the body is in a proprietary form that is not opened");
}

struct Kind {
  std::string_view mark;  // a child of the root
  std::string_view format;
  ReadDocument read;
};

constexpr Kind kKinds[] = {
    {"EncryptedPackage", "office-encrypted", refuse_encrypted},
    {"WordDocument", "doc", read_legacy_word},
    {"PowerPoint Document", "ppt", read_legacy_presentation},
    {"__properties_version1.0", "msg", read_outlook_message},
    {"Workbook", "xls", read_legacy_workbook},
    {"Book", "xls", read_legacy_workbook},
    {"SwDocContentMgr", "solidworks", properties_only},
    {"SwDocContentMgrInfo", "solidworks", properties_only},
    {"SwXmlContents", "solidworks", properties_only},
    {"VisioDocument", "vsd", properties_only},
    {"   114", "mpp", properties_only},
    {"   112", "mpp", properties_only},
    {"   19", "mpp", properties_only},
};

// Nothing but what is read of every compound file: properties, and a project of macros.
bool nothing_else(const CompoundFile& file) {
  for (const CompoundEntry& entry : file.entries()) {
    if (entry.kind != CompoundEntry::Kind::stream || entry.name.empty() || static_cast<unsigned char>(entry.name.front()) < ' ') continue;
    const bool of_macros = file.entries()[entry.parent].name == "VBA" || file.find("VBA", entry.parent) != nullptr;
    if (!of_macros) return false;
  }
  return true;
}

const Kind* kind_of(const CompoundFile& file) {
  for (const Kind& kind : kKinds) {
    if (file.find(kind.mark) != nullptr) return &kind;
  }
  return nullptr;
}

base::Result<std::unique_ptr<CompoundFile>> open_compound(ByteSource& source, const Limits& limits) {
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  return CompoundFile::open(**bytes, limits);
}

// Which document it is; empty: none that is known, or too damaged to say.
std::string_view look_into(ByteSource& source, const Limits& limits) {
  auto file = open_compound(source, limits);
  const Kind* const kind = file ? kind_of(**file) : nullptr;
  return kind == nullptr ? std::string_view{} : kind->format;
}

void read_properties(LegacyDocument& document) {
  document.text.enter("properties", 0, false);
  for (const std::string_view name : {"\5SummaryInformation", "\5DocumentSummaryInformation"}) {
    const CompoundEntry* const entry = document.file->find_stream(name);
    if (entry == nullptr) continue;
    auto bytes = document.file->read_whole(*entry, kPropertyBytes);
    if (!bytes) {
      document.lost(std::move(bytes).error(), name.substr(1));
      continue;
    }
    for (const auto& [key, value] : read_property_set(*bytes)) document.text.paragraph(key + ": " + value);
  }
}

void read_macro_text(LegacyDocument& document) {
  std::vector<base::Error> errors;
  for (const MacroModule& module : read_macros(*document.file, std::min(kMacroBytes, document.context.limits.whole_bytes), errors)) {
    if (!document.going()) return;
    document.text.enter("macro", 0, false);
    document.text.paragraph(module.source);
  }
  for (base::Error& error : errors) document.lost(std::move(error), "macro");
}

// [MS-OLEDS] §2.3.6 and the layout packagers use: label, path and bytes of a file that was dropped into the document.
struct Packaged {
  std::string name;
  std::string_view bytes;
};

Packaged unpack_native(std::string_view native) {
  Packaged packaged;
  const auto take_text = [&](std::size_t& at) {
    const std::size_t end = native.find('\0', at);
    const std::string_view text = end == native.npos ? std::string_view{} : native.substr(at, end - at);
    at = end == native.npos ? native.size() : end + 1;
    return text;
  };
  if (little::u16(native, 4) == 2) {
    std::size_t at = 6;
    packaged.name = from_code_page(take_text(at), 0);
    take_text(at);
    at += 4;
    at += 4 + little::u32(native, at);  // where it lay for a moment
    const std::uint32_t size = little::u32(native, at);
    if (at + 4 <= native.size() && native.size() - at - 4 >= size) return packaged.bytes = native.substr(at + 4, size), packaged;
  }
  packaged.name.clear();
  packaged.bytes = little::part(native, 4);
  return packaged;
}

// Storages with a document of their own inside (an embedded workbook) and packaged files become items.
void read_embedded(LegacyDocument& document) {
  const CompoundFile& file = *document.file;
  const std::size_t most = document.context.limits.whole_bytes / 4;
  std::size_t count = 0;
  const auto hand_on = [&](std::uint32_t index, std::string_view bytes, const std::string& name) {
    MemorySource source(std::as_bytes(std::span(bytes)));
    return document.context.members.read_member(name.empty() ? file.path_of(index) : file.path_of(index) + "/" + name, 0, source).has_value();
  };
  for (std::uint32_t i = 1; i < file.entries().size() && document.going(); ++i) {
    const CompoundEntry& entry = file.entries()[i];
    const bool native = entry.name == "\1Ole10Native" && entry.kind == CompoundEntry::Kind::stream;
    const bool package = entry.name == "Package" && entry.kind == CompoundEntry::Kind::stream && entry.parent != 0;
    const bool document_inside = entry.kind == CompoundEntry::Kind::storage && file.entries()[entry.parent].name == "ObjectPool" &&
                                 file.find("\1Ole10Native", i) == nullptr && file.find("Package", i) == nullptr;
    if (!native && !package && !document_inside) continue;
    if (++count > kMostEmbedded) {
      return document.lost({base::Code::limit, {"嵌入文件过多，其余未读取", "too many embedded files; the others were not read"}, {}}, file.path_of(i));
    }
    auto bytes = document_inside ? storage_as_file(file, i, most) : file.read_whole(entry, most);
    if (!bytes) {
      document.lost(std::move(bytes).error(), file.path_of(i));
      continue;
    }
    const Packaged packaged = native ? unpack_native(*bytes) : Packaged{{}, *bytes};
    if (!hand_on(native ? entry.parent : i, packaged.bytes, packaged.name)) return;
  }
}

base::Status extract_compound(ByteSource& source, ExtractContext& context) {
  auto file = open_compound(source, context.limits);
  if (!file) return std::unexpected(std::move(file).error());
  LegacyDocument document(file->get(), context);
  if ((*file)->damaged())
    document.lost({base::Code::truncated,
                   {"复合文档目录不完整，只读取了能找到的部分", "the directory of the compound file is incomplete; what could be found was read"},
                   {}},
                  {});
  const Kind* const kind = kind_of(**file);
  const bool all_common = kind == nullptr && nothing_else(**file);
  const base::Status status = all_common ? base::Status{} : (kind == nullptr ? properties_only : kind->read)(document);
  document.text.flush();
  if (document.going()) read_properties(document);
  if (document.going()) read_macro_text(document);
  document.text.flush();
  if (document.going()) read_embedded(document);
  return status;
}

int identify_compound(const Sniff& s) {
  return sniff::starts(s, kCompoundMagic) ? sniff::kMagic : 0;
}

GD_FORMAT({"vsd", "Visio 绘图", "Visio drawing", "vsd", nullptr, extract_compound});
GD_FORMAT({"mpp", "Project 计划", "Project plan", "mpp", nullptr, extract_compound});
GD_FORMAT({"solidworks", "SolidWorks 模型", "SolidWorks model", "sldprt sldasm slddrw", nullptr, extract_compound});
GD_FORMAT({"ole", "OLE 复合文档", "OLE compound file", "doc xls ppt msg vsd msi db", identify_compound, extract_compound, look_into});
GD_FORMAT({"office-encrypted", "加密的 Office 文档", "encrypted Office document", "docx xlsx pptx docm xlsm pptm", nullptr, extract_compound});

}  // namespace
}  // namespace gongdun::read
