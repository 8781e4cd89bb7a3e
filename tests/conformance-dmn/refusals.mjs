// What is refused, why, and an example that a test holds against it.

const decision = (logic, more = '') =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="m">${more}<decision id="d" name="d"><variable id="v" name="d"/>${logic}</decision></definitions>`;

export const refusals = [
  {
    what: 'functions in Java',
    why: 'a model must not start foreign code on the server',
    code: 'DMN_EXTERNAL_FUNCTION',
    example: decision('<functionDefinition id="f" kind="Java"/>'),
  },
  {
    what: 'functions in PMML',
    why: 'a model must not start foreign code on the server',
    code: 'DMN_EXTERNAL_FUNCTION',
    example: decision('<functionDefinition id="f" kind="PMML"/>'),
  },
  {
    what: 'expressions in other languages',
    why: 'only FEEL is executed',
    code: 'DMN_LANGUAGE',
    example: decision(
      '<literalExpression id="l" expressionLanguage="http://groovy.example"><text>1</text></literalExpression>',
    ),
  },
  {
    what: 'decisions without logic',
    why: 'there is nothing to evaluate',
    code: 'DMN_NO_LOGIC',
    example: decision(''),
  },
  {
    what: 'decisions that need themselves',
    why: 'they would never end',
    code: 'DMN_CYCLE',
    example: decision(
      '<informationRequirement id="r"><requiredDecision href="#d"/></informationRequirement><literalExpression id="l"><text>1</text></literalExpression>',
    ),
  },
  {
    what: 'requirements that lead nowhere',
    why: 'the decision would be made without them',
    code: 'DMN_NO_DECISION',
    example: decision(
      '<informationRequirement id="r"><requiredDecision href="#other"/></informationRequirement><literalExpression id="l"><text>1</text></literalExpression>',
    ),
  },
  {
    what: 'expressions that FEEL cannot read',
    why: 'the finding names the position',
    code: 'FEEL_SYNTAX',
    example: decision('<literalExpression id="l"><text>1 +* 2</text></literalExpression>'),
  },
  {
    what: 'document types and entities in XML',
    why: 'they can read files and fill the memory',
    code: 'DOCTYPE',
    example: `<!DOCTYPE x>${decision('<literalExpression id="l"><text>1</text></literalExpression>')}`,
  },
];
