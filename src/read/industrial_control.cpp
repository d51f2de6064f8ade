// Automation: controller programs, device descriptions, information models, industrial protocols' own files.
#include <algorithm>
#include <cctype>

#include "read/delegate.h"
#include "read/industrial_text.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

// IEC 61131-3 Structured Text: a program unit, its variables and the matching END_ word, each at the beginning of a line.
int structured_text(const Sniff& s) {
  if (!has(s.text, "VAR") && !has(s.text, "TYPE")) return 0;
  const bool unit = line_starts(s.text, "FUNCTION_BLOCK ") || line_starts(s.text, "PROGRAM ") || line_starts(s.text, "FUNCTION ") ||
                    line_starts(s.text, "TYPE") || line_starts(s.text, "VAR_GLOBAL") || line_starts(s.text, "CONFIGURATION ");
  const bool ends = line_starts(s.text, "END_VAR") || line_starts(s.text, "END_TYPE") || line_starts(s.text, "END_FUNCTION");
  return unit && ends ? kStructure : 0;
}

// STEP 7 sources (AWL/SCL/DB export).
int s7_source(const Sniff& s) {
  const bool block = line_starts(s.text, "ORGANIZATION_BLOCK ") || line_starts(s.text, "DATA_BLOCK ") || line_starts(s.text, "FUNCTION_BLOCK \"");
  const bool body_part = line_starts(s.text, "BEGIN") || line_starts(s.text, "NETWORK") || line_starts(s.text, "S7_") || line_starts(s.text, "{ S7_");
  return block && body_part && (has(s.text, "VERSION") || has(s.text, "STRUCT") || has(s.text, "TITLE")) ? kStructure + 1 : 0;
}

int eds(const Sniff& s) {
  const bool canopen = line_starts(s.text, "[FileInfo]") && line_starts(s.text, "[DeviceInfo]");
  const bool cip = line_starts(s.text, "[File]") && line_starts(s.text, "[Device]") && has(s.text, "VendCode");
  return canopen || cip ? kSpecific : 0;
}

int gsd(const Sniff& s) {
  return line_starts(s.text, "#Profibus_DP") ? kMagic : 0;
}

int sunspec_json(const Sniff& s) {
  if (json_opening(body(s)) != '{' || !json_key(s.text, "group") || !json_key(s.text, "size")) return 0;
  return (json_key(s.text, "points") || json_key(s.text, "groups")) && json_key(s.text, "label") && json_key(s.text, "desc") ? kSpecific : 0;
}

int mtconnect(const Sniff& s) {
  if (root<"MTConnectDevices", "MTConnectStreams", "MTConnectAssets", "MTConnectError">(s) != 0) return kSpecific;
  const bool fragment = root<"CuttingTool", "CuttingToolArchetype", "Part", "Fixture", "RawMaterial", "QIFDocumentWrapper">(s) != 0;
  return fragment && has(xml_root(body(s)).tag, "assetId") ? kSpecific : 0;
}

// MTConnect adapters send "time|key|value|key|value"; the keys of controllers and their states are a closed vocabulary.
int mtconnect_shdr(const Sniff& s) {
  const Vote lines = vote(s, "#*", [](std::string_view line) {
    const std::size_t bar = line.find('|');
    if (bar == line.npos || bar > 40 || std::isdigit(static_cast<unsigned char>(line.front())) == 0) return false;
    return line.find('|', bar + 1) != line.npos;
  });
  if (!lines.most(1, 0.7)) return 0;
  const bool words = has(s.text, "|AVAILABLE") || has(s.text, "|UNAVAILABLE") || has(s.text, "|execution|") || has(s.text, "|@ASSET@|");
  return words ? kStructure : 0;
}

// What an adapter's settings list: "item|label" lines under a comment that says so, or with labels of a controller.
int mtconnect_items(const Sniff& s) {
  std::size_t known = 0;
  const Vote lines = vote(s, "#*", [&](std::string_view line) {
    const std::size_t bar = line.find('|');
    if (bar == line.npos || bar == 0 || line.find('|', bar + 1) != line.npos) return false;
    if (line.substr(0, bar).find_first_of(" \t") != line.npos || std::isalpha(static_cast<unsigned char>(line.front())) == 0) return false;
    std::string_view label = line.substr(bar + 1);
    while (!label.empty() && (label.back() == ' ' || label.back() == '\r')) label.remove_suffix(1);
    for (const std::string_view word : {"Execution", "Controller Mode", "Program/", "Tool ID", "RPM", "Block", "Part Count", "Emergency Stop"})
      known += label.starts_with(word) ? 1 : 0;
    return true;
  });
  return lines.most(4, 0.95) && known >= 3 ? kStructure : 0;
}

