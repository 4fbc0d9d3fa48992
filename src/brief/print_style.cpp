// SPDX-License-Identifier: GPL-3.0-or-later
#include "style.hpp"

namespace entente::brief {

const std::string_view print_style_sheet = R"css(
@page{size:A4;margin:13mm 14mm 10mm;
@top-left{content:string(marking);font:600 6.6pt Inter,Helvetica,Arial,sans-serif;letter-spacing:.06em;text-transform:uppercase;vertical-align:bottom;padding-bottom:2.5mm}
@top-right{content:string(title);font:6.6pt Inter,Helvetica,Arial,sans-serif;color:#444;vertical-align:bottom;padding-bottom:2.5mm}
@bottom-left{content:string(made);font:6.2pt Inter,Helvetica,Arial,sans-serif;color:#444;vertical-align:top;padding-top:2mm}
@bottom-right{content:counter(page) " / " counter(pages);white-space:nowrap;padding-left:4mm;font:6.6pt Inter,Helvetica,Arial,sans-serif;color:#444;vertical-align:top;padding-top:2mm}
@footnote{border-top:.5pt solid #777;padding-top:1mm;margin-top:2mm;padding-bottom:1pt;font-size:5.6pt;line-height:1.24}
}
@page:first{@top-right{content:none}}
*{box-sizing:border-box}
html{font-size:8.3pt}
body{margin:0;color:#111;font:1rem/1.34 Inter,Helvetica,Arial,sans-serif}
.tight{font-size:.95rem;line-height:1.27}
.tightest{font-size:.905rem;line-height:1.22}
.annex{font-size:8.7pt;line-height:1.36}
.made{string-set:made content()}
.marking{string-set:marking content()}
.marking,.made{display:block;height:0;margin:0;overflow:hidden;color:transparent}
h1{string-set:title content();font-size:1.85em;line-height:1.15;letter-spacing:-.01em;margin:0 0 .2em}
.question{margin:0 0 .2em;color:#333}
.asof{color:#444;font-size:.92em;margin:0;padding-bottom:.55em;border-bottom:.7pt solid #111}
h2{font-size:1em;line-height:1.2;letter-spacing:.05em;text-transform:uppercase;color:#0B4F8A;margin:.95em 0 .3em;break-after:avoid}
h3{font-size:1.05em;margin:1em 0 .3em;break-after:avoid}
.tightest h2{margin-top:.75em}
.annex h2{font-size:1.05em;margin:1.7em 0 .45em}
p{margin:0 0 .35em;orphans:2;widows:2}
.annex p{margin-bottom:.55em}
.lead{font-size:1.03em}
.annex .lead{font-size:1.12em}
.caveat{color:#333;font-size:.94em;border-left:2pt solid #777;padding-left:.7em}
ul.points{margin:0;padding-left:1.1em}
ul.points li{margin:0 0 .2em;orphans:2;widows:2}
.annex ul.points li{margin-bottom:.4em}
a{color:inherit;text-decoration:none}
p>a[href^="#"]::after,li>a[href^="#"]::after{content:" (p.\00a0" target-counter(attr(href),page) ")"}
.annex p>a::after,.annex li>a::after,a.n::after{content:none!important}
.fn{float:footnote;footnote-display:inline;font:400 5.9pt/1.24 Inter,Helvetica,Arial,sans-serif;letter-spacing:0;text-transform:none;color:#111;font-style:normal;text-align:left;white-space:normal}
.n{font-variant-position:normal;font-size:5.2pt;font-weight:600;vertical-align:super;line-height:0;color:#0B4F8A}
::footnote-call{content:""}
::footnote-marker{content:none}
table{border-collapse:collapse;width:100%;font-size:.93em;line-height:1.28;margin:.2em 0 .3em}
caption{text-align:left;color:#333;font-size:.96em;padding-bottom:.3em;break-after:avoid}
.annex caption{font-weight:600;color:#111}
th,td{text-align:left;vertical-align:top;padding:.16em .8em .16em 0;border-bottom:.4pt solid #bbb;overflow-wrap:break-word}
.annex th,.annex td{padding:.3em .8em .3em 0}
thead{display:table-header-group}
thead th{border-bottom:.7pt solid #111;vertical-align:bottom}
td{font-feature-settings:"tnum"}
tbody th{font-weight:500}
.annex tbody th{font-weight:600}
tr{break-inside:avoid}
td[class^=s-]{text-align:center;width:18mm;border:.5pt solid #111;padding:.16em .3em;font-weight:600;white-space:nowrap}
.on-positions thead th+th{text-align:center;padding:.16em .3em}
.s-supports{background:#0B4F8A;color:#fff}
.s-leans-for{background:#7FB2E0}
.s-neutral{background:#D9D9D9}
.s-leans-against{background:#F0A15A}
.s-opposes{background:#A6430A;color:#fff}
.s-unknown{background:repeating-linear-gradient(135deg,#fff 0,#fff 3pt,#c4c4c4 3pt,#c4c4c4 3.7pt)}
figure{margin:1.1em 0 1.3em;break-inside:avoid}
.annex table{table-layout:fixed}
figure img{display:block;width:100%;height:auto}
figure.stance-matrix img{width:74%}
figcaption{font-size:.93em;color:#333;margin-top:.4em}
.annex,[aria-labelledby=register]{break-before:page}
.compact{font-size:7.9pt;line-height:1.29}
.compact h2{margin:1.15em 0 .3em;padding-top:.5em;border-top:.5pt solid #111}
.compact h3{margin:.55em 0 .2em}
.compact p{margin-bottom:.3em}
.compact ul.points li{margin-bottom:.15em}
.compact th,.compact td{padding:.16em .8em .16em 0}
.compact .contents+section h2{border:0;padding:0;margin-top:.3em}
.compact td[class^=s-]{width:15mm;padding:.16em .3em}
.part{font-size:1.7em;font-weight:600;margin:0 0 .3em}
ul.contents{list-style:none;margin:0 0 .8em;padding:0 0 .7em;border-bottom:.7pt solid #111;font-size:.94em}
ul.contents li{display:inline}
ul.contents li+li::before{content:" · "}
ul.contents li>a[href]::after{content:"\00a0" target-counter(attr(href),page)!important}
.entries{list-style:none;margin:0;padding:0;font-size:6.9pt;line-height:1.33;columns:2;column-fill:auto;column-gap:7mm}
.entries li{border-top:.4pt solid #bbb;padding:.9mm 0;overflow-wrap:anywhere;orphans:2;widows:2}
.entries p{margin:0 0 .12em}
.entries li p:first-child{break-after:avoid}
.entries .id{font-weight:600;margin-right:.4em}
.entries .f i{font-style:normal;color:#555}
.entries blockquote{margin:.2em 0;padding-left:.6em;border-left:1.5pt solid #0B4F8A}
.unverified{font-weight:600;border:.5pt dashed #111;padding:0 .25em;margin-right:.4em;white-space:nowrap}
)css";

}  // namespace entente::brief
