/** Microseconds of CPU that this process has used. */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of CPU for one call, warm. */
export function cost(body, batch, warmup, microseconds) {
  for (let i = 0; i < warmup; i++) body();
  const start = cpu();
  let calls = 0;
  let spent = 0;
  do {
    for (let i = 0; i < batch; i++) body();
    calls += batch;
    spent = cpu() - start;
  } while (spent < microseconds);
  return spent / calls;
}

/** Ours and theirs, warm. */
export function compared(name, ours, theirs) {
  const own = cost(ours, 500, 5000, 200_000);
  const peer = cost(theirs, 1, 20, 200_000);
  return { name, own, peer, ratio: peer / own };
}
