import { TilesRenderer } from "3d-tiles-renderer/three";
import { GLTFExtensionsPlugin } from "3d-tiles-renderer/three/plugins";
import {
  AmbientLight,
  DirectionalLight,
  Matrix4,
  type Mesh,
  PerspectiveCamera,
  Raycaster,
  Scene,
  Triangle,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { type Engine, FIELD_OF_VIEW, type LookAt, type Picked } from "./engine.ts";

const RADIANS = Math.PI / 180;

interface MetadataOfMesh {
  readonly meshFeatures?: {
    getFeatures(triangle: number, corner: Vector3): (number | null)[];
    getFeatureInfo(): readonly { readonly propertyTable: number }[];
  };
  readonly structuralMetadata?: {
    getPropertyTableData(table: number, id: number): Record<string, unknown>;
  };
}

export class ThreeEngine implements Engine {
  readonly #container: HTMLElement;
  readonly #renderer = new WebGLRenderer({ preserveDrawingBuffer: true });
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 1, 20_000);

  constructor(container: HTMLElement) {
    this.#container = container;
    container.append(this.#renderer.domElement);
    const sun = new DirectionalLight(0xffffff, 2);
    sun.position.set(-1, 2, 1);
    this.#scene.add(sun, new AmbientLight(0xffffff, 1.5));
  }

  async draw(url: string, look: LookAt): Promise<void> {
    const { clientWidth: width, clientHeight: height } = this.#container;
    this.#renderer.setSize(width, height);
    const tiles = new TilesRenderer(url);
    tiles.registerPlugin(
      new GLTFExtensionsPlugin({ metadata: true, rtc: true, meshoptDecoder: MeshoptDecoder }),
    );
    const latitude = look.latitude * RADIANS;
    const longitude = look.longitude * RADIANS;
    const frame = new Matrix4();
    tiles.ellipsoid.getEastNorthUpFrame(latitude, longitude, look.height, frame);
    // X east, Y up, Z south about the place that is looked at.
    const axes = new Matrix4().makeRotationX(-Math.PI / 2);
    tiles.group.applyMatrix4(axes.multiply(frame.invert()));
    this.#scene.add(tiles.group);
    this.#scene.updateMatrixWorld(true);
    const [heading, pitch] = [look.headingDegrees * RADIANS, look.pitchDegrees * RADIANS];
    this.#camera.aspect = width / height;
    this.#camera.updateProjectionMatrix();
    this.#camera.position.set(
      -Math.sin(heading) * Math.cos(pitch) * look.range,
      -Math.sin(pitch) * look.range,
      Math.cos(heading) * Math.cos(pitch) * look.range,
    );
    this.#camera.lookAt(0, 0, 0);
    this.#camera.updateMatrixWorld();
    tiles.setCamera(this.#camera);
    tiles.setResolutionFromRenderer(this.#camera, this.#renderer);
    for (let settled = 0; settled < 5; ) {
      tiles.update();
      settled = tiles.visibleTiles.size > 0 && tiles.loadProgress === 1 ? settled + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.#renderer.render(this.#scene, this.#camera);
  }

  async pick(x: number, y: number): Promise<Picked> {
    const { clientWidth: width, clientHeight: height } = this.#container;
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2((2 * x) / width - 1, 1 - (2 * y) / height), this.#camera);
    const hit = ray.intersectObject(this.#scene, true)[0];
    if (hit?.face === undefined || hit.face === null || hit.faceIndex == null) return undefined;
    const mesh = hit.object as Mesh;
    const { meshFeatures, structuralMetadata } = mesh.userData as MetadataOfMesh;
    if (meshFeatures === undefined || structuralMetadata === undefined) return undefined;
    const triangle = new Triangle();
    const position = mesh.geometry.getAttribute("position");
    triangle.setFromAttributeAndIndices(position, hit.face.a, hit.face.b, hit.face.c);
    const corner = new Vector3();
    triangle.getBarycoord(mesh.worldToLocal(hit.point.clone()), corner);
    const [feature] = meshFeatures.getFeatures(hit.faceIndex, corner);
    const table = meshFeatures.getFeatureInfo()[0]?.propertyTable;
    if (feature == null || table === undefined) return undefined;
    return { ...structuralMetadata.getPropertyTableData(table, feature) };
  }
}
