interface Group {
  id: string;
}

interface Panel {
  registerProvider(priority: number, provider: { getGroups: () => (groups: Group[]) => Group[] }): void;
}

/** What this system does not execute is not offered: an entry without effect misleads. */
const verborgen = new Set([
  'Zeebe__ExecutionListeners',
  'Zeebe__TaskListeners',
  'ElementTemplates__Template',
  'additionalDataGroup',
  'templates',
]);

/** diagram-js service: removes groups from the properties panel, after all others have added theirs. */
class SchlankesPanel {
  static $inject = ['propertiesPanel'];

  constructor(panel: Panel) {
    panel.registerProvider(100, this);
  }

  getGroups() {
    return (groups: Group[]) => groups.filter((group) => !verborgen.has(group.id));
  }
}

export const schlankesPanelModule = {
  __init__: ['schlankesPanel'],
  schlankesPanel: ['type', SchlankesPanel] as const,
};
