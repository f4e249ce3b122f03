import { configOf } from './base.mjs';

export default configOf('load', ['load/{engine,workload}/*.ts', 'load/*.ts']);
