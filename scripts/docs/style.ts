/** The look of the API's page: no fonts from elsewhere, readable on a phone, printable. */
export const style = `
:root { --ink: #1d2a26; --soft: #5b6b65; --line: #dde5e1; --tint: #f4f6f5; --accent: #1f6f54; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; display: grid; grid-template-columns: 280px minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 20px; border-right: 1px solid var(--line); background: var(--tint); font-size: 13px; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin-top: 10px; font-weight: 600; }
nav ul ul li { margin: 2px 0 2px 10px; font-weight: 400; }
main { padding: 24px 40px 80px; max-width: 1080px; }
h1 { margin: 0 0 12px; }
h2 { margin: 48px 0 12px; padding-bottom: 6px; border-bottom: 2px solid var(--line); }
h3 { margin: 28px 0 6px; }
h4 { margin: 14px 0 4px; font-size: 13px; color: var(--soft); }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--tint); padding: 1px 4px; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: #17211e; color: #e6efeb; padding: 12px 14px; border-radius: 8px; overflow: auto; }
pre code { background: none; padding: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 4px 0 10px; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
td b { color: #b4472e; }
tr:target td, section:target > h3 { background: #fff3c9; }
.call { margin: 4px 0; }
.meta { color: var(--soft); font-size: 13px; margin: 4px 0; }
.method { display: inline-block; min-width: 56px; padding: 1px 8px; border-radius: 4px; background: var(--accent); color: #fff; font: 600 12px/1.6 ui-monospace, Menlo, monospace; text-align: center; }
.method.post { background: #1f5a8a; } .method.patch, .method.put { background: #8a641f; } .method.delete { background: #a23b2a; }
@media (max-width: 800px) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 20px; } }
@media print { nav { display: none; } body { display: block; } }
`.trim();
