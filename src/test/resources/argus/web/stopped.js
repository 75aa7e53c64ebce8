// Stops the page in the middle of a frame and tells how it comes back. Run in the browser by StoppedPageIT.
const [milliseconds, board, done] = arguments;

(async () => {
  const { client } = await import(new URL('js/main.js', document.baseURI));
  const sequences = () => Object.fromEntries(board.map((symbol) => [`quote:${symbol}`, client.stream(`quote:${symbol}`)?.seq ?? 0]));
  const frame = (job = () => {}) =>
    new Promise((resolve) => {
      const end = client.on('frame', () => {
        end();
        resolve(job());
      });
    });
  const picture = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const shown = (symbol) => Number(document.querySelector(`tr[data-symbol="${symbol}"] .last`).textContent.replaceAll(',', ''));

  while (Object.values(sequences()).some((seq) => seq === 0)) {
    await frame();
  }
  const story = { clientBefore: client.welcome.client_id, states: [], gaps: [], frames: 0 };

  // The frame is here and not yet painted, so the next one is not asked for.
  await frame(() => {
    story.before = sequences();
    const from = performance.now();
    while (performance.now() < from + milliseconds);
    story.stopped = Math.floor(performance.now() - from);
  });
  client.on('state', (state) => story.states.push(state));
  client.on('gap', (gap) => story.gaps.push(gap));
  client.on('frame', () => (story.frames += 1));
  await frame(() => (story.after = sequences()));
  await picture();

  story.unpainted = board.filter((symbol) => Math.abs(shown(symbol) - client.stream(`quote:${symbol}`).data.last_price) > 0.005);
  story.clientAfter = client.welcome.client_id;
  return JSON.stringify(story);
})().then(done, (fault) => done(JSON.stringify({ fault: String(fault.stack ?? fault) })));
