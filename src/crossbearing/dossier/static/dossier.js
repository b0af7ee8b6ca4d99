"use strict";
// Filtering, sorting, opening cards, keys and highlighting. Without this script the page still shows
// everything: rows open through their links, and print shows every card.
(() => {
  const root = document.documentElement;
  const table = document.getElementById("table");
  root.classList.add("js");

  const rows = table ? [...table.tBodies] : [];
  const opener = (body) => body.querySelector(".opener");

  function setOpen(body, open) {
    body.classList.toggle("open", open);
    opener(body).setAttribute("aria-expanded", String(open));
  }

  function toggle(body) {
    const open = !body.classList.contains("open");
    setOpen(body, open);
    history.replaceState(null, "", open ? `#${body.id}` : "#allegations");
  }

  for (const body of rows) {
    const link = opener(body);
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", body.id);
    body.querySelector(".row").addEventListener("click", (event) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || String(getSelection())) return;
      if (event.target.closest("a") && event.target.closest("a") !== link) return;
      event.preventDefault();
      toggle(body);
    });
    body.querySelector(".closer").addEventListener("click", (event) => {
      event.preventDefault();
      setOpen(body, false);
      link.focus();
      link.scrollIntoView({ block: "center" });
    });
  }

  // Where a link leads must be visible: open the card or the details around it, and light the claim.
  function reveal() {
    document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"));
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const body = target.closest("tbody.allegation");
    if (body) {
      body.hidden = false;
      setOpen(body, true);
    }
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    if (target.classList.contains("spot")) light(target);
    if (body && target === body) opener(body).focus({ preventScroll: true });
    target.scrollIntoView({ block: target.classList.contains("spot") ? "center" : "start" });
  }

  function light(spot) {
    const claim = spot.id.split("c")[1];
    const text = spot.closest(".text");
    text.querySelectorAll(`mark[data-c~="${CSS.escape(claim)}"]`).forEach((mark) => mark.classList.add("lit"));
    spot.tabIndex = -1;
    spot.focus({ preventScroll: true });
  }

  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && !event.defaultPrevented && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });

  const form = document.getElementById("filters");
  const field = (id) => document.getElementById(id);

  function filter() {
    const words = field("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const type = field("f-type").value;
    const letter = field("f-reliability").value;
    const origins = Number(field("f-origins").value);
    let count = 0;
    for (const body of rows) {
      const data = body.dataset;
      const passes =
        words.every((word) => data.words.includes(word)) &&
        (!type || data.type === type) &&
        (!letter || data.reliability <= letter) &&
        Number(data.origins) >= origins &&
        (!field("f-denied").checked || Number(data.denials) > 0) &&
        (!field("f-footage").checked || Number(data.footage) >= 1);
      body.hidden = !passes;
      count += passes;
    }
    field("shown-count").value = `${count} of ${rows.length} shown`;
    field("nothing-left").hidden = count > 0;
  }

  const numeric = new Set(["origins", "denials", "footage"]);
  const collator = new Intl.Collator("en", { numeric: true });

  function sort(head, key) {
    const ascending = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "descending" : !numeric.has(key);
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const way = ascending ? 1 : -1;
    const value = (body) => body.dataset[key];
    rows.sort((a, b) => {
      // What is not given stands last, whichever way the rest runs.
      if (!value(a) !== !value(b)) return value(a) ? -1 : 1;
      const order = numeric.has(key) ? value(a) - value(b) : collator.compare(value(a), value(b));
      return way * order || a.dataset.number - b.dataset.number;
    });
    table.append(...rows);
  }

  function prepareTable() {
    for (const type of [...new Set(rows.map((body) => body.dataset.type))].sort()) field("f-type").append(new Option(type.toLowerCase(), type));
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    for (const head of table.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head, head.dataset.sort));
    }
    field("keys").hidden = false;
    filter();
  }

  // Keys act only while the focus is inside the table, so that they never fight with other programs.
  function step(body, way) {
    const seen = rows.filter((one) => !one.hidden);
    const next = seen[seen.indexOf(body) + way];
    if (next) {
      opener(next).focus();
      opener(next).scrollIntoView({ block: "nearest" });
    }
  }

  function onKey(event) {
    const body = event.target.closest("tbody.allegation");
    if (!body || event.ctrlKey || event.metaKey || event.altKey || !field("keys-on").checked) return;
    if (event.key === "j" || event.key === "k") step(body, event.key === "j" ? 1 : -1);
    else if (event.key === "t") body.querySelector(".to-text")?.click();
    else if (event.key === "Escape" && body.classList.contains("open")) body.querySelector(".closer").click();
    else return;
    event.preventDefault();
  }

  if (table) {
    prepareTable();
    table.addEventListener("keydown", onKey);
  }
  addEventListener("keydown", (event) => document.body.classList.toggle("quiet", event.key === "Escape"));

  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id).setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-10% 0px -80% 0px" },
  );
  for (const id of links.keys()) watcher.observe(document.getElementById(id));
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)));
  reveal();
})();
