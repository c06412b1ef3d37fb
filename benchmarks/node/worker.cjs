// One npm engine in a process of its own, driven over stdin/stdout (see engines/process.py).
// argv: the folder of node_modules, the engine, the template, the JSON files of data.
// Each engine is used by its documented call for one document, with the template in memory
// where the engine allows it.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const [modules, engine, templatePath, ...dataPaths] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [modules] }));
const template = fs.readFileSync(templatePath);
const data = dataPaths.map((file) => JSON.parse(fs.readFileSync(file, "utf8")));

const engines = {
  carbone() {
    const carbone = load("carbone");
    carbone.set({ templatePath: path.dirname(templatePath) });
    const name = path.basename(templatePath);
    return (values) =>
      new Promise((resolve, reject) =>
        carbone.render(name, values, (fault, result) => (fault ? reject(fault) : resolve(result))),
      );
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    return (values) => handler.process(template, values);
  },
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return (values) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      document.render(values);
      return document.toBuffer();
    };
  },
};

async function answer(render, question) {
  if (question.do === "save") {
    fs.writeFileSync(question.to, await render(data[question.set]));
    return {};
  }
  const start = process.hrtime.bigint();
  for (let i = 0; i < question.count; i += 1) await render(data[i % data.length]);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}

async function main() {
  const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const render = engines[engine]();
  say({ ready: true });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    try {
      say(await answer(render, JSON.parse(line)));
    } catch (fault) {
      const details = fault.properties?.errors?.map((one) => one.properties?.explanation);
      say({ error: [String(fault), ...(details ?? [])].join("; ") });
    }
  }
}

main();
