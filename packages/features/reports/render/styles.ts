/** Of the HTML report: reads well on a screen, light or dark, on a phone and on paper. */
export const STYLES = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--text:#1d2129;--muted:#5c6370;--line:#e3e6ea;--good:#e7f5ec;--warning:#fdf3e0;--critical:#fde9e9}
@media screen and (prefers-color-scheme:dark){:root{--bg:#0e1115;--card:#161a20;--text:#e8ebf0;--muted:#9aa5b4;--line:#272d36;--good:#12291f;--warning:#30240f;--critical:#351819}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:960px;margin:0 auto;padding:24px}
header{padding-bottom:0}
h1{font-size:24px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
header p{margin:0 0 16px;color:var(--muted)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:8px 24px;margin:0}
dt{color:var(--muted);font-size:12px}
dd{margin:0;overflow-wrap:anywhere}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 24px;margin-bottom:16px}
h2{font-size:17px;margin:0 0 12px}
.figures{list-style:none;margin:0 0 16px;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px}
.figures span,.figures small{display:block;color:var(--muted);font-size:12px}
.figures strong{font-size:22px;font-weight:600;font-variant-numeric:tabular-nums}
figure{margin:0 0 16px;overflow-x:auto;break-inside:avoid}
figcaption{font-weight:600;margin-bottom:4px;position:sticky;left:0}
svg{display:block;width:100%;min-width:600px;height:auto}
svg text{fill:var(--muted)}
svg [stroke="#e3e6ea"]{stroke:var(--line)}
.table{overflow-x:auto;margin-bottom:8px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}
th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
tr{break-inside:avoid}
thead th{color:var(--muted);font-weight:500;white-space:nowrap}
tbody th{font-weight:500;min-width:128px;overflow-wrap:anywhere}
.figure{text-align:right;white-space:nowrap}
.note{margin:0 0 12px;padding:10px 14px;border-radius:8px;background:var(--bg)}
.note.good{background:var(--good)}
.note.warning{background:var(--warning)}
.note.critical{background:var(--critical)}
footer{color:var(--muted);font-size:12px;padding-top:0}
@media print{body{background:#fff;font-size:11px}section{border:0;padding:0}header,main,footer{padding:0 0 12px;max-width:none}h2{break-after:avoid}table{font-size:10px}th,td{padding:4px 6px}tbody th{min-width:0}}
@media(max-width:600px){header,main,footer{padding:16px}section{padding:16px}td{min-width:72px}}
`.replaceAll('\n', '')
