/** The one place that names the framework: a successor with the same interface is switched to here. */
export * from "cdktf";
export { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
export { Construct, type IConstruct } from "constructs";
