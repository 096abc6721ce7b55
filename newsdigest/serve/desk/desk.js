// Keys of the desk, and the page that the bookmarklet sends. All works without this but the last.
"use strict";

const form = document.querySelector("form");
const rows = [...document.querySelectorAll("a.row")];

document.addEventListener("keydown", (event) => {
  const press = (value) => {
    const button = form && form.querySelector(`button[value=${value}]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  };
  if ((event.ctrlKey || event.metaKey) && event.key === "s") press("save");
  else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") press("publish");
  else if (event.key === "Escape" && form) location.href = document.querySelector("header a").href;
  else if (!form && (event.key === "j" || event.key === "k") && rows.length) {
    const at = rows.indexOf(document.activeElement);
    rows[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1)].focus();
  }
});

// The list comes anew by itself: who went through it with the keys stays where they were.
for (const row of rows) row.addEventListener("focus", () => sessionStorage.setItem("row", row.href));
const last = rows.find((row) => row.href === sessionStorage.getItem("row"));
if (last && !form) last.focus({ preventScroll: true });

// The sender is any page at all: what it says is shown to the editor, who decides whether it is saved.
if (form && form.id === "receive") {
  window.addEventListener("message", (event) => {
    const page = event.data;
    if (event.source !== window.opener || !page || page.newsdigest !== 1) return;
    form.elements.html.value = String(page.html);
    form.elements.url.value = String(page.url);
    form.elements.title.value = String(page.title);
    document.getElementById("waiting").hidden = true;
    const button = form.querySelector("button");
    button.disabled = false;
    button.focus();
    event.source.postMessage("newsdigest:got", "*");
  });
}
