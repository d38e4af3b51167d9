import { GenesisError } from '../../errors/genesis-error.ts';
import { nameWidgets } from './widgets.ts';

/** Limits on what is read, far above any real workflow. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
const MAX_NODES = 5000;
const MAX_LINKS = 50_000;
const MAX_INPUTS = 512;

export interface WorkflowNode {
  readonly id: string;
  readonly type: string;
  /** Arguments with a value of their own. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Arguments that come from another node, by its id. */
  readonly links: ReadonlyMap<string, string>;
}

export interface Workflow {
  readonly format: 'API' | 'UI';
  readonly nodes: ReadonlyMap<string, WorkflowNode>;
}

/** Modes of a UI node that is not run: muted, bypassed. */
const INACTIVE = new Set<unknown>([2, 4]);

type Fields = Record<string, unknown>;

/**
 * Reads a ComfyUI workflow of either format. Nothing in it is trusted: sizes are limited, names go into maps only.
 * @param input JSON text, or what it parses to
 * @throws GenesisError WORKFLOW_INVALID
 */
export function readWorkflow(input: unknown): Workflow {
  const root = fields(typeof input === 'string' ? parse(input) : input);
  if (!root) return invalid('it is no JSON object');
  if (Array.isArray(root.nodes)) return { format: 'UI', nodes: readUi(root) };
  return { format: 'API', nodes: readApi(fields(root.prompt) ?? root) };
}

function invalid(reason: string): never {
  throw new GenesisError('WORKFLOW_INVALID', `the workflow cannot be read: ${reason}`, {
    field: 'json',
    accepted: 'a ComfyUI workflow in the API or the UI format',
  });
}

function parse(text: string): unknown {
  if (text.length > MAX_CHARACTERS) return invalid(`it is longer than ${MAX_CHARACTERS} characters`);
  try {
    return JSON.parse(text);
  } catch {
    return invalid('it is no JSON');
  }
}

/** A JSON object, else null. */
function fields(value: unknown): Fields | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null;
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function readApi(root: Fields): Map<string, WorkflowNode> {
  const entries = Object.entries(root);
  if (entries.length > MAX_NODES) return invalid(`it has more than ${MAX_NODES} nodes`);
  const nodes = new Map<string, WorkflowNode>();
  for (const [id, value] of entries) {
    const node = fields(value);
    if (!node || typeof node.class_type !== 'string') continue;
    const inputs = Object.entries(fields(node.inputs) ?? {}).slice(0, MAX_INPUTS);
    const links = new Map<string, string>();
    const values = new Map<string, unknown>();
    for (const [name, input] of inputs) {
      const origin = Array.isArray(input) && input.length === 2 && Number.isInteger(input[1]) ? idOf(input[0]) : null;
      if (origin !== null) links.set(name, origin);
      else values.set(name, input);
    }
    nodes.set(id, { id, type: node.class_type, values, links });
  }
  return nodes;
}

/** The nodes of the canvas and, under `<subgraph>:<node>`, those of its subgraphs. */
function readUi(root: Fields): Map<string, WorkflowNode> {
  const nodes = new Map<string, WorkflowNode>();
  readCanvas(root, '', nodes);
  const subgraphs = fields(root.definitions)?.subgraphs;
  if (Array.isArray(subgraphs)) {
    for (const value of subgraphs.slice(0, MAX_NODES)) {
      const subgraph = fields(value);
      const id = subgraph && idOf(subgraph.id);
      if (subgraph && id !== null) readCanvas(subgraph, `${id}:`, nodes);
    }
  }
  return nodes;
}

function readCanvas(canvas: Fields, prefix: string, nodes: Map<string, WorkflowNode>): void {
  const origins = linkOrigins(canvas.links);
  for (const value of Array.isArray(canvas.nodes) ? canvas.nodes : []) {
    const node = fields(value);
    const id = node && idOf(node.id);
    if (!node || id === null || typeof node.type !== 'string' || INACTIVE.has(node.mode)) continue;
    if (nodes.size >= MAX_NODES) invalid(`it has more than ${MAX_NODES} nodes`);
    const inputs = (Array.isArray(node.inputs) ? node.inputs.slice(0, MAX_INPUTS) : []).map(fields);
    const widgets = inputs.map((input) => fields(input?.widget)?.name);
    const declared = widgets.filter((name): name is string => typeof name === 'string');
    const links = new Map<string, string>();
    for (const input of inputs) {
      const origin = input?.link === null || input?.link === undefined ? undefined : origins.get(String(input.link));
      if (input && typeof input.name === 'string' && origin !== undefined) links.set(input.name, prefix + origin);
    }
    const values = nameWidgets(node.type, node.widgets_values, declared);
    nodes.set(prefix + id, { id: prefix + id, type: node.type, values, links });
  }
}

/** Link id to the node it comes from: `[id, origin, …]` on the canvas, `{ id, origin_id, … }` in a subgraph. */
function linkOrigins(links: unknown): Map<string, string> {
  const origins = new Map<string, string>();
  if (!Array.isArray(links)) return origins;
  if (links.length > MAX_LINKS) return invalid(`it has more than ${MAX_LINKS} links`);
  for (const link of links) {
    const [id, origin] = Array.isArray(link) ? [link[0], link[1]] : [fields(link)?.id, fields(link)?.origin_id];
    const from = idOf(origin);
    if (idOf(id) !== null && from !== null) origins.set(String(id), from);
  }
  return origins;
}
