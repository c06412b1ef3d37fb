"use strict";
(() => {
  const D = JSON.parse(document.getElementById("du-lieu").textContent), L = D.nhan, N = D.khoa.length;
  const $$ = (s, e = document) => [...e.querySelectorAll(s)];
  const el = (ten, lop, chu) => { const e = document.createElement(ten); if (lop) e.className = lop; if (chu !== undefined) e.textContent = chu; return e; };
  const than = document.body, cong = document.querySelector(".tools"), chips = document.querySelector(".chips");
  const li = new Array(N); $$("li[data-i]").forEach(e => { li[+e.dataset.i] = e; });
  const chon = new Array(N).fill(""), ghi = new Array(N).fill(""), oGhi = new Array(N), so = new Map(D.khoa.map((k, i) => [k, i]));
  const can = D.khoa.map(k => (D.can[k] || []).map(x => so.get(x))), duoc = D.khoa.map(() => []);
  can.forEach((ds, i) => ds.forEach(j => duoc[j].push(i)));
  const khoaNho = "kehoach-diff:" + D.cu.sha256.slice(0, 16) + ":" + D.moi.sha256.slice(0, 16);
  let dangO = -1, hen = 0, bao = document.getElementById("bao");
  function noi(chu) { bao.textContent = chu; bao.classList.add("hien"); clearTimeout(hen); hen = setTimeout(() => bao.classList.remove("hien"), 3500); }
  const dien = (mau, o) => mau.replace(/\{(\w+)\}/g, (_, k) => o[k]);

  /* ---- decisions */
  function nho() { try { localStorage.setItem(khoaNho, JSON.stringify({ chon, ghi })); } catch (e) { /* a convenience only */ } }
  function ve(i) {
    const e = li[i]; if (chon[i]) { e.dataset.quyet = chon[i]; e.dataset.chu = ghi[i]; } else delete e.dataset.quyet;
    $$("input[type=radio]", e).forEach(r => { r.checked = r.value === chon[i]; }); if (oGhi[i] && oGhi[i].value !== ghi[i]) oGhi[i].value = ghi[i];
  }
  function dat(i, gia, kem = new Set()) {
    if (chon[i] === gia || kem.has(i)) { if (!kem.has(i)) kem.add(i); return kem; }
    kem.add(i); chon[i] = gia; ve(i);
    if (gia === "nhan") can[i].forEach(j => dat(j, gia, kem)); else duoc[i].forEach(j => { if (chon[j] === "nhan") dat(j, gia, kem); });
    return kem;
  }
  function quyet(i, gia) { const kem = dat(i, gia).size - 1; if (kem > 0) noi(dien(gia === "nhan" ? L.kem_nhan : L.kem_bo, { so: kem })); nho(); dem(); }
  function dem() { tienDo.textContent = dien(L.tien_do, { co: chon.filter(Boolean).length, tong: N }); }
  const tienDo = el("span", "end");
  li.forEach((e, i) => {
    const d = el("div", "dec"), f = el("fieldset"), v = el("legend", "vh", L.quyet_dinh + ": " + e.querySelector(".say").textContent); f.append(v);
    for (const [gia, ten] of [["nhan", L.nhan], ["bo", L.bo], ["", L.chua]]) {
      const l = el("label"), r = el("input"); r.type = "radio"; r.name = "q" + i; r.value = gia; r.checked = gia === ""; r.addEventListener("change", () => quyet(i, gia)); l.append(r, ten); f.append(l);
    }
    const g = el("input"); g.type = "text"; g.placeholder = L.ghi_chu; g.maxLength = 4000; g.setAttribute("aria-label", L.ghi_chu); g.addEventListener("input", () => { ghi[i] = g.value; ve(i); nho(); });
    oGhi[i] = g; d.append(f, g); if (D.ap_dung) e.append(d);
  });
  try { const cu = JSON.parse(localStorage.getItem(khoaNho) || "null"); if (cu && cu.chon.length === N) { cu.chon.forEach((c, i) => { chon[i] = c; ghi[i] = cu.ghi[i] || ""; ve(i); }); } } catch (e) { setTimeout(() => noi(L.khong_luu), 400); }
  function ban() {
    const qd = D.khoa.map((khoa, i) => ({ khoa, chon: chon[i], ghi_chu: ghi[i].trim() })).filter(q => q.chon || q.ghi_chu);
    return JSON.stringify({ phien_ban: 1, cu: D.cu, moi: D.moi, quyet_dinh: qd }, null, 1) + "\n";
  }
  function tai() { const a = el("a"); a.href = URL.createObjectURL(new Blob([ban()], { type: "application/json" })); a.download = "quyet-dinh.json"; a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 1000); }
  async function chep() {
    try { await navigator.clipboard.writeText(ban()); } catch (e) { const t = el("textarea", "vh"); t.value = ban(); than.append(t); t.select(); document.execCommand("copy"); t.remove(); }
    noi(L.da_chep);
  }

  /* ---- views, filters */
  const cho = $$(".chg");
  const hienRa = e => e.offsetParent !== null;
  function loc() {
    const tat = new Set($$("input", chips).filter(c => !c.checked).map(c => c.value));
    li.forEach((e, i) => e.classList.toggle("an", tat.has(D.loai[i])));
    cho.forEach(c => c.classList.toggle("an", $$("li[data-i]", c).every(e => e.classList.contains("an"))));
  }
  function nut(ten, lam, lop) { const b = el("button", lop, ten); b.type = "button"; b.addEventListener("click", lam); return b; }
  function chonXem() {
    const f = el("fieldset"); f.append(el("legend", "", L.xem));
    const hep = matchMedia("(max-width: 900px)").matches;
    for (const [lop, ten] of [["", L.song_song], ["mot-cot", L.mot_cot]]) {
      const l = el("label"), r = el("input"); r.type = "radio"; r.name = "xem"; r.checked = hep === !!lop; r.addEventListener("change", () => than.classList.toggle("mot-cot", !!lop)); l.append(r, " " + ten); f.append(l);
    }
    than.classList.toggle("mot-cot", hep); return f;
  }
  function hop(ten, lam) { const l = el("label"), c = el("input"); c.type = "checkbox"; c.addEventListener("change", () => lam(c.checked)); l.append(c, " " + ten); return l; }
  const dangHien = () => li.map((e, i) => i).filter(i => !li[i].classList.contains("an"));
  const vi = el("span", "end"); vi.setAttribute("aria-live", "off");
  if (N) {
    cong.setAttribute("aria-label", L.xem);
    cong.append(nut("↑ " + L.truoc, () => toi(-1)), nut("↓ " + L.sau, () => toi(1)), chonXem(), hop(L.chi_doi, b => than.classList.toggle("chi-doi", b)));
    if (D.ap_dung) cong.append(nut(L.nhan_het, () => { dangHien().forEach(i => dat(i, "nhan")); nho(); dem(); }), nut(L.bo_het, () => { dangHien().forEach(i => dat(i, "bo")); nho(); dem(); }),
      nut(L.xoa, () => { if (confirm(L.hoi_xoa)) { chon.fill(""); ghi.fill(""); li.forEach((e, i) => ve(i)); nho(); dem(); } }), nut(L.xuat, tai, "main"), nut(L.chep, chep), tienDo);
    cong.append(vi); cong.title = L.phim; cong.hidden = chips.hidden = false; chips.addEventListener("change", loc); dem();
  }

  /* ---- from change to change by keys */
  function toi(buoc) {
    const ds = cho.filter(hienRa); if (!ds.length) return;
    let k = ds.indexOf(cho[dangO]);
    if (k < 0 && dangO >= 0) k = ds.findIndex(c => cho.indexOf(c) > dangO) - (buoc > 0 ? 1 : 0); else if (k < 0) k = buoc > 0 ? -1 : 0;
    den(ds[(k + buoc + ds.length) % ds.length], ds);
  }
  function den(c, ds = cho.filter(hienRa)) {
    if (cho[dangO]) cho[dangO].removeAttribute("aria-current");
    dangO = cho.indexOf(c); c.setAttribute("aria-current", "true"); c.focus({ preventScroll: true });
    c.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    vi.textContent = dien(L.vi_tri, { thu: ds.indexOf(c) + 1, tong: ds.length });
  }
  addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || (e.target.matches && e.target.matches("input[type=text], textarea, select"))) { if (e.key === "Escape") e.target.blur(); return; }
    const phim = e.key.toLowerCase();
    if (phim === "j" || phim === "n") toi(1); else if (phim === "k" || phim === "p") toi(-1);
    else if (dangO >= 0 && D.ap_dung && "aruc".includes(phim) && phim.length === 1) {
      const ds = $$("li[data-i]:not(.an)", cho[dangO]).map(x => +x.dataset.i);
      if (phim === "c") oGhi[ds[0]].focus(); else ds.forEach(i => quyet(i, { a: "nhan", r: "bo", u: "" }[phim]));
    } else return;
    e.preventDefault();
  });
  than.addEventListener("click", e => { const c = e.target.closest && e.target.closest(".chg"); if (c && cho.indexOf(c) !== dangO && !e.target.closest("a, input, label, button")) den(c); });
  document.documentElement.dataset.xong = Math.round(performance.now());
})();
