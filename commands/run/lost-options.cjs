// npm keeps options for itself unless "--" stands before them: `npm start --data d` would silently keep nothing.

/** Options of our commands (and of `cdk`, which some of them run) that npm does not know, and whether they take a value. */
const OPTIONS = {
  port: true,
  data: true,
  assembly: true,
  faults: true,
  json: false,
  url: true,
  'api-key': true,
  orders: true,
  kills: true,
  seed: true,
  stage: true,
  token: true,
  'state-machine-arn': true,
  'dry-run': false,
  'allow-host': true,
  undo: false,
  profile: true,
  context: true,
  card: true,
  refunds: false,
  order: true,
  function: true,
  since: true,
  level: true,
  follow: false,
  event: true,
  'require-approval': true,
};

/**
 * What to tell the user when npm has taken options of this command; undefined when it has not.
 * `environment` is npm's, which holds `--data d` as `npm_config_data`; `given` are the arguments that got through.
 */
function lostOptions(environment, given) {
  // npm's own script may begin with arguments, such as the stage of a deployment.
  const own = (environment.npm_lifecycle_script || '').split(' ').slice(3).length;
  const values = given.slice(own).filter((argument) => !argument.startsWith('-'));
  const lost = Object.keys(OPTIONS).flatMap((name) => {
    const value = environment[`npm_config_${name.replace(/-/g, '_')}`];
    if (value === undefined) return [];
    if (!OPTIONS[name]) return [`--${name}`];
    // npm separates `--data d`: the value arrives as an argument.
    return [`--${name} ${value === 'true' || value === '' ? values.shift() || 'VALUE' : value}`];
  });
  if (lost.length === 0) return undefined;
  const event = environment.npm_lifecycle_event || 'start';
  const command = event === 'start' || event === 'test' ? `npm ${event}` : `npm run ${event}`;
  return (
    `npm kept ${lost.join(' ')} for itself, so this command did not get it. ` +
    `Put -- before options:\n\n  ${command} -- ${[...lost, ...values].join(' ')}\n`
  );
}

module.exports = { lostOptions, OPTIONS };
