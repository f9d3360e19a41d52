// Lets the camera read a slip where the browser can; without it the page works as it is.
"use strict";
(async () => {
  const button = document.getElementById("scan");
  const field = document.getElementById("number");
  if (!button || !field || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const formats = await BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return;
  const box = document.getElementById("camera");
  const view = document.getElementById("view");
  const text = document.getElementById("camera-text");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  const stop = () => {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    box.hidden = true;
    button.textContent = "Use the camera";
  };
  const look = async () => {
    if (!stream) return;
    const found = await detector.detect(view).catch(() => []);
    const slip = found.find((code) => code.rawValue.startsWith("MRC1:"));
    if (slip) {
      field.value = slip.rawValue;
      stop();
      field.focus();
      return;
    }
    if (found.length) text.textContent = "This is another picture. Show the one on the slip.";
    setTimeout(look, 200);
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      box.hidden = false;
      text.textContent = "The camera cannot be used. Type the number.";
      return;
    }
    box.hidden = false;
    text.textContent = "Hold the slip before the camera.";
    button.textContent = "Stop the camera";
    view.srcObject = stream;
    await view.play();
    look();
  });
})();
