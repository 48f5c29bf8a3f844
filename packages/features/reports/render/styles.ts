/** Of the HTML report: reads well on a screen, a phone and paper. */
export const STYLES = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#1d2129;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:960px;margin:0 auto;padding:24px}
header{padding-bottom:0}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
header p{margin:0 0 16px;color:#5c6370}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:8px 24px;margin:0}
dt{color:#5c6370;font-size:12px}
dd{margin:0;overflow-wrap:anywhere}
section{background:#fff;border:1px solid #e3e6ea;border-radius:12px;padding:20px 24px;margin-bottom:16px;break-inside:avoid-page}
h2{font-size:17px;margin:0 0 12px}
.figures{list-style:none;margin:0 0 16px;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px}
.figures span,.figures small{display:block;color:#5c6370;font-size:12px}
.figures strong{font-size:22px;font-weight:600;font-variant-numeric:tabular-nums}
figure{margin:0 0 16px}
figcaption{font-weight:600;margin-bottom:4px}
svg{display:block;width:100%;height:auto}
.table{overflow-x:auto;margin-bottom:8px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}
th,td{text-align:left;padding:6px 10px;border-bottom:1px solid #e3e6ea;overflow-wrap:anywhere}
thead th{color:#5c6370;font-weight:500;white-space:nowrap}
tbody th{font-weight:500}
.figure{text-align:right;white-space:nowrap}
.note{margin:0 0 12px;padding:10px 14px;border-radius:8px;background:#f4f5f7}
.note.good{background:#e7f5ec}
.note.warning{background:#fdf3e0}
.note.critical{background:#fde9e9}
footer{color:#5c6370;font-size:12px;padding-top:0}
@media print{body{background:#fff}section{border:0;padding:0}header,main,footer{padding-left:0;padding-right:0}}
@media(max-width:600px){header,main,footer{padding:16px}section{padding:16px}}
`.replaceAll('\n', '')
