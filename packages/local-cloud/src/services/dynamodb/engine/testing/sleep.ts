/** Stands for the engine: says that it is there, and stays. */
process.stderr.write('here\n');
setInterval(() => {}, 1000);
