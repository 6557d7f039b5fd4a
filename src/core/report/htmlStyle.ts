/** The style sheet of the HTML report: light and dark, printable, no outside resource. */
export const htmlStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--page:#fff;--box:#f6f8fa;--bad:#b42318;--good:#1a7f37;--doubt:#8a5a00}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--line:#3d444d;--page:#0d1117;--box:#161b22;--bad:#ff7b72;--good:#56d364;--doubt:#e3b341}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.05rem;margin:0}
code,pre,.mono{font:.92em/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
pre{margin:.4rem 0;padding:.6rem .8rem;background:var(--box);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap}
p{margin:.5rem 0}
.context,.evidence,.id{color:var(--soft)}
.good{color:var(--good)}.bad{color:var(--bad)}.doubtful{color:var(--doubt)}.none{color:var(--soft)}
.sign{font-weight:700}
.pair{display:grid;grid-template-columns:max-content max-content 1fr;gap:.2rem .8rem;align-items:baseline;margin:1rem 0;padding:1rem;background:var(--box);border:1px solid var(--line);border-radius:8px}
.pair dt{grid-column:1;text-align:right;color:var(--soft)}
.pair dd{margin:0}
.pair .value{font-size:1.15rem;font-weight:600;white-space:nowrap}
.pair mark{background:none;color:inherit;border-bottom:3px double}
.pair mark.bad{color:var(--bad)}.pair mark.doubtful{color:var(--doubt)}.pair mark.good{color:var(--good)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600}
td.time,th.time{text-align:right;white-space:nowrap}
td.mode{font-weight:600;white-space:nowrap}
article{margin:1rem 0;padding:.9rem 1rem;border:1px solid var(--line);border-left:5px solid var(--line);border-radius:6px}
article.bad{border-left-color:var(--bad);color:inherit}
article.doubtful{border-left-color:var(--doubt);color:inherit}
article.good{border-left-color:var(--good);color:inherit}
article.none{color:inherit}
.evidence{list-style:none;padding:0;margin:.5rem 0}
.remedy{margin:.6rem 0 0}
.remedy ol{margin:.2rem 0;padding-left:1.4rem}
details{margin-top:2.2rem}
summary{cursor:pointer;font-weight:600}
.dialogue td{border:0;padding:.05rem .5rem}
.dialogue .at{text-align:right;color:var(--soft)}
.dialogue .evident{background:var(--box)}
footer{margin-top:3rem;color:var(--soft);font-size:.85rem}
@media(max-width:40rem){.pair{grid-template-columns:1fr}.pair dt{text-align:left}table{display:block;overflow-x:auto}th,td{padding:.3rem .4rem;overflow-wrap:break-word}}
@media print{body{max-width:none;padding:0}article,.pair{break-inside:avoid}}
`;

/** SHA-256 of the style sheet for the page's own content security policy; a test recomputes it. */
export const htmlStyleHash = 'sha256-kmneoHRb4UXJx30Ye3ct2C+9cLywtF8953peZ5uydBU=';
