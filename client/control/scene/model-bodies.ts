import { Cartesian2 } from "cesium";
import { carMesh, taxiMesh, truckMesh, vanMesh } from "./model-cars.ts";
import { busMesh, trainEndMesh, trainMiddleMesh } from "./model-coaches.ts";
import { droneMesh } from "./model-drone.ts";
import type { ModelMesh } from "./model-mesh.ts";
import type { ModelBody } from "./model-records.ts";
import { MODEL_TRAITS, type ModelType, TRAIN_CAR } from "./model-types.ts";

const BUILDERS: Readonly<Record<ModelBody, () => ModelMesh>> = {
  car: carMesh,
  van: vanMesh,
  truck: truckMesh,
  taxi: taxiMesh,
  bus: busMesh,
  "train-end": trainEndMesh,
  "train-middle": trainMiddleMesh,
  drone: droneMesh,
};
const built = new Map<ModelBody, ModelMesh>();

/** The mesh of a body, made once. */
export function modelMesh(body: ModelBody): ModelMesh {
  let mesh = built.get(body);
  if (mesh === undefined) {
    mesh = BUILDERS[body]();
    built.set(body, mesh);
  }
  return mesh;
}

/** What a body covers of the ground, and what its lamps light: metres. */
interface Ground {
  /** Half its length and half its width. */
  readonly half: Cartesian2;
  /** How far its lamps reach ahead and behind; 0 for none. */
  readonly beam: Cartesian2;
}

export const MODEL_GROUNDS: Readonly<Record<ModelBody, Ground>> = {
  car: ground("car", 15, 2.6),
  van: ground("van", 15, 2.6),
  truck: ground("truck", 17, 3),
  taxi: ground("taxi", 15, 2.6),
  bus: ground("bus", 17, 3),
  "train-end": { half: trainHalf(), beam: new Cartesian2(24, 0) },
  "train-middle": { half: trainHalf(), beam: Cartesian2.ZERO },
  drone: ground("drone", 0, 0),
};

function ground(type: ModelType, ahead: number, behind: number): Ground {
  const { length, width } = MODEL_TRAITS[type];
  return { half: new Cartesian2(length / 2, width / 2), beam: new Cartesian2(ahead, behind) };
}

function trainHalf(): Cartesian2 {
  return new Cartesian2(TRAIN_CAR.length / 2, MODEL_TRAITS.train.width / 2);
}
