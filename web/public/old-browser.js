/* Written in the oldest JavaScript on purpose: it runs where the console cannot. */
(function () {
  function chromium() {
    var found = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
    return found ? parseInt(found[1], 10) : null;
  }
  var version = chromium();
  var missing = !window.Promise || !window.fetch || !window.Symbol || !window.IntersectionObserver;
  if ((version !== null && version < 78) || missing) {
    var text = document.createElement('div');
    text.className = 'old-browser';
    text.innerHTML = '<h1>请升级浏览器</h1><p>本控制台需要 Chromium 86 或更高版本内核的浏览器（360、Edge、Chrome、信创浏览器均可）。</p>' +
      '<h1 lang="en">Please update the browser</h1><p lang="en">The console needs a browser on Chromium 86 or later.</p>';
    document.body.insertBefore(text, document.body.firstChild);
  }
})();