int shdr(const Sniff& s) {
  return std::max(mtconnect_shdr(s), mtconnect_items(s));
}

int plcopen(const Sniff& s) {
  return root<"project">(s) != 0 && has(xml_root(body(s)).tag, "plcopen.org") ? kSpecific + 1 : 0;
}

int openapi(const Sniff& s) {
  if (json_opening(body(s)) == '{') return json_key(s.text, "paths") && (json_key(s.text, "openapi") || json_key(s.text, "swagger")) ? kSpecific : 0;
  return 0;
}
int openapi_yaml(const Sniff& s) {
  const bool named = line_starts(s.text.substr(0, 4096), "openapi: ") || line_starts(s.text.substr(0, 4096), "swagger: ");
  return named && line_starts(s.text, "paths:") ? kSpecific : 0;
}

int aas_json(const Sniff& s) {
  return json_opening(body(s)) == '{' && (json_key(s.text, "assetAdministrationShells") || json_key(s.text, "submodels")) &&
                 (json_key(s.text, "modelType") || json_key(s.text, "idShort"))
             ? kSpecific
             : 0;
}

int node_red(const Sniff& s) {
  return json_opening(body(s)) == '[' && json_key(s.text, "wires") && json_key(s.text, "type") ? kSpecific : 0;
}
int kepserver(const Sniff& s) {
  return json_opening(body(s)) == '{' && has(s.text, "\"servermain.") ? kSpecific : 0;
}

// IEEE C37.111: station,id,year / total,analogA,digitalD.
int comtrade(const Sniff& s) {
  std::string_view rest = body(s);
  take_line(rest);
  std::string_view line = take_line(rest);
  return skip_digits(line) && skip_char(line, ',') && skip_digits(line) && skip_char(line, 'A') && skip_char(line, ',') && skip_digits(line) &&
                 skip_char(line, 'D')
             ? kStructure + 1
             : 0;
}

GD_FORMAT({"l5x", "罗克韦尔控制器程序（L5X）", "Rockwell Logix program (L5X)", "l5x", root<"RSLogix5000Content">, as<"xml">});
GD_FORMAT({"twincat", "倍福 TwinCAT 工程文件", "TwinCAT project part", "tcpou tcdut tcgvl tsproj plcproj tmc",
           root<"TcPlcObject", "TcSmProject", "TcSmItem", "TcModuleClass">, as<"xml">});
GD_FORMAT({"plcopen-xml", "PLCopen XML 控制程序（IEC 61131-10）", "PLCopen XML program", "xml", plcopen, as<"xml">});
GD_FORMAT({"structured-text", "PLC 结构化文本程序（IEC 61131-3 ST）", "PLC Structured Text", "st scl exp iecst", structured_text, extract_plc_source});
GD_FORMAT({"s7-source", "西门子 STEP 7 源程序", "STEP 7 source", "awl scl db udt", s7_source, extract_plc_source});
GD_FORMAT({"tia-xml", "西门子 TIA 博途导出（XML）", "TIA Portal export", "xml", root_with<"<SW.", "Document">, as<"xml">});
GD_FORMAT({"unity-xef", "施耐德 Unity Pro 导出（XEF）", "Unity Pro export", "xef xsy", root<"FEFExchangeFile", "VariablesExchangeFile", "STExchangeFile">,
           as<"xml">});
