/** The page's style sheet: colours by the reader's scheme, one column on a phone, ink on paper. */
export const style = `
:root{color-scheme:light dark;
--ground:#f4f5f8;--card:#fff;--ink:#171b24;--faint:#566072;--line:#dde1e9;--accent:#1d4fb8;--soft:#eef1f6;
--changed:#8a4b00;--changed-soft:#fff1d9;--missing:#a8142b;--missing-soft:#ffe6e9;
--pending:#0b5a8f;--pending-soft:#e0f1fc;--unmanaged:#6a31a8;--unmanaged-soft:#f1e8fc;
--well:#17663a;--well-soft:#e1f5e9;--del:#fdecee;--del-mark:#ffc9d0;--ins:#e8f7ed;--ins-mark:#b4e6c5;--shadow:0 1px 2px #171b2414,0 4px 16px #171b240a}
@media (prefers-color-scheme:dark){:root{
--ground:#10131a;--card:#191d27;--ink:#e9ecf3;--faint:#a0a9ba;--line:#2d3443;--accent:#8db4ff;--soft:#222735;
--changed:#f5bd62;--changed-soft:#3a2b12;--missing:#ff96a3;--missing-soft:#42191f;
--pending:#7cc7f7;--pending-soft:#12324a;--unmanaged:#cfaaff;--unmanaged-soft:#322147;
--well:#7fd8a2;--well-soft:#14351f;--del:#341a20;--del-mark:#6d2632;--ins:#162c1f;--ins-mark:#225a37;--shadow:none}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:12px}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;padding:0 clamp(12px,3vw,32px) 48px;max-width:1180px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
code,pre,.differences td,.differences tbody th{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:13px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
main:focus{outline:none}
h1,h2,h3,p,ul,dl{margin:0}
.skip{position:absolute;left:12px;top:-60px;z-index:1;padding:8px 14px;background:var(--card);border-radius:0 0 8px 8px}
.skip:focus{top:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.faint,.remark,.says,.kind,.when,.what,caption,footer{color:var(--faint)}
.remark,.kind{font-weight:400;font-size:13px}
.top{padding:28px 0 18px}
.what{font-size:13px;letter-spacing:.02em}
h1{display:flex;align-items:center;gap:14px;margin:6px 0 8px;font-size:clamp(26px,5vw,38px);line-height:1.15;letter-spacing:-.02em}
.sign{flex:none;display:grid;place-items:center;width:1.35em;height:1.35em;border-radius:12px;font-size:.85em}
.none .sign{background:var(--well-soft);color:var(--well)}
.found .sign{background:var(--changed-soft);color:var(--changed)}
.unknown .sign{background:var(--missing-soft);color:var(--missing)}
.when{max-width:80ch}
.server{color:var(--ink)}
.totals{display:grid;grid-template-columns:repeat(auto-fit,minmax(148px,1fr));gap:10px;margin:20px 0 0;padding:0;list-style:none}
.totals li>*{display:block;height:100%;padding:12px 14px;border-radius:12px;background:var(--card);color:inherit;text-decoration:none;border-top:4px solid var(--tone,var(--line));box-shadow:var(--shadow)}
.totals a:hover{background:var(--soft)}
.number{display:block;font-size:26px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.label{display:block;font-weight:600;color:var(--tone,var(--ink))}
.zero .number,.zero .label{color:var(--faint);font-weight:500}
.zero>*{border-top-color:var(--line)!important}
.says{display:block;font-size:13px}
.changed{--tone:var(--changed);--tint:var(--changed-soft)}
.missing,.problem{--tone:var(--missing);--tint:var(--missing-soft)}
.pending{--tone:var(--pending);--tint:var(--pending-soft)}
.unmanaged{--tone:var(--unmanaged);--tint:var(--unmanaged-soft)}
nav ul{display:flex;flex-wrap:wrap;gap:6px;padding:0;list-style:none}
nav a{display:inline-block;padding:4px 12px;border-radius:999px;background:var(--card);border:1px solid var(--line);color:var(--ink);text-decoration:none;font-size:13.5px}
nav a:hover{border-color:var(--accent)}
.count{color:var(--faint);font-weight:400;font-variant-numeric:tabular-nums}
section{margin-top:36px}
h2{font-size:20px;letter-spacing:-.01em;margin-bottom:10px}
h3{font-size:15px}
section>.faint{margin-bottom:10px}
.card,details.finding,details.group{background:var(--card);border-radius:12px;box-shadow:var(--shadow)}
.card{padding:16px}
.card+.card{margin-top:8px}
.card.problem{border-left:4px solid var(--tone)}
.card h3{margin:0 0 4px}
.card ul+h3,.card table+h3{margin-top:16px}
.card>ul{padding-left:20px}
.badge{display:inline-block;padding:1px 9px;border-radius:999px;background:var(--tint);color:var(--tone);font-size:12.5px;font-weight:600;white-space:nowrap}
details.finding{margin-top:8px;border-left:4px solid var(--tone,var(--line))}
details.group{padding:4px 12px 12px}
summary{cursor:pointer;border-radius:8px}
.finding>summary{display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px;padding:10px 14px;list-style:none}
.finding>summary::-webkit-details-marker{display:none}
.finding>summary::after{content:"";width:8px;height:8px;margin:0 4px 4px auto;border:solid var(--faint);border-width:0 2px 2px 0;transform:rotate(45deg)}
.finding[open]>summary::after{transform:rotate(225deg);margin-bottom:-4px}
.finding:target{outline:2px solid var(--tone);outline-offset:1px}
.plain{margin-top:12px}
.plain>summary{padding:4px 0;color:var(--accent)}
.inside{padding:2px 14px 14px}
.plain>.inside{padding:4px 0}
.facts{display:flex;flex-wrap:wrap;gap:4px 24px;margin-bottom:10px;font-size:13px}
.facts div{display:flex;gap:8px;min-width:0}
dt{color:var(--faint);flex:none}
dd{margin:0;min-width:0}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-size:13px;padding-bottom:4px}
.differences{table-layout:fixed;border:1px solid var(--line);border-radius:8px;border-collapse:separate;border-spacing:0;overflow:hidden}
.differences th,.differences td{padding:4px 10px;text-align:left;vertical-align:top;font-weight:400}
.differences thead th{background:var(--soft);color:var(--faint);font-size:12.5px}
.differences thead th:first-child{width:26%}
.differences tbody>tr:first-child>*{border-top:1px solid var(--line)}
.differences tbody th{font-weight:600}
.differences td{white-space:pre-wrap;border-left:1px solid var(--line)}
.differences td.del,.differences td.ins{position:relative;padding-left:24px}
.differences td.del{background:var(--del)}
.differences td.ins{background:var(--ins)}
.differences td.del::before,.differences td.ins::before{position:absolute;left:9px;color:var(--faint);content:"−"}
.differences td.ins::before{content:"+"}
.differences td.same{padding-left:24px;color:var(--faint)}
.differences td.none{background:var(--soft)}
.differences td.skipped{color:var(--faint);background:var(--soft);font-family:inherit;font-size:12.5px}
del,ins{text-decoration:none;border-radius:3px;padding:0 1px}
del{background:var(--del-mark)}
ins{background:var(--ins-mark)}
.legend{display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;margin-bottom:12px;font-size:13px;color:var(--faint)}
.picture{display:block;width:100%;height:auto}
.picture.narrow{display:none}
.picture text{fill:var(--ink);font-size:13px}
.picture .name{font-weight:600}
.picture .title{fill:var(--faint);font-size:12.5px}
.picture .state{fill:var(--faint);font-size:12px}
.picture .mark{fill:var(--tone);font-weight:600}
.picture.picture.narrow .state,.picture.narrow .title{font-size:10.5px}
.node .box{fill:var(--card);stroke:var(--line);stroke-width:1.5}
.node .behind{fill:var(--soft);stroke:var(--line)}
.node.well .box{fill:var(--soft)}
.node.changed .box,.node.missing .box,.node.pending .box,.node.unmanaged .box{fill:var(--tint);stroke:var(--tone);stroke-width:2}
.node.missing .box{stroke-dasharray:7 4}
.node.pending .box{stroke-dasharray:2 3}
.node.unmanaged .box{stroke-dasharray:10 3 2 3}
a.node:hover .box{stroke-width:3}
a.node:focus-visible{outline:none}
a.node:focus-visible .box{stroke:var(--accent);stroke-width:4;stroke-dasharray:none}
.link{fill:none;stroke:var(--line);stroke-width:1.5}
.link.marked{stroke:var(--faint)}
.link.watches{stroke-dasharray:4 4}
.words{padding-left:20px;margin-bottom:12px}
.week{table-layout:fixed;font-size:13px}
.week th{font-weight:500;padding:4px 2px;text-align:left}
.week thead th:first-child{width:58px}
.week .date{color:var(--faint);font-weight:400}
.week tbody th{color:var(--faint);vertical-align:top;font-variant-numeric:tabular-nums;white-space:nowrap}
.week td{border:1px solid var(--line);padding:4px;vertical-align:top}
.week .quiet td,.week .quiet th{padding-block:0;font-size:11.5px}
.week .quiet td{background:repeating-linear-gradient(135deg,var(--soft) 0 6px,transparent 6px 12px)}
.who{display:block;font-size:12px;line-height:1.35;margin-top:3px}
.chip{display:inline-block;min-width:26px;margin:1px 3px 1px 0;padding:0 6px;border-radius:6px;text-align:center;font-size:12.5px;font-weight:650;font-variant-numeric:tabular-nums;border:1px solid transparent}
.chip.lost{background:var(--missing-soft);color:var(--missing);border:1px dashed var(--missing)}
.chip.added{background:var(--well-soft);color:var(--well);border-color:var(--well)}
.chip.kept{background:var(--soft);color:var(--faint)}
.fares{margin-top:16px}
.fares ul{padding:0;list-style:none}
.fares li{padding:3px 0}
.fares .warnings{color:var(--missing)}
.instants{display:block;color:var(--faint);font-size:13px;padding-left:4px}
.rule+.rule{margin-top:18px}
pre{margin:8px 0 0;padding:10px 12px;white-space:pre-wrap;background:var(--soft);border-radius:8px}
.list th,.list td{padding:6px 8px;text-align:left;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
.list thead th{color:var(--faint);font-weight:500;font-size:13px}
.list tbody th{font-weight:600}
footer{margin-top:40px;font-size:13px}
@media (max-width:760px){
body{overflow-wrap:anywhere;padding-inline:12px}
.top{padding-top:18px}
.card{padding:12px}
.totals{grid-template-columns:1fr 1fr;gap:8px}
.picture.wide{display:none}
.picture.narrow{display:block;max-width:430px;margin-inline:auto}
.differences,.differences tbody,.differences thead,.differences tr{display:block}
.differences thead tr{display:flex;flex-wrap:wrap;background:var(--soft)}
.differences thead th:first-child{display:none}
.differences thead th.del::before{content:"− "}
.differences thead th.ins::before{content:"+ "}
.differences th,.differences td{display:block;border-left:0}
.differences thead th:first-child{width:auto}
.differences tbody th{padding-top:8px}
.differences tr>td{border-top:0!important}
.differences td.none,.differences td.again{display:none}
.facts{display:block}
.week{font-size:11.5px}
.week thead th:first-child{width:30px}
.week .minutes,.who{display:none}
.week .quiet th{font-size:9.5px;letter-spacing:-.04em}
.week .date{display:block;font-size:10.5px}
.week td{padding:2px 1px;text-align:center}
.week th{padding:3px 1px}
.week .chip{display:block;min-width:0;margin:1px 0;padding:0 1px;font-size:11px}
.list th,.list td{padding:6px 4px}
.list thead th{font-size:11px}}
@media print{
:root{--ground:#fff;--shadow:none}
body{max-width:none;font-size:11px}
nav,.skip{display:none}
.card,details.finding,.totals li>*{border:1px solid var(--line)}
details.finding,tr,.card.problem{break-inside:avoid}
details::details-content{content-visibility:visible;height:auto}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
