// The special version for visually impaired readers, dialogs, and a few widgets. Works without any other file.
(() => {
  "use strict";
  const root = document.documentElement;
  const KEY = "special-version";
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  const write = (state) => { try { localStorage.setItem(KEY, JSON.stringify(state)); } catch { /* private mode */ } };
  const state = Object.assign({ open: false, size: "1", theme: "light", images: "on" }, read());

  function apply() {
    root.classList.toggle("lv-size-2", state.size === "2");
    root.classList.toggle("lv-size-3", state.size === "3");
    root.classList.toggle("lv-dark", state.theme === "dark");
    root.classList.toggle("lv-images-off", state.images === "off");
    for (const opener of document.querySelectorAll(".lv-open")) {
      opener.hidden = false;
      opener.setAttribute("aria-expanded", String(state.open));
    }
    for (const panel of document.querySelectorAll(".lv-panel")) {
      panel.hidden = !state.open;
      for (const button of panel.querySelectorAll("[data-lv]")) {
        const [name, value] = button.dataset.lv.split("=");
        button.setAttribute("aria-pressed", String(state[name] === value));
      }
    }
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    if (!target) return;
    if (target.matches(".lv-open")) { state.open = !state.open; write(state); apply(); }
    if (target.dataset.lv) {
      const [name, value] = target.dataset.lv.split("=");
      state[name] = value; write(state); apply();
    }
    if (target.matches(".lv-reset")) { Object.assign(state, { size: "1", theme: "light", images: "on" }); write(state); apply(); }
    if (target.dataset.opens) document.getElementById(target.dataset.opens).showModal();
    if (target.matches(".chip")) {
      for (const chip of target.parentElement.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", String(chip === target));
      for (const item of document.querySelectorAll("[data-kind]")) item.hidden = target.value !== "all" && item.dataset.kind !== target.value;
    }
    if (target.matches("[aria-controls][aria-expanded]") && !target.matches(".lv-open")) {
      const box = document.getElementById(target.getAttribute("aria-controls"));
      if (box) { box.hidden = !box.hidden; target.setAttribute("aria-expanded", box.hidden ? "false" : "true"); }
    }
  });

  for (const top of document.querySelectorAll(".to-top")) {
    const go = () => { window.scrollTo(0, 0); document.getElementById("main").focus(); };
    top.addEventListener("click", go);
    top.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(); } });
  }

  for (const control of document.querySelectorAll("[role=switch]")) {
    const flip = () => control.setAttribute("aria-checked", String(control.getAttribute("aria-checked") !== "true"));
    control.addEventListener("click", flip);
    control.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); flip(); } });
  }

  // Tab goes round inside; data-cycle="esc" is left with Escape, as a dialog has to be.
  for (const box of document.querySelectorAll("[data-cycle]")) {
    const stops = () => [...box.querySelectorAll("button, input, a[href]")];
    const leave = () => { box.hidden = true; document.getElementById("main").focus(); };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.dataset.cycle === "esc") leave();
      if (event.key !== "Tab") return;
      event.preventDefault();
      const all = stops();
      const next = all.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      all[(next + all.length) % all.length].focus();
    });
    for (const closer of box.querySelectorAll("[data-close]")) closer.addEventListener("click", leave);
    if (box.dataset.cycle === "esc") stops()[0].focus();
  }

  const load = document.getElementById("load-form");
  if (load) load.addEventListener("click", () => {
    const area = Number(document.getElementById("area").value) || 0;
    const heads = Number(document.getElementById("heads").value) || 0;
    document.getElementById("load-result").textContent = heads ? (area / heads).toFixed(1) : "—";
  });

  const results = document.getElementById("results");
  if (results) {
    const query = (new URLSearchParams(location.search).get("q") || "").trim().toLowerCase();
    if (query) {
      let found = 0;
      for (const item of results.querySelectorAll("li")) {
        item.hidden = !item.textContent.toLowerCase().includes(query);
        if (!item.hidden) found += 1;
      }
      const status = document.getElementById("found");
      status.textContent = status.dataset.text.replace("{}", String(found));
    }
  }

  for (const reader of document.querySelectorAll("[data-speak]")) reader.addEventListener("click", () => {
    const said = new SpeechSynthesisUtterance(document.querySelector(".read-me").textContent);
    said.lang = reader.dataset.speak;
    speechSynthesis.speak(said);
  });

  for (const choice of document.querySelectorAll(".kk-choice")) choice.addEventListener("click", () => {
    location.href = document.querySelector("link[hreflang=kk]").href;
  });

  apply();
})();
