import { dataAssociation } from './data-association.js';
import { expressionMark } from './expression-mark.js';
import { handedOver } from './handed-over.js';
import { mappingTarget } from './mapping-target.js';
import { plainText } from './plain-text.js';
import { resultVariable } from './result-variable.js';
import { variableNames } from './variable-names.js';

export const dataRules = [
  expressionMark,
  plainText,
  resultVariable,
  variableNames,
  mappingTarget,
  dataAssociation,
  handedOver,
];
