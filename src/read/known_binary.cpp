// Binary formats that are recognised and listed, not opened: databases, media, fonts, disk images.
#include <algorithm>
#include <string>

#include "read/delegate.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int mp3(const Sniff& s) {
  const std::string_view b = s.bytes();
  return b.size() > 4 && s.text.empty() && b[0] == '\xFF' && (b[1] == '\xFB' || b[1] == '\xF3' || b[1] == '\xFA') ? 50 : 0;
}
int riff(const Sniff& s, std::string_view kind) {
  return starts(s, "RIFF") && starts(s, kind, 8) ? kMagic : 0;
}
int bmp(const Sniff& s) {
  return starts(s, "BM") && s.text.empty() && starts(s, std::string_view("\0\0\0\0", 4), 6) ? kSpecific : 0;
}
int font(const Sniff& s) {
  return starts(s, std::string_view("\0\1\0\0\0", 5)) && s.head.size() > 12 && static_cast<unsigned>(s.head[5]) < 64 && !starts(s, "Standard", 4) ? 85 : 0;
}
int icon(const Sniff& s) {
  return s.head.size() > 22 && starts(s, std::string_view("\0\0\1\0", 4)) && s.head[5] == std::byte{0} && s.head[9] == std::byte{0} ? 85 : 0;
}

GD_FORMAT({"onenote", "OneNote 笔记", "OneNote section", "one", magic<"\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D">});
GD_FORMAT({"pst", "Outlook 数据文件", "Outlook data file", "pst ost", magic<"!BDN">});
GD_FORMAT({"caj", "CAJ 文献", "CAJ document", "caj", magic<"CAJ\0">});
GD_FORMAT({"postscript", "PostScript 文档", "PostScript", "ps eps", opens<"%!PS">, extract_listing});
GD_FORMAT({"djvu", "DjVu 文档", "DjVu document", "djvu", magic<"AT&TFORM">});
GD_FORMAT({"chm", "Windows 帮助文件", "compiled HTML help", "chm", magic<"ITSF">});
GD_FORMAT({"access", "Access 数据库", "Access database", "mdb accdb",
           [](const Sniff& s) { return starts(s, "Standard Jet DB", 4) || starts(s, "Standard ACE DB", 4) ? kMagic : 0; }});
GD_FORMAT({"avro", "行式数据（Avro）", "Avro", "avro", magic<"Obj\x01">});
GD_FORMAT({"orc", "列式数据（ORC）", "ORC", "orc", magic<"ORC">});
GD_FORMAT({"arrow", "列式数据（Arrow）", "Arrow", "arrow feather", magic<"ARROW1\0\0">});
GD_FORMAT({"hdf5", "科学数据（HDF5）", "HDF5", "h5 hdf5 he5", magic<"\x89HDF\r\n\x1a\n">});
GD_FORMAT({"matlab", "MATLAB 数据", "MATLAB data", "mat", magic<"MATLAB 5.0 MAT-file">});
GD_FORMAT({"numpy", "NumPy 数组", "NumPy array", "npy", magic<"\x93NUMPY">});
GD_FORMAT({"mysql-frm", "MySQL 表结构", "MySQL table definition", "frm", magic<"\xFE\x01\x09">});
GD_FORMAT({"pg-dump-custom", "PostgreSQL 备份（自定义格式）", "PostgreSQL custom dump", "dump backup", magic<"PGDMP">});
GD_FORMAT({"registry-hive", "Windows 注册表", "Windows registry hive", "dat hive", magic<"regf">});
GD_FORMAT({"evtx", "Windows 事件日志", "Windows event log", "evtx", magic<"ElfFile\0">});
GD_FORMAT({"lnk", "Windows 快捷方式", "Windows shortcut", "lnk", magic<"L\0\0\0\x01\x14\x02\0">});
GD_FORMAT({"dicom", "医学影像（DICOM）", "DICOM image", "dcm", magic<"DICM", 128>});
GD_FORMAT({"gif", "GIF 图像", "GIF image", "gif", magic<"GIF8">});
GD_FORMAT({"bmp", "BMP 图像", "BMP image", "bmp", bmp});
GD_FORMAT({"webp", "WebP 图像", "WebP image", "webp", [](const Sniff& s) { return riff(s, "WEBP"); }});
GD_FORMAT({"psd", "Photoshop 图像", "Photoshop image", "psd", magic<"8BPS">});
GD_FORMAT({"ico", "图标", "icon", "ico", icon});
GD_FORMAT({"jpeg2000", "JPEG 2000 图像", "JPEG 2000 image", "jp2 j2k", magic<"\0\0\0\x0CjP  ">});
GD_FORMAT({"wav", "WAV 音频", "WAV audio", "wav", [](const Sniff& s) { return riff(s, "WAVE"); }});
GD_FORMAT({"avi", "AVI 视频", "AVI video", "avi", [](const Sniff& s) { return riff(s, "AVI "); }});
GD_FORMAT({"mp4", "MP4／QuickTime 音视频", "MP4 or QuickTime media", "mp4 m4a mov heic", magic<"ftyp", 4>});
GD_FORMAT({"matroska", "Matroska／WebM 视频", "Matroska or WebM video", "mkv webm", magic<"\x1A\x45\xDF\xA3">});
GD_FORMAT({"ogg", "Ogg 音视频", "Ogg media", "ogg oga ogv", magic<"OggS">});
GD_FORMAT({"flac", "FLAC 音频", "FLAC audio", "flac", magic<"fLaC">});
GD_FORMAT({"mp3", "MP3 音频", "MP3 audio", "mp3", [](const Sniff& s) { return starts(s, "ID3") ? kMagic : mp3(s); }});
GD_FORMAT({"flv", "FLV 视频", "FLV video", "flv", magic<"FLV\x01">});
GD_FORMAT({"asf", "Windows 媒体", "Windows media", "wmv wma asf", magic<"\x30\x26\xB2\x75\x8E\x66\xCF\x11">});
GD_FORMAT({"truetype", "TrueType 字体", "TrueType font", "ttf", font});
GD_FORMAT({"opentype", "OpenType 字体", "OpenType font", "otf", magic<"OTTO\0">});
GD_FORMAT({"font-collection", "字体集", "font collection", "ttc", magic<"ttcf">});
GD_FORMAT({"woff", "网页字体", "web font", "woff woff2", [](const Sniff& s) { return starts(s, "wOFF") || starts(s, "wOF2") ? kMagic : 0; }});
GD_FORMAT({"vmdk", "VMware 虚拟磁盘", "VMware disk", "vmdk", magic<"KDMV">});
GD_FORMAT({"qcow2", "QEMU 虚拟磁盘", "QEMU disk", "qcow2", magic<"QFI\xFB">});
GD_FORMAT({"vhdx", "Hyper-V 虚拟磁盘", "Hyper-V disk", "vhdx", magic<"vhdxfile">});
GD_FORMAT({"luks", "加密磁盘（LUKS）", "encrypted disk (LUKS)", "luks", magic<"LUKS\xBA\xBE">});

}  // namespace
}  // namespace gongdun::read
