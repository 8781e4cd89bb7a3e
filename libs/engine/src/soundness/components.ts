/**
 * The strongly connected components of a graph, each after those that it leads to (Tarjan, without recursion).
 */
export function components(size: number, next: (node: number) => readonly number[]): number[][] {
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const inside = new Uint8Array(size);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (node: number) => {
    index[node] = low[node] = count++;
    inside[node] = 1;
    stack.push(node);
    return { node, at: 0 };
  };
  const leave = (node: number) => {
    if (low[node] !== index[node]) return;
    const from = stack.lastIndexOf(node);
    const component = stack.splice(from);
    for (const each of component) inside[each] = 0;
    found.push(component);
  };
  const lower = (node: number, to: number) => (low[node] = Math.min(low[node] ?? 0, to));
  for (let root = 0; root < size; root += 1) {
    const path = index[root] === -1 ? [enter(root)] : [];
    for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
      const to = next(top.node)[top.at++];
      if (to === undefined) {
        path.pop();
        const above = path[path.length - 1];
        if (above) lower(above.node, low[top.node] ?? 0);
        leave(top.node);
      } else if (index[to] === -1) path.push(enter(to));
      else if (inside[to]) lower(top.node, index[to] ?? 0);
    }
  }
  return found;
}
