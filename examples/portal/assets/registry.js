// The register of springs: one document, three kinds of view, everything drawn after the data have come.
(() => {
  "use strict";
  const app = document.getElementById("app");
  const BASE = "/kk/registry/";
  const SITE = "Жайылымдар мен бұлақтар агенттігі";
  let data;

  const crumbs = (last) => `<nav class="crumbs" aria-label="Сіз осы жердесіз"><div class="wrap"><ol>
    <li><a href="/kk/">Басты бет</a></li>${last ? `<li><a href="${BASE}" data-route>Бұлақтар тізілімі</a></li>` : ""}
    <li><span aria-current="page">${last || "Бұлақтар тізілімі"}</span></li></ol></div></nav>`;

  const list = () => ({
    title: "Бұлақтар тізілімі",
    crumbs: crumbs(""),
    main: `<h1>Бұлақтар тізілімі</h1>
      <p>Бұлақ атауын таңдасаңыз, оның орны мен су мөлшері ашылады.</p>
      <p><span class="only" role="checkbox" tabindex="0">Тек тұрақты бұлақтар</span></p>
      <ul class="cards">${data.springs.map((s) => `<li class="card" data-permanent="${s.permanent}"><h2><a href="${BASE}view/${s.id}" data-route>${s.name}</a></h2><p>${s.region}, ${s.flow} л/с</p></li>`).join("")}</ul>
      <h2>Жаңа бұлақ қосу</h2>
      <div class="tile" role="button" tabindex="0">Тізілімде жоқ бұлақ туралы <a href="/kk/appeal.html">өтініш жазу</a></div>
      <p><a class="alone" href="${BASE}method.html">Тізілім қалай жүргізіледі</a></p>`,
  });

  const view = (spring) => ({
    title: spring.name,
    crumbs: crumbs(spring.name),
    main: `<h1>${spring.name}</h1><p>${spring.text}</p>
      <dl class="facts"><div><dt>орташа су мөлшері, л/с</dt><dd>${spring.flow}</dd></div><div><dt>облыс</dt><dd>${spring.region.replace(" облысы", "")}</dd></div></dl>
      <p><a class="alone" href="${BASE}" data-route>Тізілімге оралу</a></p>`,
  });

  const missing = () => ({ title: "Бұлақ табылмады", crumbs: crumbs("Бұлақ табылмады"), main: "<h1>Бұлақ табылмады</h1><p>Мекенжайды тексеріңіз.</p>" });

  function draw(focus) {
    const id = location.pathname.startsWith(`${BASE}view/`) ? location.pathname.slice(`${BASE}view/`.length) : "";
    const spring = data.springs.find((s) => s.id === id);
    const page = spring ? view(spring) : id ? missing() : list();
    document.title = `${page.title} — ${SITE}`;
    document.getElementById("view").innerHTML = `${page.crumbs}<main id="main" tabindex="-1"><div class="wrap">${page.main}</div></main>`;
    if (focus) document.getElementById("main").focus();
  }

  function filter(only) {
    const on = only.classList.toggle("on");
    for (const card of document.querySelectorAll("[data-permanent=false]")) card.hidden = on;
  }

  function start(json) {
    data = json;
    app.innerHTML = `${data.header}<div id="view"></div>${data.footer}`;
    draw(false);
    const widgets = document.createElement("script");
    widgets.src = "/assets/site.js";
    document.head.append(widgets);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-route]");
    if (link) {
      event.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
      draw(true);
      return;
    }
    const tile = event.target.closest(".tile");
    if (tile && !event.target.closest("a")) location.assign("/kk/appeal.html");
    const only = event.target.closest(".only");
    if (only) filter(only);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (!event.target.matches(".only, .tile")) return;
    event.preventDefault();
    event.target.click();
  });
  addEventListener("popstate", () => draw(true));

  fetch("/assets/registry.json").then((answer) => answer.json()).then(start);
})();
