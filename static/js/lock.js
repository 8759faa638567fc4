// Tells in good time that the session locks. The server decides; this page only asks it, and
// asking keeps nothing open. Without script the foot of the page says when it locks.
(function () {
  "use strict";

  var dialog = document.querySelector("dialog[data-locks-in]");
  if (!dialog || !dialog.showModal || !window.fetch) return;
  var form = dialog.querySelector("form");
  var WARNED_BEFORE = 180;
  var ends = Date.now() + Number(dialog.getAttribute("data-locks-in")) * 1000;
  var asking = false;

  function secondsLeft() {
    return (ends - Date.now()) / 1000;
  }

  // Another tab may have carried on meanwhile.
  function ask(options) {
    asking = true;
    return window.fetch(form.action, options).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.json() : {left: 0};
    }).then(function (said) {
      ends = Date.now() + said.left * 1000;
      show();
    }).catch(function () {
      // No connection: the next turn asks again.
    }).then(function () {
      asking = false;
    });
  }

  function show() {
    var left = secondsLeft();
    var time = new Date(ends).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit", timeZone: "Europe/London"});
    dialog.querySelector("[data-locks-at]").textContent = time;
    if (left <= 0) leave();
    else if (left > WARNED_BEFORE && dialog.open) dialog.close();
    else if (left <= WARNED_BEFORE && !dialog.open) dialog.showModal();
  }

  function isChanged(box) {
    if (box.type === "checkbox" || box.type === "radio") return box.checked !== box.defaultChecked;
    if (box.options) {
      return Array.from(box.options).some(function (one) { return one.selected !== one.defaultSelected; });
    }
    return box.type !== "hidden" && "defaultValue" in box && box.value !== box.defaultValue;
  }

  // It has locked: what was typed goes to the server, which keeps it, does nothing else with it,
  // and asks to sign in. Nothing about a child is left on show.
  function leave() {
    window.clearInterval(timer);
    var refused = document.querySelector("[data-error-summary]");
    var typed = Array.from(document.querySelectorAll("main form")).filter(function (one) {
      return one.method === "post" && (refused || Array.from(one.elements).some(isChanged));
    })[0];
    if (typed) window.HTMLFormElement.prototype.submit.call(typed);
    else window.location.replace(window.location.pathname + window.location.search);
  }

  function carryOn(event) {
    event.preventDefault();
    ask({method: "POST", body: new FormData(form), credentials: "same-origin"});
  }

  form.addEventListener("submit", carryOn);
  dialog.addEventListener("cancel", carryOn);
  function turn() {
    var left = secondsLeft();
    if (asking || left > WARNED_BEFORE || (left > 0 && dialog.open)) return;
    ask({cache: "no-store", credentials: "same-origin"});
  }
  var timer = window.setInterval(turn, 5000);
  turn();
})();
