// Everything here is a help only: each page works without it.
(function () {
  "use strict";

  // After a refused form the reader starts at what is wrong.
  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // A second press of a button while the first is on its way sends nothing.
  // A later one does: the first may have been lost with the connection.
  var PATIENCE = 8000;
  var sent = new WeakMap();
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    var now = Date.now();
    if (now - (sent.get(form) || 0) < PATIENCE) event.preventDefault();
    else sent.set(form, now);
  });
  // During a visit the time left counts down. The server knows when it is over: at the end the
  // page makes way for the start page, which says so.
  function inWords(seconds) {
    var minutes = Math.floor(seconds / 60);
    var days = Math.floor(minutes / 1440);
    var parts = [[days, "day"], [Math.floor((minutes % 1440) / 60), "hour"], [days ? 0 : minutes % 60, "minute"]];
    var said = parts.filter(function (part) { return part[0]; }).map(function (part) {
      return part[0] + " " + part[1] + (part[0] === 1 ? "" : "s");
    });
    return (said.join(" ") || "less than a minute") + " left";
  }
  function countDown(place) {
    var began = Date.now();
    var atFirst = Number(place.getAttribute("data-seconds-left"));
    var timer = window.setInterval(function () {
      var left = atFirst - (Date.now() - began) / 1000;
      if (left > 0) {
        place.textContent = inWords(left);
        return;
      }
      window.clearInterval(timer);
      place.textContent = "no time left";
      if (window.location.pathname !== "/") window.location.replace("/");
    }, 15000);
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-seconds-left]"), countDown);

  // Coming back with the Back button shows the page as it was, where nothing is on its way.
  window.addEventListener("pageshow", function () {
    sent = new WeakMap();
  });

  // What few people need stands open without script. Here it is folded until an answer elsewhere
  // on the page asks for it, or something in it is answered or wrong. Where it means nothing
  // without that answer, it is not shown before.
  function fold(part) {
    var wanted = part.getAttribute("data-unfolds-for").split("=");
    var values = wanted[1].split(" ");
    var needless = part.hasAttribute("data-needless");
    var boxes = Array.from(document.querySelectorAll("[name=\"" + wanted[0] + "\"]"));
    function isAsked() {
      return boxes.some(function (box) {
        var ticks = box.type === "checkbox" || box.type === "radio";
        return (!ticks || box.checked) && values.indexOf(box.value) >= 0;
      });
    }
    function isUsed() {
      var typed = Array.from(part.querySelectorAll("input[type=text], textarea"));
      return Boolean(part.querySelector(":checked, .wrong")) || typed.some(function (box) {
        return box.value.trim() !== "";
      });
    }
    function unfold() {
      if (isAsked()) part.open = true;
      part.hidden = needless && !isAsked() && !isUsed();
    }
    if (!boxes.length) return;
    part.open = isUsed();
    unfold();
    boxes.forEach(function (box) {
      box.addEventListener("change", unfold);
    });
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-unfolds-for]"), fold);

  function words(left) {
    var number = Math.abs(left).toLocaleString("en-GB");
    var noun = Math.abs(left) === 1 ? " character" : " characters";
    return left < 0 ? "Take out " + number + noun + "." : "You have " + number + noun + " left.";
  }

  function count(area) {
    var line = document.getElementById(area.id + "_count");
    var limit = Number(area.getAttribute("data-count"));
    if (!line || !limit) return;
    // The line changes with each key; a screen reader is told only after a pause.
    var spoken = document.createElement("p");
    spoken.className = "visually-hidden";
    spoken.setAttribute("role", "status");
    line.after(spoken);
    var timer;
    function update() {
      // Counted as the server counts: whole characters, not halves of an emoji.
      var left = limit - Array.from(area.value.normalize("NFC").trim()).length;
      line.textContent = words(left);
      line.classList.toggle("over", left < 0);
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        if (document.activeElement === area && left < limit / 5) spoken.textContent = words(left);
      }, 1500);
    }
    area.addEventListener("input", update);
    update();
  }
  Array.prototype.forEach.call(document.querySelectorAll("textarea[data-count]"), count);
})();
