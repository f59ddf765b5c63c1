//! How the report looks: on a screen, by day and by night, and on paper. No font, picture or script is
//! fetched; plain flow layout, so that old browsers show it too.

pub(crate) const STYLE: &str = r#"
:root { color-scheme: light dark; --paper: #fff; --ground: #f4f3ef; --ink: #1d2530; --soft: #5b6675;
  --line: #dcdad2; --accent: #21508f; --wait: #8a4b08; --wait-ground: #fff4e0; --wait-line: #efcf9a;
  --fine: #1f6b3b; --fine-ground: #e8f5ec; }
@media (prefers-color-scheme: dark) { :root { --paper: #20252c; --ground: #161a1f; --ink: #e8eaee;
  --soft: #a3adba; --line: #363d47; --accent: #8ab4f0; --wait: #f0c070; --wait-ground: #33291a;
  --wait-line: #6a5227; --fine: #8fd3a6; --fine-ground: #1c3024; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
main { max-width: 78rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
header { padding: 1rem 0 1.25rem; }
.brand { color: var(--soft); font-size: .8125rem; letter-spacing: .08em; text-transform: uppercase; }
h1 { font-size: 1.875rem; line-height: 1.2; margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.0625rem; margin: 0; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.figures li { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding: .625rem 1rem; min-width: 8.5rem; }
.figures b { display: block; font-size: 1.625rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures .wait { background: var(--wait-ground); border-color: var(--wait-line); color: var(--wait); }
.box { background: var(--paper); border: 1px solid var(--line); border-radius: .625rem; padding: 1rem 1.125rem;
  margin: 0 0 1rem; }
.box.wait { background: var(--wait-ground); border-color: var(--wait-line); }
.box.fine { background: var(--fine-ground); color: var(--fine); border-color: transparent; }
.head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin-bottom: .75rem; }
.chip { border-radius: 1rem; padding: .0625rem .625rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.chip.wait { background: var(--wait-ground); color: var(--wait); border: 1px solid var(--wait-line); }
.chip.fine { background: var(--fine-ground); color: var(--fine); }
.why { margin: 0 0 .75rem; padding: 0 0 0 1.125rem; color: var(--wait); }
.pages { display: flex; flex-wrap: wrap; gap: .875rem; margin: 0; padding: 0; list-style: none; }
.pages li { width: 180px; }
figure { margin: 0; }
.pages.waiting li { width: 25rem; max-width: 100%; }
.waiting figure { display: flex; gap: .875rem; }
.waiting figcaption { margin-top: 0; }
.pages img, .none { display: block; width: 180px; height: auto; border: 1px solid var(--line); background: #fff; }
.pages img { box-shadow: 0 1px 4px rgba(0, 0, 0, .16); }
.none { height: 254px; color: #5b6675; text-align: center; padding-top: 7rem; }
figcaption { font-size: .8125rem; line-height: 1.35; margin-top: .375rem; overflow-wrap: anywhere; }
figcaption b { font-size: .875rem; }
footer { color: var(--soft); font-size: .8125rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@media (max-width: 30rem) { .pages li, .pages img, .none { width: 130px; } .pages { gap: .75rem; } }
@media print { :root { --paper: #fff; --ground: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000;
  --wait: #000; --wait-ground: #fff; --wait-line: #000; --fine: #000; --fine-ground: #fff; }
  main { max-width: none; padding: 0; } body { font-size: 10pt; } a { text-decoration: none; }
  .box { border-radius: 0; padding: 8pt 10pt; } .head, .why, .pages li { break-inside: avoid; }
  .head { break-after: avoid; } h2 { break-after: avoid; }
  .pages { gap: 8pt; } .pages li, .pages img, .none { width: 82pt; } .pages img { box-shadow: none; }
  .pages.waiting li { width: 200pt; }
  .box.copy { break-inside: avoid; } }
"#;
