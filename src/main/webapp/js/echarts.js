// The one place that names the version of the chart library; a unit test compares it with the JAR the build packs.
export { init } from '../_static/echarts/6.0.0/dist/echarts.esm.min.js';
