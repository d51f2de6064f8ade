#include "report/html_style.h"

#include <fmt/format.h>

#include "report/text.h"
#include "report/theme.h"

namespace gongdun::report {
namespace {

constexpr std::string_view kRules = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.75 var(--serif);overflow-wrap:anywhere}
a{color:var(--primary);text-underline-offset:3px}
h1,h2,h3,h4,h5,nav,table,figure,.cards,.callout,.kv,.cover{font-family:var(--sans)}
.cover{position:relative;background:#fff;border-bottom:1px solid var(--line);padding:72px 8vw 56px calc(8vw + 28px);min-height:62vh;display:flex;flex-direction:column}
.cover::before{content:"";position:absolute;left:0;top:0;bottom:0;width:28px;background:var(--navy);border-right:5px solid var(--primary)}
.cover .secrecy{align-self:flex-end;color:var(--core);border:1px solid currentColor;padding:3px 14px;font-weight:700;letter-spacing:.08em;font-size:14px}
.cover h1{margin:auto 0 0;padding-top:56px;font-size:40px;line-height:1.3;color:var(--navy);max-width:20em}
.cover h1::before{content:"";display:block;width:72px;height:5px;background:var(--primary);margin-bottom:26px}
.cover .subtitle{margin:14px 0 0;font-size:19px;color:var(--ink2)}
.cover .organization{margin:30px 0 0;font-size:20px;font-weight:700}
.cover dl{margin:auto 0 0;padding-top:56px;display:grid;grid-template-columns:max-content 1fr;gap:0;font-size:14.5px;max-width:640px}
.cover dt,.cover dd{margin:0;padding:8px 0;border-top:1px solid var(--line-soft)}
.cover dt{color:var(--ink3);padding-right:36px}
.cover .foot{margin:28px 0 0;color:var(--ink3);font-size:13px}
.layout{display:grid;grid-template-columns:minmax(0,1fr);max-width:1280px;margin:0 auto}
main{background:#fff;padding:20px 56px 72px;min-width:0}
nav{padding:28px 24px;font-size:14px;line-height:1.5}
nav h2{font-size:16px;margin:0 0 12px;color:var(--navy)}
nav ol{list-style:none;margin:0;padding:0}
nav a{display:block;padding:4px 0;color:var(--ink2);text-decoration:none}
nav a:hover,nav a:focus-visible{color:var(--primary);text-decoration:underline}
nav .l1{font-weight:700;color:var(--ink);margin-top:6px}nav .l2{padding-left:1.4em}nav .l3{padding-left:2.8em}
nav .no,h2 .no,h3 .no,h4 .no,h5 .no{margin-right:.7em}
@media (min-width:1080px){.with-contents{grid-template-columns:290px minmax(0,1fr)}.with-contents nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto}}
h2,h3,h4,h5{color:var(--navy);line-height:1.4;break-after:avoid;scroll-margin-top:16px}
h2{font-size:24px;margin:44px 0 16px;padding-bottom:8px;border-bottom:1px solid var(--line)}
h2 .no{color:var(--primary)}
h3{font-size:19px;margin:32px 0 10px}h4{font-size:16.5px;margin:24px 0 8px}h5{font-size:15px;margin:18px 0 6px}
p{margin:0 0 12px;text-align:justify;orphans:2;widows:2}
:lang(zh) p.indent{text-indent:2em}
:lang(en) p{text-align:left}
code{font-family:var(--mono);font-size:.9em;background:var(--head);padding:1px 5px;border-radius:3px}
ul,ol.list{margin:0 0 14px;padding-left:2em}li{margin:0 0 5px}
figure{margin:22px 0;break-inside:avoid}
figure svg{display:block;width:100%;height:auto;max-width:680px;margin:0 auto}
figcaption,caption{font-size:13.5px;color:var(--ink2);font-weight:700}
figcaption{text-align:center;margin-top:8px}
figcaption .caption{display:block;font-weight:400;color:var(--ink3);font-size:13px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:20px 0;break-inside:avoid}
.card{background:var(--soft);border-top:3px solid var(--primary);padding:12px 16px 11px}
.card b{display:block;font-size:26px;line-height:1.25;font-variant-numeric:tabular-nums;color:var(--navy)}
.cards.tight b{font-size:22px}
.card span{display:block;font-size:13px;color:var(--ink3);line-height:1.5}
.callout{border-left:4px solid var(--primary);background:#EAF1FD;padding:12px 18px 13px;margin:18px 0;font-size:14.5px;line-height:1.7;break-inside:avoid;white-space:pre-line}
.callout b{display:block}
.kv{width:100%;border-collapse:collapse;font-size:14px;margin:16px 0}
.kv th{width:28%;text-align:left;font-weight:400;color:var(--ink2);background:var(--soft)}
.kv th,.kv td{padding:7px 12px;border-bottom:1px solid var(--line-soft);vertical-align:top}
.table{margin:20px 0;overflow-x:auto}
.table table{width:100%;border-collapse:collapse;font-size:13.5px;line-height:1.55;border-top:2px solid var(--navy);border-bottom:1px solid var(--line)}
caption{caption-side:top;text-align:left;padding:0 0 7px}
.table thead{display:table-header-group}
.table thead th{background:var(--head);color:var(--navy);text-align:left;padding:8px 9px;border-bottom:1px solid var(--line);vertical-align:bottom}
.table td{padding:7px 9px;border-bottom:1px solid var(--line-soft);vertical-align:top;white-space:pre-line;min-width:2.6em}
.table tr{break-inside:avoid}
.table .num,.table .right{text-align:right}.table .center{text-align:center}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.note{font-size:13px;color:var(--ink3);margin:6px 0 0;text-align:left}
.empty{color:var(--ink3);text-align:center}
.badge{display:inline-block;white-space:nowrap;border:1px solid;border-radius:3px;padding:0 6px;font-size:12.5px;line-height:1.55;font-weight:700}
.badge i{font-style:normal;font-size:.8em;margin-right:.35em}
.page-break{break-after:page;height:0}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:1}
@media (max-width:640px){main{padding:16px 18px 48px}.cover{padding-right:24px}.cover h1{font-size:29px}}
@media print{
body{background:#fff;font-size:10.5pt;line-height:1.7;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.layout,.with-contents{display:block;max-width:none}
.with-contents nav{position:static;max-height:none;overflow:visible;break-after:page;padding:0}
nav h2{font-size:17pt;text-align:center}
main{padding:0}.skip{display:none}
.cover{min-height:246mm;padding:10mm 0 6mm 16mm;border:0;break-after:page}
.cover h1{font-size:28pt}
.table{overflow:visible}.table table{font-size:8.8pt}.table td,.table thead th{padding:3pt 5pt}
h2{font-size:17pt}h3{font-size:13.5pt}h4{font-size:11.5pt}.card b{font-size:17pt}.cards.tight b{font-size:13pt}.cards{gap:8pt;grid-template-columns:repeat(auto-fit,minmax(100px,1fr))}
.callout,.kv{font-size:9.5pt}a{color:inherit;text-decoration:none}
}
)css";

// A CSS string that cannot end early, whatever the text holds.
std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const bool special = c == '"' || c == '\\' || c == '<' || c == '>' || c == '&';
    if (special)
      out += fmt::format("\\{:X} ", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + "\"";
}

std::string variables() {
  using namespace theme;
  return fmt::format(
      ":root{{--ink:#{};--ink2:#{};--ink3:#{};--navy:#{};--primary:#{};--line:#{};--line-soft:#{};--head:#{};--soft:#{};--core:#{};--page:#F3F5F9;"
      "--sans:'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','{}','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif;"
      "--serif:'{}','Source Han Serif SC','Songti SC',SimSun,serif;--mono:Consolas,'{}',monospace}}",
      kInk, kInk2, kInk3, kNavy, kPrimary, kLine, kLineSoft, kHead, kSoft, look(Tone::core).fg, kSans, kSerif, kMono);
}

std::string tones() {
  std::string out;
  for (const Tone tone : theme::kAllTones) {
    const theme::Look look = theme::look(tone);
    if (tone == Tone::normal) continue;
    out += fmt::format(".badge.{0}{{color:#{1};background:#{2};border-color:#{3}}}.{0}-text{{color:#{1}}}", look.css, look.fg, look.bg, look.border);
    out += fmt::format(".card.{0}{{border-top-color:#{1}}}.card.{0} b{{color:#{2}}}", look.css, look.fill, look.fg);
    out += fmt::format(".callout.{0}{{border-left-color:#{1};background:#{2}}}.callout.{0} b{{color:#{3}}}\n", look.css, look.fill, look.bg, look.fg);
  }
  return out;
}

std::string page_rules(const Document& document) {
  const std::string type = fmt::format("font:8.5pt {};color:#{}", "'Noto Sans CJK SC',sans-serif", theme::kInk3);
  const bool zh = document.lang == base::Lang::zh;
  const std::string numbers = zh ? "\"第 \" counter(page) \" 页 / 共 \" counter(pages) \" 页\"" : "\"Page \" counter(page) \" of \" counter(pages)";
  return fmt::format(
      "@page{{size:A4;margin:26mm 20mm 24mm;@top-left{{content:{0};{2}}}@top-right{{content:{1};{2}}}@bottom-right{{content:{3};{2}}}}}"
      "@page:first{{@top-left{{content:none}}@top-right{{content:none}}@bottom-right{{content:none}}}}\n",
      css_string(clean(document.header)), css_string(clean(document.cover.classification)), type, numbers);
}

}  // namespace

std::string html_style(const Document& document) {
  return variables() + std::string(kRules) + tones() + page_rules(document);
}

}  // namespace gongdun::report