GD_FORMAT({"codesys-project", "CoDeSys 工程", "CoDeSys project", "pro", magic<"CoDeSys+">});
GD_FORMAT({"gsdml", "PROFINET 设备描述（GSDML）", "PROFINET device description", "xml", root_with<"profibus.com/GSDML", "ISO15745Profile">, as<"xml">});
GD_FORMAT({"gsd", "PROFIBUS 设备描述（GSD）", "PROFIBUS device description", "gsd gsg gse", gsd, as<"ini">});
GD_FORMAT({"esi", "EtherCAT 从站信息（ESI）", "EtherCAT slave information", "xml", root<"EtherCATInfo">, as<"xml">});
GD_FORMAT({"eds", "CANopen／EtherNet/IP 电子数据表（EDS）", "CANopen or EtherNet/IP electronic data sheet", "eds dcf", eds, as<"ini">});
GD_FORMAT({"iodd", "IO-Link 设备描述（IODD）", "IO-Link device description", "xml", root<"IODevice", "IODDStandardDefinitions">, as<"xml">});
GD_FORMAT({"sunspec-model", "SunSpec 寄存器模型（JSON）", "SunSpec register model (JSON)", "json", sunspec_json, as<"json">});
GD_FORMAT({"sunspec-smdx", "SunSpec 寄存器模型（SMDX）", "SunSpec register model (SMDX)", "xml", root<"sunSpecModels">, as<"xml">});
GD_FORMAT({"opcua-nodeset", "OPC UA 信息模型（NodeSet2）", "OPC UA NodeSet2", "xml", root<"UANodeSet">, as<"xml">});
GD_FORMAT({"opcua-model-design", "OPC UA 模型设计", "OPC UA model design", "xml", root_with<"opcfoundation.org/UA/ModelDesign", "ModelDesign">, as<"xml">});
GD_FORMAT({"mtconnect", "机床数据（MTConnect）", "MTConnect document", "xml", mtconnect, as<"xml">});
GD_FORMAT({"mtconnect-shdr", "机床数据流（MTConnect SHDR）", "MTConnect adapter stream (SHDR)", "txt log", shdr, extract_listing});
GD_FORMAT({"aas-json", "资产管理壳（JSON）", "Asset Administration Shell (JSON)", "json", aas_json, as<"json">});
GD_FORMAT({"aas-xml", "资产管理壳（XML）", "Asset Administration Shell (XML)", "xml", root_with<"admin-shell.io", "environment", "aasenv">, as<"xml">});
GD_FORMAT({"aasx", "资产管理壳包（AASX）", "Asset Administration Shell package", "aasx", zip_with<"aasx/aasx-origin", "aasx/">, as<"zip">});
GD_FORMAT({"automationml", "工厂工程数据（AutomationML／CAEX）", "AutomationML (CAEX)", "aml caex", root<"CAEXFile">, as<"xml">});
GD_FORMAT({"dexpi", "管道仪表流程图数据（DEXPI／Proteus）", "DEXPI / Proteus P&ID", "xml", root_with<"PlantInformation", "PlantModel">, as<"xml">});
GD_FORMAT({"b2mml", "制造执行与 ERP 交换报文（B2MML）", "B2MML / ISA-95 message", "xml",
           root_with<"mesa.org/xml/B2MML", "ProductionSchedule", "ProductionPerformance", "Material", "MaterialDefinition", "MaterialInformation", "Equipment",
                     "EquipmentInformation", "ProcessSegment", "OperationsSchedule", "OperationsPerformance", "MasterRecipe", "BatchProductionRecord",
                     "BatchInformation", "Personnel">,
           as<"xml">});
GD_FORMAT({"iec61850-scl", "变电站配置（IEC 61850 SCL）", "substation configuration (IEC 61850)", "scd icd cid ssd", root<"SCL">, as<"xml">});
GD_FORMAT({"cim-rdf", "电网公共信息模型（CIM/RDF）", "power grid CIM/RDF", "xml rdf", root_with<"iec.ch/TC57", "RDF">, as<"xml">});
GD_FORMAT({"comtrade-cfg", "故障录波配置（COMTRADE）", "COMTRADE configuration", "cfg", comtrade, extract_comtrade});
GD_FORMAT({"kepserver-project", "KEPServerEX 工程（JSON）", "KEPServerEX project", "json", kepserver, as<"json">});
GD_FORMAT({"node-red-flow", "Node-RED 流程", "Node-RED flow", "json", node_red, as<"json">});
GD_FORMAT({"openapi", "接口说明（OpenAPI，JSON）", "OpenAPI description (JSON)", "json", openapi, as<"json">});
GD_FORMAT({"openapi-yaml", "接口说明（OpenAPI，YAML）", "OpenAPI description (YAML)", "yaml yml", openapi_yaml, as<"yaml">});
GD_FORMAT({"tdms", "试验测量数据（TDMS）", "NI TDMS measurement", "tdms", magic<"TDSm">});

}  // namespace
}  // namespace gongdun::read
