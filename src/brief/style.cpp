// SPDX-License-Identifier: GPL-3.0-or-later
#include "style.hpp"

namespace entente::brief {

const std::string_view style_sheet = R"css(
:root{color-scheme:light}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:#fff;color:#111;font:16px/1.5 Inter,"Segoe UI",Helvetica,Arial,sans-serif;font-feature-settings:"tnum"}
.skip{position:absolute;left:-999rem;top:0;background:#fff;padding:.5rem 1rem;z-index:1}
.skip:focus{left:0}
header,main,footer{max-width:47rem;margin:0 auto;padding:0 1rem}
.marking{string-set:marking content();font-weight:600;font-size:.75rem;letter-spacing:.06em;padding-top:1.25rem;margin:0;text-transform:uppercase}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;margin:1.25rem 0 .35rem;text-wrap:balance}
.question{font-size:1.05rem;margin:0 0 .5rem;color:#333}
.asof a{color:inherit;text-decoration:none}
.asof a:hover{text-decoration:underline}
.asof{color:#444;font-size:.875rem;margin:0;padding-bottom:.75rem;border-bottom:1px solid #111}
nav{margin:.75rem 0 0;font-size:.8125rem}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem}
h2{font-size:.9375rem;line-height:1.3;letter-spacing:.05em;text-transform:uppercase;color:#0B4F8A;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .4rem}
p{margin:0 0 .6rem;orphans:3;widows:3}
.lead{font-size:1.125rem;line-height:1.45}
.caveat{font-size:.875rem;color:#333;border-left:3px solid #E69F00;padding-left:.7rem}
ul.points{margin:0;padding-left:1.15rem}
ul.points li{margin:0 0 .4rem}
a{color:#0B4F8A;text-decoration-thickness:.06em;text-underline-offset:.15em}
a:focus-visible,.mark:focus-visible,summary:focus-visible{outline:3px solid #E69F00;outline-offset:2px}
sup{font-size:.68em;line-height:0;font-weight:600;font-feature-settings:"tnum"}
sup a{text-decoration:none;padding:0 .08em}
sup a:hover{text-decoration:underline}
figure{margin:1.25rem 0;break-inside:avoid}
.canvas{overflow-x:auto}
.canvas svg{display:block;width:100%;min-width:40rem;height:auto}
figcaption{font-size:.8125rem;color:#333;margin-top:.5rem}
figcaption b{font-weight:600}
.mark:hover rect,.mark:focus rect{stroke-width:2.4}
details{font-size:.8125rem;margin-top:.35rem}
summary{cursor:pointer;color:#0B4F8A}
table{border-collapse:collapse;width:100%;font-size:.8125rem;line-height:1.4;margin:.5rem 0}
caption{text-align:left;font-weight:600;padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #d5d5d5;overflow-wrap:break-word}
tbody th{min-width:5.5rem}
thead th{border-bottom:1px solid #111}
tbody th{font-weight:600}
thead{display:table-header-group}
tr{break-inside:avoid}
.wide{overflow-x:auto}
.part{font-size:1.25rem;font-weight:600;border-top:1px solid #111;margin:2.5rem 0 0;padding-top:.75rem}
td[class^=s-]{text-align:center;border:1px solid #111;padding:.3rem;font-weight:600;white-space:nowrap}
.s-supports{background:#0B4F8A;color:#fff}
.s-leans-for{background:#7FB2E0}
.s-neutral{background:#D9D9D9}
.s-leans-against{background:#F0A15A}
.s-opposes{background:#A6430A;color:#fff}
.s-unknown{background:repeating-linear-gradient(135deg,#fff 0 4px,#c8c8c8 4px 5px)}
.notes,.entries{list-style:none;margin:0;padding:0;font-size:.8125rem;line-height:1.45}
.notes li{margin:0 0 .35rem;padding-left:2.2rem;text-indent:-2.2rem}
.notes .n{display:inline-block;min-width:2.2rem;text-indent:0;font-weight:600}
.entries li{border-top:1px solid #d5d5d5;padding:.45rem .3rem .5rem;overflow-wrap:anywhere;break-inside:avoid}
.entries p{margin:0 0 .15rem}
.entries .id{font-weight:600;margin-right:.4rem}
.entries .f{color:#333}
.entries .f i{font-style:normal;color:#595959}
.entries blockquote{margin:.25rem 0;padding-left:.7rem;border-left:3px solid #0B4F8A}
.unverified{font-weight:600;border:1px dashed #111;padding:0 .3rem;margin-right:.4rem;white-space:nowrap}
:target{background:#fff3d0;outline:2px solid #E69F00}
footer{font-size:.8125rem;color:#444;border-top:1px solid #111;margin-top:2.5rem;padding-top:.75rem;padding-bottom:2rem}
@page{size:A4;margin:17mm 18mm 18mm;@top-left{content:string(marking);font:600 7pt Inter,Helvetica,Arial,sans-serif}@bottom-right{content:counter(page) " / " counter(pages);font:7pt Inter,Helvetica,Arial,sans-serif;color:#444}}
@media print{
body{font-size:9.6pt;line-height:1.42}
header,main,footer{max-width:none;padding:0}
nav,.skip,details{display:none}
.part{break-before:page;margin-top:0;border:0;font-size:13pt}
h1{font-size:17pt;margin-top:4mm}
h2{font-size:9.5pt;margin:6mm 0 1.5mm;break-after:avoid}
h3{font-size:10pt;break-after:avoid}
.marking{padding-top:0}
.lead{font-size:11pt}
.canvas{overflow:visible}
.canvas svg{min-width:0}
figure{margin:3mm 0}
figcaption,table,.caveat,details{font-size:8pt}
ul.points{font-size:9pt}
ul.points li{margin-bottom:1mm}
.notes,.entries{font-size:7.4pt;line-height:1.36}
.entries{columns:2;column-gap:7mm}
.entries li{padding:1mm 0}
a{color:inherit;text-decoration:none}
sup a{color:#0B4F8A}
:target{background:none;outline:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";

const std::string_view style_hash = "hG7lrFNZyTL9FWwz9g6+fIX4Yit3XJuuCkI3nHfoU/s=";

std::string tint_class(Tint tint) {
  switch (tint) {
    case Tint::None:
      return "";
    case Tint::Unknown:
      return " class=\"s-unknown\"";
    case Tint::Opposes:
      return " class=\"s-opposes\"";
    case Tint::LeansAgainst:
      return " class=\"s-leans-against\"";
    case Tint::Neutral:
      return " class=\"s-neutral\"";
    case Tint::LeansToSupport:
      return " class=\"s-leans-for\"";
    case Tint::Supports:
      return " class=\"s-supports\"";
    case Tint::Disputed:
      break;
  }
  return " class=\"s-disputed\"";
}

}  // namespace entente::brief
